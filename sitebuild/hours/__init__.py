"""When the house is open: its schedule, its words, and what calendars and search engines read of it."""

"""What must be true of the content before a byte is written. A file is its registration."""

"""The site while it is written: a server, and a watcher of what is saved."""

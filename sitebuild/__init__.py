"""The site's build: a Pelican plugin (plugin.py) and the commands behind the Makefile (__main__.py)."""

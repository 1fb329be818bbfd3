"""What differs when the site is published: it knows its own address. `make publish SITEURL=https://…` gives it."""

import os
import sys

sys.path.append(os.curdir)  # Pelican reads this file from another folder's point of view
from pelicanconf import *  # noqa: E402, F403

SITEURL = os.environ.get("SITEURL", "").rstrip("/")
DIRECT_TEMPLATES = ["sitemap", "robots"]  # they hold absolute addresses, so they need SITEURL
SITEMAP_SAVE_AS = "sitemap.xml"
ROBOTS_SAVE_AS = "robots.txt"

"""What differs when the site is published: it knows its own address. `make publish SITEURL=https://…` gives it."""

import os
import sys

sys.path.append(os.curdir)  # the pelican command does not look here by itself
from pelicanconf import *

SITEURL = os.environ.get("SITEURL", "").rstrip("/")
DIRECT_TEMPLATES = ["sitemap", "robots"]  # they hold absolute addresses, so they need SITEURL
SITEMAP_SAVE_AS = "sitemap.xml"
ROBOTS_SAVE_AS = "robots.txt"

"""What differs when the site is published: it knows its own address. `make publish SITEURL=https://…` gives it."""

import os
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))  # the pelican command does not look here by itself
from pelicanconf import *

SITEURL = os.environ.get("SITEURL", "").rstrip("/")
DIRECT_TEMPLATES = ["sitemap", "robots"]  # they hold absolute addresses, so they need SITEURL
SITEMAP_SAVE_AS = "sitemap.xml"
ROBOTS_SAVE_AS = "robots.txt"

"""Pelican's settings for the site, each with its reason. publishconf.py holds what differs when it is published."""

import sys
from pathlib import Path

ROOT = str(Path(__file__).parent)
sys.path.append(ROOT)  # the pelican command does not look for our plugin here by itself

from jinja2 import FileSystemBytecodeCache, StrictUndefined

from sitebuild.documents.files import IGNORED
from sitebuild.project import digest_of_code

# --- The site -------------------------------------------------------------------------------------------------
SITENAME = "BrugerForeningen"  # only for Pelican's own messages: pages take the name from content/facts.yaml
SITEURL = ""  # without an address there is no canonical, hreflang or sitemap; everything else works
LOCALE = ["C"]  # Babel writes dates and times: none of the machine's locales is needed
TIMEZONE = "Europe/Copenhagen"  # the house's clock: “open now” goes by it, whatever a device says
HOLIDAYS = "DK"  # whose public holidays need an answer in content/facts.yaml
HOURS_CONFIRMED_FOR = 180  # days; then the pages say “ring first” again until somebody confirms the hours anew

# --- Languages ------------------------------------------------------------------------------------------------
# Code in file names and lang attributes → Babel's locale for dates, times and numbers. The first stands at /.
# A new language: a line here, its catalogue (make translations), its .md files.
LANGUAGES = {"da": "da", "en": "en_GB"}
MESSAGE_LANGUAGE = "en"  # the theme's messages are written in it, so it needs no catalogue
# What a page of advice may reach: LIX (Danish), or words a sentence on average. See sitebuild/documents/readability.py.
READABILITY = {"da": {"lix": 35}, "en": {"sentence": 15}}
ALPHABET_ENDS = {"da": "æøå"}  # letters of their own, after z; elsewhere accents do not count in the A to Z
DEFAULT_LANG = next(iter(LANGUAGES))
FILENAME_METADATA = r"(?P<key>[a-z0-9-]+)\.(?P<lang>[A-Za-z0-9-]+)"  # <key>.<lang>.md
PAGE_TRANSLATION_ID = "key"  # not the slug: each language has its own

# --- What is read ---------------------------------------------------------------------------------------------
PATH = "content"
PAGE_PATHS = ["pages", "pamphlets"]
ARTICLE_PATHS = []  # a site of pages; Pelican would else read everything as articles
STATIC_PATHS = ["images"]
READERS = {"html": None, "htm": None, "rst": None}  # texts are Markdown; our plugin reads them
FORMATTED_FIELDS = []  # a summary is plain text
IGNORE_FILES = list(IGNORED)  # editors' and systems' own files
PLUGINS = ["sitebuild.plugin"]  # listed: without a list Pelican loads whatever is installed
CACHE_CONTENT = LOAD_CONTENT_CACHE = False  # a build is quick; a cache can be stale

# --- What is written ------------------------------------------------------------------------------------------
OUTPUT_PATH = "output"
# Pelican would empty it before it reads; sitebuild/publishing/build.py swaps folders instead.
DELETE_OUTPUT_DIRECTORY = False
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
PAGE_LANG_URL = "{lang}/{slug}/"
PAGE_LANG_SAVE_AS = "{lang}/{slug}/index.html"
RELATIVE_URLS = True  # the site works under any name, from a mirror and in a folder
DIRECT_TEMPLATES = []  # no lists of articles
TEMPLATE_PAGES = {"112.html": "112/index.html"}  # a page in all languages at once
TEMPLATE_EXTENSIONS = [".html", ".xml", ".txt"]
ARCHIVES_SAVE_AS = AUTHOR_SAVE_AS = AUTHORS_SAVE_AS = CATEGORY_SAVE_AS = CATEGORIES_SAVE_AS = ""
TAG_SAVE_AS = TAGS_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None

# --- How it looks ---------------------------------------------------------------------------------------------
THEME = "theme"
# Style stands in the page itself: one request, also on a bad line. Scripts: sitebuild/rendering/scripts.py.
THEME_STATIC_PATHS = []

PAPER_FONTS = ["font_hanken_grotesk"]  # packages; pamphlets use no font of the system. Another script: another package

# A template is compiled once, not in each build; and again when it changes, or what it may call does.
_compiled = Path(ROOT, ".cache", "templates", digest_of_code())
_compiled.mkdir(parents=True, exist_ok=True)

JINJA_ENVIRONMENT = {
    "autoescape": True,  # Pelican leaves it off
    "undefined": StrictUndefined,  # a misspelt name in a template stops the build
    "extensions": ["jinja2.ext.i18n"],
    "bytecode_cache": FileSystemBytecodeCache(str(_compiled)),
    "auto_reload": False,  # each run has its own environment: no template changes while one is at work
    "trim_blocks": True,
    "lstrip_blocks": True,
}

"""Which pages of the made-up union stand for all: one of each kind, and those that look like no other of their kind."""

from site_map import ALONE, listed

OWN_LOOK = ("hepatitis-c", "equipment", "opening-hours", "a-to-z", "take-along", "advice")
FIRST = {(page.kind, page.lang): page for page in reversed(listed().values())}
LOOKS = [page for page in listed().values() if page.key in OWN_LOOK or FIRST[page.kind, page.lang] == page]
PATHS = [*ALONE, *(page.address for page in LOOKS)]
KINDS = [page.address for (_kind, lang), page in FIRST.items() if lang == "da"]

"""The list of published addresses (content/published.yaml): what is on the web now joins it, and nothing leaves it."""

from datetime import date

from sitebuild.data.loader import PUBLISHED
from sitebuild.documents.site import Site
from sitebuild.rendering.addresses import present

ABOUT = """\
# Kept by make publish: each address that people may have linked to, and the day on which it was first published.
# None of them vanishes without a word: where one has no page any more, content/moved.yaml says where it went, or why.
"""


def published(site: Site) -> dict[str, date]:
    """Return the published addresses with what is there now, published from today, in a run for the site's address."""
    now = dict.fromkeys(present(site), site.today) if site.siteurl else {}
    return now | dict(site.published)


def keep(site: Site) -> None:
    """Write the list of published addresses; at no moment is it half there."""
    lines = (f"{address}: {day}\n" for address, day in sorted(site.published.items()))
    path = site.content / PUBLISHED
    new = path.with_name(f".{path.name}")
    new.write_text(ABOUT + "".join(lines), "utf-8")
    new.replace(path)

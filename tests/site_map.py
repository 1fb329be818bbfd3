"""Which pages a folder of texts has, read from their headers: their keys, kinds and addresses in each language."""

import functools
import re
from dataclasses import dataclass
from pathlib import Path

from editor import UNION

PREFIX = {"da": "", "en": "en/"}
ALONE = ("/112/", "/alle-raad.html", "/en/all-advice.html")  # files that need nothing else


@dataclass(frozen=True)
class Listed:
    """A page as its text's header has it."""

    key: str
    lang: str
    kind: str
    slug: str
    format: str = ""  # of a pamphlet

    @property
    def path(self) -> str:
        """Where it is written, from the site's root."""
        if self.kind == "not-found":
            return f"{PREFIX[self.lang]}{self.slug}.html"
        return f"{PREFIX[self.lang]}{self.slug}/index.html" if self.slug else f"{PREFIX[self.lang]}index.html"

    @property
    def address(self) -> str:
        """Where people find it."""
        return "/" + self.path.removesuffix("index.html")


@functools.cache
def listed(content: Path = UNION) -> dict[tuple[str, str], Listed]:
    """Return the pages of a folder of texts, by key and language."""
    found = {}
    for path in sorted(content.rglob("*.md")):
        key, lang, _ending = path.name.split(".")
        header = dict(re.findall(r"(?m)^(kind|slug|format): (.*)$", path.read_text("utf-8").split("\n---")[0]))
        if "slug" in header:
            slug = header["slug"].strip("\"' ").strip("/")
            found[key, lang] = Listed(key, lang, header["kind"], slug, header.get("format", ""))
    return found


def path_of(key: str, lang: str, content: Path = UNION) -> str:
    """Return where a page is written, from the site's root."""
    return listed(content)[key, lang].path


def paths(content: Path = UNION) -> list[str]:
    """Return the addresses of all pages, and of the files that need nothing else."""
    return sorted([*ALONE, *(page.address for page in listed(content).values())])


def of_kind(kind: str, content: Path = UNION) -> list[Listed]:
    """Return the pages of a kind."""
    return [page for page in listed(content).values() if page.kind == kind]

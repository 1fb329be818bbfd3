"""Text once: `{{ section key#id }}` puts a section of another page, in the same language, in its place.

This happens before Markdown runs, so that links, ids and citations are checked where the text ends up.
"""

import re
from collections.abc import Callable, Mapping

from sitebuild.diagnostics.messages import _
from sitebuild.documents.scan import Fault

INCLUDE = re.compile(r"^[ ]{0,3}\{\{\s*section\s+([^\s#}]*)#([^\s}]*)\s*\}\}[ ]*$", re.MULTILINE)
HEADING = re.compile(r"^##[ ](?:.*\{[^}]*?#(?P<id>[^\s}]+)[^}]*\})?.*$", re.MULTILINE)


def split(text: str) -> dict[str, str]:
    """Return the sections of a Markdown text by their id, each without its heading."""
    headings = list(HEADING.finditer(text))
    ends = [*(heading.start() for heading in headings[1:]), len(text)]
    return {h["id"]: text[h.end() : end].strip("\n") for h, end in zip(headings, ends, strict=False) if h["id"]}


def included(text: str, text_of: Callable[[str], str | None]) -> tuple[str, str, list[Fault]]:
    """Return text with its included sections, what they put in, and what is wrong with the includes.

    text_of: gives the Markdown of the page with a key in the text's language, or None.
    """
    faults: list[Fault] = []
    put: list[str] = []

    def put_in(match: re.Match) -> str:
        key, identifier = match.groups()
        other = text_of(key)
        needle = match[0].strip()
        if other is None:
            faults.append(
                Fault(needle, _("there is no page “{key}” in this language", key=key), _("Write a page's key"))
            )
            return ""
        sections: Mapping[str, str] = split(other)
        if identifier not in sections:
            wrong = _("“{key}” has no section “{id}”", key=key, id=identifier)
            faults.append(Fault(needle, wrong, _("Write one of: {ids}", ids=", ".join(sections) or "–")))
            return ""
        if INCLUDE.search(sections[identifier]):
            wrong = _("the section {key}#{id} includes another one itself", key=key, id=identifier)
            faults.append(Fault(needle, wrong, _("Include that one here as well, or write the text out")))
            return ""
        put.append(sections[identifier])
        return sections[identifier]

    return INCLUDE.sub(put_in, text), "\n".join(put), faults

"""Raw HTML in a text: which of it may stand there, and the words in it."""

import html
import re

# What a text may use beyond Markdown. Everything else could run, load or disguise something.
TAGS = frozenset(
    [
        "abbr",
        "bdi",
        "bdo",
        "br",
        "code",
        "del",
        "ins",
        "kbd",
        "mark",
        "pre",
        "q",
        "s",
        "small",
        "span",
        "sub",
        "sup",
        "var",
        "wbr",
    ]
)
ATTRIBUTES = frozenset(
    [
        "id",
        "class",
        "lang",
        "dir",
        "href",
        "hreflang",
        "src",
        "alt",
        "title",
        "start",
        "value",
        "reversed",
        "colspan",
        "rowspan",
        "scope",
        "abbr",
        "datetime",
        "cite",
    ]
)
TAG = re.compile(r"</?([a-zA-Z][^\s/>]*)|<[!?]")
ATTRIBUTE = re.compile(r"""\s([^\s"'<>/=]+)\s*=""")
WHOLE_TAG = re.compile(r"<[^>]*>")


def without_tags(raw: str) -> str:
    """Return the words of raw HTML."""
    return html.unescape(WHOLE_TAG.sub("", raw))


def refused_tag(raw: str) -> str | None:
    """Return the name of the first tag that a text may not use, "" for a comment; None where there is none."""
    for tag in TAG.finditer(raw):
        if (tag[1] or "").lower() not in TAGS:
            return tag[1] or ""
    return None


def refused_attribute(raw: str) -> str | None:
    """Return the name of the first attribute that raw HTML may not set, or None."""
    names = ATTRIBUTE.findall(" ".join(WHOLE_TAG.findall(raw)))
    return next((name for name in names if name.lower() not in ATTRIBUTES - {"href", "src"}), None)

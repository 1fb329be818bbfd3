"""The tree of HTML that we made ourselves: what must be in it is."""

from typing import TypeVar

Thing = TypeVar("Thing")


def sure(thing: Thing | None) -> Thing:
    """Return a node, or what one says, that cannot be missing: the parser's types allow for it."""
    assert thing is not None
    return thing

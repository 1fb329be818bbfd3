"""What the union states once: names, address, numbers, hours, people, services, partners and links.

A value that exists here is valid and says where it comes from; one that the union still owes is `missing`,
and the pages read well without it. `facts_file.py` reads content/facts.yaml into this; facts.schema.json,
for editors' tools, is made from it.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import AfterValidator

from sitebuild.data.fields import (
    AnyFact,
    EmailFact,
    Fact,
    Frozen,
    InQuotes,
    LinkFact,
    NumberFact,
    PhoneFact,
    Text,
    TextFact,
)
from sitebuild.data.opening_hours import Hours
from sitebuild.data.request_channel import Requests
from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Refused


class Address(Frozen):
    """Where the house is. postcode is a text: it may begin with a zero."""

    street: str
    postcode: InQuotes
    town: Text


class AddressFact(Fact[Address]):
    value: Address


class Service(Frozen):
    """Something that other organisations can ask for. page: the key of its page. asked: as one asks for it."""

    page: str
    asked: Text
    origin: str
    rows: list[str] = []


def _with(*names: str) -> AfterValidator:
    """Return a check that a group of facts holds those that the theme relies on; any others may be added."""

    def check(group: dict[str, Any]) -> dict[str, Any]:
        for name in names:
            if name not in group:
                raise Refused(_("“{name}” is missing", name=name), _("Add a line that begins with {name}:", name=name))
        return group

    return AfterValidator(check)


class Facts(Frozen):
    """Everything in content/facts.yaml.

    menu and footer: the keys of the pages that every page leads to. pamphlets: those that lists begin with.
    services, requests: what other organisations can ask for, and how they ask. equipment: of the lecture room.
    """

    menu: list[str]
    footer: list[str]
    pamphlets: list[str] = []

    names: Annotated[dict[str, TextFact], _with("name", "short_name")]
    address: AddressFact
    phones: Annotated[dict[str, PhoneFact], _with("phone", "emergency", "relatives_phone")]
    emails: Annotated[dict[str, EmailFact], _with("email", "relatives_email")]
    links: Annotated[dict[str, LinkFact], _with("exit", "relatives_website")]
    hours: dict[str, Hours]
    years: dict[str, NumberFact]
    numbers: dict[str, NumberFact]
    people: dict[str, TextFact]
    services: list[Service]
    requests: Requests
    equipment: list[TextFact] = []
    facilities: list[TextFact]
    texts: Annotated[dict[str, TextFact], _with("relatives_meetings")]

    def named(self) -> Iterator[tuple[str, AnyFact]]:
        """Yield the name and the fact for every fact that a text can place by its name."""
        for kind in ("names", "phones", "emails", "links", "years", "numbers", "people", "texts"):
            yield from getattr(self, kind).items()

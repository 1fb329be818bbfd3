"""What the union states once: names, address, numbers, hours, people, services, partners and links.

A value that exists here is valid and says where it comes from; one that the union still owes is `missing`,
and the pages read well without it. `facts_file.py` reads content/facts.yaml into this; facts.schema.json,
for editors' tools, is made from it.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import ConfigDict, Field

from sitebuild.hours import Hours
from sitebuild.values import EmailFact, Fact, Frozen, InQuotes, LinkFact, NumberFact, PhoneFact, Text, TextFact


class Address(Frozen):
    """Where the house is. postcode is a text: it may begin with a zero. country: ISO 3166 code."""

    street: str
    postcode: InQuotes
    town: Text
    country: Annotated[str, Field(pattern="^[A-Z]{2}$")]


class AddressFact(Fact):
    value: Address


class Service(Frozen):
    """Something that other organisations can ask for. page: the key of its page."""

    page: str
    origin: str
    rows: list[str] = []


class Named(Frozen):
    """Facts that texts place by name; every name that is not demanded by the theme may be added."""

    model_config = ConfigDict(extra="allow")


class Names(Named):
    __pydantic_extra__: dict[str, TextFact]
    name: TextFact
    short_name: TextFact


class Phones(Named):
    __pydantic_extra__: dict[str, PhoneFact]
    phone: PhoneFact
    emergency: PhoneFact


class Numbers(Named):
    __pydantic_extra__: dict[str, NumberFact]


class Years(Named):
    __pydantic_extra__: dict[str, NumberFact]


class Links(Named):
    __pydantic_extra__: dict[str, LinkFact]
    request_form: LinkFact


class Emails(Named):
    __pydantic_extra__: dict[str, EmailFact]
    email: EmailFact


class Contact(Frozen):
    """How to reach the relatives' association by itself."""

    phone: PhoneFact
    email: EmailFact
    website: LinkFact
    meetings: TextFact


class Facts(Frozen):
    """Everything in content/facts.yaml. menu and footer: the keys of the pages that every page leads to."""

    menu: list[str]
    footer: list[str]

    names: Names
    address: AddressFact
    phones: Phones
    emails: Emails
    links: Links
    hours: dict[str, Hours]
    years: Years
    numbers: Numbers
    people: dict[str, TextFact]
    services: list[Service]
    facilities: list[TextFact]
    relatives_contact: Contact
    texts: dict[str, TextFact]

    def named(self) -> Iterator[tuple[str, str, Fact]]:
        """Yield (kind, name, fact) for every fact that a text can place by its name."""
        for kind in ("names", "phones", "emails", "links", "years", "numbers", "people", "texts"):
            group = getattr(self, kind)
            yield from ((kind, name, fact) for name, fact in (group.items() if isinstance(group, dict) else group))

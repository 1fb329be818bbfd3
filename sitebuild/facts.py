"""What the union states once: names, address, numbers, hours, people, services, partners and links.

A value that exists here is valid and says where it comes from; one that the union still owes is `missing`,
and the pages read well without it. `facts_file.py` reads content/facts.yaml into this; facts.schema.json,
for editors' tools, is made from it.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import time
from typing import Annotated, Literal

import phonenumbers
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from sitebuild.languages import WEEKDAYS
from sitebuild.problems import Refused
from sitebuild.voice import _
from sitebuild.yaml12 import Quoted


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def _quoted(value: object) -> object:
    if not isinstance(value, Quoted):
        raise Refused(_("{value} must stand in quotes", value=value), _('Write "{value}"', value=value))
    return str(value)


def _time(value: str) -> str:
    try:
        hour, minute = value.split(":")
        if len(hour) != 2 or len(minute) != 2:
            raise ValueError
        time(int(hour), int(minute))
    except ValueError:
        wrong = _("“{value}” is no time of day", value=value)
        raise Refused(wrong, _('Write hours and minutes, from "00:00" to "23:59"')) from None
    return value


def _phone(value: str) -> str:
    refused = Refused(
        _("“{value}” is no phone number", value=value),
        _("Write all its digits, with the country's code: {example}", example='"+45 12 34 56 78"'),
    )
    if value.isdigit() and len(value) <= 6:  # 112, 1813, 116111: short numbers have no country code
        return value
    try:
        number = phonenumbers.parse(value)
    except phonenumbers.NumberParseException:
        raise refused from None
    # is_possible counts digits; is_valid would refuse a number series that is newer than the library.
    if not phonenumbers.is_possible_number(number):
        raise refused
    return value


def _https(value: str) -> str:
    if not value.startswith("https://") or " " in value:
        wrong = _("“{value}” is no safe address", value=value)
        raise Refused(wrong, _("Write an address that begins with https://"))
    return value


def _email(value: str) -> str:
    name, _at, host = value.partition("@")
    if not name or "." not in host or " " in value:
        raise Refused(_("“{value}” is no e-mail address", value=value), _("Write it as name@example.org"))
    return value


Text = str | dict[str, str]  # the same in every language, or by language
Time = Annotated[str, BeforeValidator(_quoted), AfterValidator(_time)]
Phone = Annotated[str, BeforeValidator(_quoted), AfterValidator(_phone)]


class Fact(Frozen):
    """A value with its origin, or the note that the union must still supply it.

    origin: "owner" for the owner's text, else the id of a row in the facts or of a source.
    rows: the rows of the facts that hold the value.
    missing: the row that says what is missing.
    """

    origin: str | None = None
    rows: list[str] = []
    missing: str | None = None

    @property
    def known(self) -> bool:
        return self.missing is None

    @model_validator(mode="after")
    def _either_known_or_missing(self):
        value = getattr(self, "value", None)
        if (value is None) == (self.missing is None):
            wrong = _("this fact needs either a value or a note that it is missing")
            raise Refused(wrong, _("Write value: or missing:"))
        if self.missing is None and self.origin is None:
            raise Refused(_("this fact does not say where it comes from"), _("Add origin: owner, or a source"))
        return self


class TextFact(Fact):
    value: Text | None = None


class PhoneFact(Fact):
    value: Phone | None = None

    @property
    def dialled(self) -> str:
        """The number as a phone dials it: +4535360150, 112."""
        return self.value.replace(" ", "")


class NumberFact(Fact):
    value: Annotated[int, Field(ge=0)] | None = None


class LinkFact(Fact):
    value: Annotated[str, AfterValidator(_https)] | None = None


class EmailFact(Fact):
    value: Annotated[str, AfterValidator(_email)] | None = None


class Address(Frozen):
    """Where the house is. postcode is a text: it may begin with a zero. country: ISO 3166 code."""

    street: str
    postcode: Annotated[str, BeforeValidator(_quoted)]
    town: Text
    country: Annotated[str, Field(pattern="^[A-Z]{2}$")]


class AddressFact(Fact):
    value: Address


class Span(Frozen):
    """From when to when the house is open, in its own local time. days: "daily", or a list of weekdays."""

    days: Literal["daily"] | list[Literal[WEEKDAYS]]
    opens: Time
    closes: Time

    @model_validator(mode="after")
    def _closes_after_it_opens(self):
        if self.closes <= self.opens:
            wrong = _("the house closes ({closes}) before it opens ({opens})", closes=self.closes, opens=self.opens)
            raise Refused(wrong, _("Write a later time after closes:"))
        return self

    @property
    def opening(self) -> time:
        return time.fromisoformat(self.opens)

    @property
    def closing(self) -> time:
        return time.fromisoformat(self.closes)


class Hours(Frozen):
    """When one part of the house is open. confirmed: the day on which the union said that it still holds."""

    label: Text
    spans: list[Span] = Field(min_length=1)
    origin: str
    rows: list[str] = []
    confirmed: TextFact

    @model_validator(mode="after")
    def _no_overlap(self):
        of_day = defaultdict(list)
        for span in self.spans:
            for day in WEEKDAYS if span.days == "daily" else span.days:
                of_day[day].append((span.opens, span.closes))
        for spans in of_day.values():
            for (_opens, closes), (opens, _closes) in zip(sorted(spans), sorted(spans)[1:], strict=False):
                if opens < closes:
                    wrong = _("two of these hours overlap ({opens} is before {closes})", opens=opens, closes=closes)
                    raise Refused(wrong, _("Change one of them"))
        return self


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

"""Values that are valid once they exist, or a refusal in an editor's words; and the fact, a value with its origin."""

import os
from datetime import date, time
from typing import Annotated, Any, Generic, Self, TypeVar

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # it would look through every installed package

import phonenumbers
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from sitebuild.data.yaml12 import Quoted
from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Refused


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
    digits = value.replace(" ", "")
    if digits.isdigit() and len(digits) <= 6:  # 112, 1813, 116 111: short numbers have no country code
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


def _day(value: object) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise Refused(_("“{value}” is no day", value=value), _("Write year-month-day: 2026-11-24")) from None


def _plain(value: str) -> str:
    if not value.strip():
        raise Refused(_("this text is empty"), _("Write it after the colon"))
    if "{{" in value:
        raise Refused(_("facts are not filled in here"), _("Write it without {{ }}, or say it in the text below"))
    return value.strip()


PlainText = Annotated[str, AfterValidator(_plain)]  # shown as it is written
Text = str | dict[str, str]  # the same in every language, or by language
Time = Annotated[str, BeforeValidator(_quoted), AfterValidator(_time)]
Phone = Annotated[str, BeforeValidator(_quoted), AfterValidator(_phone)]
InQuotes = Annotated[str, BeforeValidator(_quoted)]
Https = Annotated[str, AfterValidator(_https)]
Email = Annotated[str, AfterValidator(_email)]
Day = Annotated[date, BeforeValidator(_day)]  # written 2026-11-24
Value = TypeVar("Value")


class Fact(Frozen, Generic[Value]):
    """A value with its origin, or the note that the union must still supply it.

    origin: "owner" for the owner's text, else the id of a row in the facts or of a source.
    rows: the rows of the facts that hold the value.
    missing: the row that says what is missing.
    """

    origin: str | None = None
    rows: list[str] = []
    missing: str | None = None
    value: Value | None = None

    @property
    def known(self) -> bool:
        return self.missing is None

    @property
    def said(self) -> Value:
        """The value of a fact that is known."""
        if self.value is None:
            raise TypeError(f"this fact is missing: {self.missing}")
        return self.value

    @model_validator(mode="after")
    def _either_known_or_missing(self) -> Self:
        if (self.value is None) == (self.missing is None):
            wrong = _("this fact needs either a value or a note that it is missing")
            raise Refused(wrong, _("Write value: or missing:"))
        if self.missing is None and self.origin is None:
            raise Refused(_("this fact does not say where it comes from"), _("Add origin: owner, or a source"))
        return self


AnyFact = Fact[Any]


class TextFact(Fact[Text]):
    pass


class PhoneFact(Fact[Phone]):
    """look_again: the day from which the number may be another."""

    look_again: Day | None = None

    @property
    def dialled(self) -> str:
        """The number as a phone dials it: +4535360150, 112."""
        return self.said.replace(" ", "")


class NumberFact(Fact[Annotated[int, Field(ge=0)]]):
    pass


class LinkFact(Fact[Https]):
    pass


class EmailFact(Fact[Email]):
    pass

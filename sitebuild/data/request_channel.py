"""How other organisations' requests arrive: by a form hosted elsewhere, by our own form's post, or, as long as nobody
has said how, as a letter that the page makes.

A way that exists here is safe to link or post to. The names that form services expect stand in PRESETS and Receiver,
and beside each where it is from: their own sources and manuals. `facts_file.py` reads `requests:` of
content/facts.yaml into this.
"""

from typing import Annotated, Literal
from urllib.parse import urlencode, urlsplit

from pydantic import AfterValidator, BeforeValidator, Discriminator, Tag

from sitebuild.data.fields import Frozen, Text
from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Refused

LOOPBACK = ("127.0.0.1", "localhost")  # this machine: a receiver to try things out with


def _address(value: str) -> str:
    try:
        origin(value)
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    if not safe or set(" \"'<>;,\\") & set(value):
        wrong = _("“{value}” is no safe address", value=value)
        raise Refused(wrong, _("Write an address that begins with https://"))
    if "@" in parts.netloc:  # not repeated: it is on the way to a log
        wrong = _("this address holds a user's name or a password, which everybody could read")
        raise Refused(wrong, _("Write it without what stands before the @"))
    return value


def _ways() -> str:
    return _("Write one of: {choices}", choices="way: link, way: post, missing: U-103")


def _way(value: object) -> object:
    if value not in tuple(WAYS):
        raise Refused(_("there is no way “{way}” for requests to arrive", way=value), _ways())
    return value


def _preset(value: object) -> object:
    if value not in tuple(PRESETS):
        wrong = _("no form service called “{name}” is known here", name=value)
        raise Refused(wrong, _("Write one of: {choices}", choices=", ".join([*PRESETS, "parameters:"])))
    return value


FormAddress = Annotated[str, AfterValidator(_address)]


class Parameters(Frozen):
    """What a form service calls the query parameters for the service that is asked for, and for the language.

    None where it takes none. always: parameters that every link has.
    """

    service: str | None = None
    language: str | None = None
    always: dict[str, str] = {}


PRESETS = {
    # Forms reads nothing from its address (nextcloud/forms issue 638, open; its source of August 2026 has no query
    # parameter): the page says what to choose. The server does: nextcloud/server, lib/private/L10N/Factory.php.
    "nextcloud": Parameters(language="forceLanguage"),
    # LimeSurvey/LimeSurvey, application/helpers/frontend_helper.php, prefillFromCommandLine(): each query parameter
    # but the reserved ones (lang and newtest among them) is taken for a question's code. newtest=Y begins a new answer,
    # else the last one is shown again (manual.limesurvey.org/URL_fields). The question's code is the form's own.
    "limesurvey": Parameters(language="lang", always={"newtest": "Y"}),
}


class Missing(Frozen):
    """The union must still say how requests arrive. missing: the row that says so."""

    missing: str
    way: Literal["missing"] = "missing"


class Known(Frozen):
    """What is said beside any form. runs_it, sees_it: who does. kept: for how long, once it is known."""

    address: FormAddress
    runs_it: Text
    sees_it: Text
    kept: Text | None = None
    origin: str
    rows: list[str] = []


class Link(Known):
    """A form that is hosted elsewhere. values: what it calls each service, by the key of the service's page."""

    way: Annotated[Literal["link"], BeforeValidator(_way)]
    preset: Annotated[Literal["nextcloud", "limesurvey"], BeforeValidator(_preset)] | None = None
    parameters: Parameters = Parameters()
    values: dict[str, str] = {}

    @property
    def named(self) -> Parameters:
        """The names that are used: the preset's, and over them the fact's own."""
        preset = PRESETS[self.preset] if self.preset else Parameters()
        return Parameters(
            service=self.parameters.service or preset.service,
            language=self.parameters.language or preset.language,
            always=preset.always | self.parameters.always,
        )

    def asking_for(self, service: str | None, language: str) -> str:
        """Return the form's address with a service (its page's key) and a language (its code) as it takes them."""
        query = dict(self.named.always)
        if self.named.language:
            query[self.named.language] = language
        if service and self.named.service:
            query[self.named.service] = self.values.get(service, service)
        if not query:
            return self.address
        parts = urlsplit(self.address)
        return parts._replace(query="&".join(filter(None, [parts.query, urlencode(query)]))).geturl()

    @property
    def host(self) -> str:
        return urlsplit(self.address).hostname or ""

    @property
    def chooses(self) -> bool:
        """Whether the form knows by itself which service is asked for."""
        return self.named.service is not None


class Receiver(Frozen):
    """What the receiver of a post calls the subject, the page to return to, and the field that only robots fill.

    The names that are written here are Formspree's (help.formspree.io, honeypot-spam-filtering, and its _subject and
    _next), which FormSubmit and others took over.
    """

    subject: str = "_subject"
    return_: str = "_next"
    honeypot: str = "_gotcha"


class Post(Known):
    """A receiver of ordinary form data. redirects_to: an address that it goes by before it returns to our page."""

    way: Annotated[Literal["post"], BeforeValidator(_way)]
    fields: dict[Literal["subject", "return", "honeypot"], str] = {}
    redirects_to: FormAddress | None = None

    @property
    def receiver(self) -> Receiver:
        return Receiver(**{"return_" if name == "return" else name: value for name, value in self.fields.items()})


WAYS = {"link": Link, "post": Post}


def _said(value: object) -> object:
    if not isinstance(value, dict) or not {"way", "missing"} & value.keys():
        raise Refused(_("this does not say how requests arrive"), _ways())
    return value


def _tag(value: object) -> str:
    if isinstance(value, (Missing, Link, Post)):
        return value.way
    assert isinstance(value, dict)  # by _said
    way = "missing" if "missing" in value else value["way"]
    return way if way in ("missing", *WAYS) else "link"  # which refuses it, on its own line


def origin(address: str) -> str:
    """Return where an address leads, as a Content-Security-Policy names it: https://example.org.

    Raises ValueError where it leads nowhere.
    """
    parts = urlsplit(address)
    if not parts.hostname:
        raise ValueError(address)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname.encode("idna").decode()
    return f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port else "")


Requests = Annotated[
    Annotated[Missing, Tag("missing")] | Annotated[Link, Tag("link")] | Annotated[Post, Tag("post")],
    Discriminator(_tag),
    BeforeValidator(_said),
]

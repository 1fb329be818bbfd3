"""What templates may use for requests: the services to choose from, where the form leads, and its file on paper."""

from dataclasses import dataclass

from jinja2 import Environment, pass_context

from sitebuild.data.fields import Text, TextFact
from sitebuild.data.localized import in_language
from sitebuild.data.request_channel import Link, Post, Requests, origin
from sitebuild.documents.page import Page
from sitebuild.documents.printed import File
from sitebuild.documents.site import Site
from sitebuild.i18n.languages import Language
from sitebuild.rendering.csp import NOWHERE


@dataclass(frozen=True)
class Service:
    """Something to ask for. asked: as one asks for it. address: of the form that knows it."""

    page: Page
    asked: Text
    address: str


@dataclass(frozen=True)
class Choice:
    """One of several answers. anchor: by which a link leads to it. subject: of the letter."""

    value: str
    anchor: str = ""
    subject: str = ""


@dataclass(frozen=True)
class Choices:
    services: list[Choice]
    languages: list[Choice]
    equipment: list[Choice]


@dataclass(frozen=True)
class RequestForm:
    """How a page leads to the form, or holds it."""

    way: str  # how requests arrive
    how: Requests  # with what is known of that way
    services: list[Service]  # to choose from
    service: Service | None  # the one that the page is about
    address: str  # where the page leads to ask
    action: str  # where the form's data goes
    returns_to: str  # the page that the receiver leads to in the end
    form_action: str  # where a browser may send the form to, as its policy says it
    choices: Choices  # the answers of the form's questions
    responsible: TextFact  # who answers for what is written
    paper: File | None  # the form as a file to fill in


def install(env: Environment) -> None:
    """Put the name into a Jinja environment."""
    env.globals["request_form"] = request_form


@pass_context
def request_form(context) -> RequestForm:
    """Return how the present page leads to the form, or holds it."""
    site, page = context["site"], context["page"].model
    how, form, facts = site.facts.requests, site.of_kind("form", page.language), site.facts
    services = [
        Service(target, service.asked, _address(how, form, page, site, target.key))
        for service in facts.services
        if (target := site.page(service.page, page.language))
    ]
    names = facts.names
    returns_to = _returns_to(how, page, site)
    return RequestForm(
        way=how.way,
        how=how,
        services=services,
        service=next((service for service in services if service.page is page), None),
        address=_address(how, form, page, site, None),
        action=how.address if isinstance(how, Post) else "",
        returns_to=returns_to,
        form_action=form_action(how, returns_to),
        choices=_choices(services, site, page.language),
        responsible=names["legal_name"] if "legal_name" in names and names["legal_name"].known else names["name"],
        paper=next(iter(site.printed.forms.get(page.language.code, [])), None),
    )


def _choices(services: list[Service], site: Site, language: Language) -> Choices:
    gettext = language.translations.gettext

    def words(value: Text | TextFact) -> str:
        return in_language(value, language, site.first_language).striptags()

    return Choices(
        services=[
            Choice(
                service.page.header.title,
                service.page.key,
                gettext("Request for %(service)s") % {"service": words(service.asked)},
            )
            for service in services
        ],
        languages=[
            *(Choice(each.name_in(language)) for each in site.languages.values()),
            Choice(gettext("Another language")),
        ],
        equipment=[
            Choice(gettext("We would like to use the room")),
            *(Choice(_capital(words(thing))) for thing in site.facts.equipment if thing.known),
        ],
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _address(how: Requests, form: Page | None, page: Page, site: Site, service: str | None) -> str:
    if isinstance(how, Link):
        return how.asking_for(service, page.language.code)
    return site.address(page, form, service or "") if form else ""


def _returns_to(how: Requests, page: Page, site: Site) -> str:
    """Return the address of the page that says thanks; only a site that knows its own address can be returned to."""
    thanks = site.of_kind("sent", page.language)
    return site.absolute(thanks) if isinstance(how, Post) and site.siteurl and thanks else ""


def form_action(how: Requests, returns_to: str) -> str:
    """Return where a browser may send the form to, as a Content-Security-Policy says it."""
    if not isinstance(how, Post):
        return NOWHERE
    # A browser holds each step of a redirection against this, so the way back stands here too.
    steps = filter(None, (how.address, how.redirects_to, returns_to))
    return " ".join(dict.fromkeys(map(origin, steps)))

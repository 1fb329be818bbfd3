"""A page as readers get it: a text, and where it stands."""

from dataclasses import dataclass

from sitebuild.documents.document import Text
from sitebuild.documents.front_matter import Header, PamphletHeader
from sitebuild.i18n.languages import Language


@dataclass(frozen=True)
class Page:
    """url and save_as are relative to the site's root."""

    text: Text
    url: str
    save_as: str

    @property
    def key(self) -> str:
        return self.text.key

    @property
    def language(self) -> Language:
        return self.text.language

    @property
    def header(self) -> Header:
        header = self.text.header
        assert isinstance(header, Header)  # a text that only holds sections is no page
        return header

    @property
    def pamphlet(self) -> PamphletHeader:
        """The header of a page that is printed as well."""
        header = self.text.header
        assert isinstance(header, PamphletHeader)
        return header

    @property
    def title(self) -> str:
        return self.header.short_title


@dataclass(frozen=True)
class Notice:
    """What stands at an address that has no page any more: it has no text of its own."""

    language: Language
    header: Header
    url: str
    save_as: str
    key: str = ""

    @property
    def title(self) -> str:
        return self.header.short_title


@dataclass(frozen=True)
class Sheet:
    """Something in a language that is no page of the site: the printer test, a picture, the file with all guidance."""

    language: Language


@dataclass(frozen=True)
class Shown:
    """What a template calls `page` where Pelican has none for it; its own pages have the same attribute."""

    model: Page | Notice | Sheet

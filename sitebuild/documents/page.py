"""A page as readers get it: a text, and where it stands."""

from dataclasses import dataclass

from sitebuild.documents.document import Text
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
    def header(self):
        return self.text.header

    @property
    def title(self) -> str:
        return self.header.short_title

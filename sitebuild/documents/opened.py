"""A file of content/ before its Markdown is read: its front matter, and where its text begins."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from sitebuild.data import yaml12
from sitebuild.data.loader import in_words, text_of
from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Problem, ProblemFound, shown
from sitebuild.documents import front_matter
from sitebuild.documents.front_matter import Header, SectionsHeader
from sitebuild.documents.markdown.conversion import RawText
from sitebuild.i18n.languages import Language

LARGEST = 200_000  # bytes; the longest page of a handbook has a tenth of it
MODELS: dict[object, type[Header] | type[SectionsHeader]] = {
    front_matter.SECTIONS: SectionsHeader,
    front_matter.PAMPHLET: front_matter.PamphletHeader,
}
Way = tuple[str | int, ...]


@dataclass(frozen=True, eq=False)
class Opened:
    """A file. lines: of each value in the header, by its way down. words: the header's texts, by the same way."""

    path: Path
    key: str
    language: Language
    header: Header | SectionsHeader
    lines: Mapping[Way, int]
    words: Mapping[Way, str]
    source: RawText


def opened(path: Path, key: str, language: Language) -> Opened:
    """Open a file. Raises ProblemFound if it cannot be read at all."""
    file = shown(path)
    try:
        raw = text_of(path.read_bytes(), file, LARGEST)
    except OSError as error:
        wrong = _("this file cannot be read ({said})", said=error.strerror)
        raise ProblemFound(Problem(file, 1, wrong, _("See that you may read it"))) from None
    front, text, first_line = _parts(raw, file)
    data, lines = yaml12.load(front, file, first_line=2)
    if not isinstance(data, dict):
        wrong = _("the header is not a list of names and values")
        raise ProblemFound(Problem(file, 2, wrong, _("Write one “name: value” on each line, as in the other files")))
    model = MODELS.get(data.get("kind"), Header)
    try:
        header = model.model_validate(data)
    except ValidationError as error:
        raise ProblemFound(*in_words(error, file, lines, model.model_fields)) from None
    return Opened(path, key, language, header, lines, dict(_words(data, ())), RawText(file, text, first_line))


def _parts(raw: str, file: str) -> tuple[str, str, int]:
    if not raw.strip():
        instead = _("Write a header and a text, as in the other files, or delete the file")
        raise ProblemFound(Problem(file, 1, _("this file is empty"), instead))
    parts = front_matter.split(raw)
    if parts is None:
        wrong = _("this file has no header")
        instead = _("Begin with a line of ---, then title:, summary:, slug: and kind:, then a line of ---")
        raise ProblemFound(Problem(file, 1, wrong, instead))
    return parts


def _words(data: object, way: Way) -> Iterator[tuple[Way, str]]:
    if isinstance(data, str):
        yield way, data
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from _words(value, (*way, name))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _words(value, (*way, number))

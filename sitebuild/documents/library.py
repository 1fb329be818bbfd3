"""The texts of a content folder: each is opened and parsed once, by whoever asks for it first."""

import os
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from sitebuild.data.sources import Row, Source
from sitebuild.diagnostics.problems import ProblemFound
from sitebuild.documents.document import Text
from sitebuild.documents.markdown.conversion import Body
from sitebuild.documents.markdown.extension import convert, outline
from sitebuild.documents.opened import Opened, opened
from sitebuild.i18n.languages import Language


@dataclass(frozen=True, eq=False)
class Library:
    """content: the folder. sources, rows: what its texts may cite."""

    content: Path
    sources: Mapping[str, Source]
    rows: Mapping[str, Row]
    _opened: dict[Path, Opened | ProblemFound] = field(default_factory=dict)
    _texts: dict[Path, Text] = field(default_factory=dict)
    _under_way: set[Path] = field(default_factory=set)

    @cached_property
    def paths(self) -> dict[str, Path]:
        """Every text by its file's name."""
        return {path.name: path for path in self.content.rglob("*.md")}

    @property
    def texts(self) -> tuple[Text, ...]:
        """The texts that were read so far."""
        return tuple(self._texts.values())

    def path_of(self, key: str, code: str) -> Path | None:
        """Return the file of a text in a language."""
        return self.paths.get(f"{key}.{code}.md")

    def text(self, path: Path, key: str, language: Language) -> Text:
        """Return the text in a file. Raises ProblemFound if it cannot be read at all."""
        path = Path(os.path.abspath(path))
        opened = self._open(path, key, language)
        if path not in self._texts:
            self._under_way.add(path)
            try:
                self._texts[path] = Text(opened, convert(opened.source, language, Shelf(self, language)))
            finally:
                self._under_way.discard(path)
        return self._texts[path]

    def bodies(self, key: str, language: Language) -> Mapping[str, Body] | None:
        """Return the sections of a text as others include them, by their id; None if there is no such text."""
        found = self.path_of(key, language.code)
        if found is None:
            return None
        path = Path(os.path.abspath(found))
        if path in self._under_way:  # it includes a section of the text that asks
            return outline(self._open(path, key, language).source, language)
        return self.text(path, key, language).converted.bodies

    def _open(self, path: Path, key: str, language: Language) -> Opened:
        if path not in self._opened:
            try:
                self._opened[path] = opened(path, key, language)
            except ProblemFound as refused:
                self._opened[path] = refused
        if isinstance(known := self._opened[path], ProblemFound):
            raise ProblemFound(*known.problems)
        return known

    @cached_property
    def _carriers(self) -> Mapping[str, list[Source]]:
        carriers = defaultdict(list)
        for source in self.sources.values():
            for row in dict.fromkeys(source.rows):
                carriers[row].append(source)
        return carriers

    def note(self, row: str, language: Language) -> str | None:
        """Return the Markdown that stands among the sources for a row; None if nothing carries it."""
        held, cited = self.rows.get(row), [source.cited() for source in self._carriers.get(row, ())]
        if held and held.confidence == "known":
            cited.append(language.only_known)
        if cited and held and held.weak:
            cited.append(language.weak_source)
        return "; ".join(cited) or None


@dataclass(frozen=True)
class Shelf:
    """A library as a text of one language asks it."""

    library: Library
    language: Language

    def bodies(self, key: str) -> Mapping[str, Body] | None:
        return self.library.bodies(key, self.language)

    def note(self, row: str) -> str | None:
        return self.library.note(row, self.language)

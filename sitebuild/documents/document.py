"""A file of content/: its front matter, its HTML with marks, and what was found in it, each read once."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from sitebuild.data import yaml12
from sitebuild.data.loader import in_words, text_of
from sitebuild.data.sources import carriers
from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Problem, ProblemFound, shown
from sitebuild.documents import front_matter as header
from sitebuild.documents import sections
from sitebuild.documents.markup import convert
from sitebuild.documents.scan import Fault, Found
from sitebuild.i18n.languages import Language

if TYPE_CHECKING:
    from sitebuild.documents.site import Site

LARGEST = 200_000  # bytes; the longest page of a handbook has a tenth of it
MARK = re.compile(r"\[\^([^\]\s]+)\](:)?")  # a citation, or a source that somebody typed


@dataclass(frozen=True, eq=False)
class Text:
    """One file. Raises ProblemFound if it cannot be read at all."""

    path: Path
    key: str
    language: Language
    site: "Site"

    def __post_init__(self):
        self.header, self.html  # read now, so that a broken file is told now

    @property
    def shown(self) -> str:
        return shown(self.path)

    @cached_property
    def raw(self) -> str:
        return text_of(self.path.read_bytes(), self.shown, LARGEST)

    @cached_property
    def _parts(self) -> tuple[str, str, int]:
        if not self.raw.strip():
            instead = _("Write a header and a text, as in the other files, or delete the file")
            raise ProblemFound(Problem(self.shown, 1, _("this file is empty"), instead))
        parts = header.split(self.raw)
        if parts is None:
            wrong = _("this file has no header")
            instead = _("Begin with a line of ---, then title:, summary:, slug: and kind:, then a line of ---")
            raise ProblemFound(Problem(self.shown, 1, wrong, instead))
        return parts

    @cached_property
    def header(self) -> header.Header | header.SectionsHeader:
        front, _body, _line = self._parts
        data, self_lines = yaml12.load(front, self.shown, first_line=2)
        if not isinstance(data, dict):
            wrong = _("the header is not a list of names and values")
            raise ProblemFound(
                Problem(self.shown, 2, wrong, _("Write one “name: value” on each line, as in the other files"))
            )
        models = {header.SECTIONS: header.SectionsHeader, header.PAMPHLET: header.PamphletHeader}
        model = models.get(data.get("kind"), header.Header)
        try:
            return model.model_validate(data)
        except ValidationError as error:
            raise ProblemFound(*in_words(error, self.shown, self_lines, model.model_fields)) from None

    @cached_property
    def body(self) -> str:
        return self._parts[1]

    @cached_property
    def _included(self) -> tuple[str, str, list[Fault]]:
        return sections.included(self.body, self._body_of)

    @property
    def whole(self) -> str:
        """The Markdown of the text, with the sections that it includes."""
        return self._included[0]

    @cached_property
    def parts(self) -> dict[str, str]:
        """The Markdown of each section by its id, with what it includes; what comes before the first has the id ""."""
        whole = self.whole
        first = sections.HEADING.search(whole)
        return {"": whole[: first.start()] if first else whole} | sections.split(whole)

    @cached_property
    def _converted(self) -> tuple[str, Found, tuple[Fault, ...], str]:
        whole, put_in, faults = self._included
        definitions, unknown = self._definitions(whole)
        html, found = convert(whole + definitions, self.language)
        return html, found, (*found.faults, *faults, *unknown), put_in

    @property
    def html(self) -> str:
        return self._converted[0]

    @property
    def found(self) -> Found:
        return self._converted[1]

    @property
    def guidance(self) -> bool:
        """Whether people act on this text: then each section says what it rests on."""
        return self.header.kind in header.GUIDANCE

    def problems(self):
        """Yield what the text itself does wrong; the rest of the site is the checks' duty."""
        for fault in self._converted[2]:
            if self.writes(fault.needle):
                yield self.problem(fault.needle, fault.wrong, fault.instead, fault.last)

    @property
    def faulty(self) -> bool:
        return bool(self._converted[2])

    def writes(self, needle: str) -> bool:
        """Tell whether needle stands in this text, and not only in a section that it includes.

        An included section's faults are told where the section stands.
        """
        return needle in self.body or needle not in self._converted[3]

    def problem(self, needle: str, wrong: str, instead: str, last: bool = False) -> Problem:
        """Return a problem at the line of the text in which needle stands; its first line if it stands in none."""
        return self.problem_at(self.line_of(needle, last), wrong, instead)

    def problem_at(self, line: int | None, wrong: str, instead: str) -> Problem:
        """Return a problem at a line of the file; at the text's first line without one."""
        return Problem(self.shown, line or self.first_line, wrong, instead)

    @property
    def first_line(self) -> int:
        return self._parts[2]

    def line_of(self, needle: str, last: bool = False) -> int | None:
        """Return the number in the file of the first (or last) line of the text that holds needle, or None."""
        at = self.body.rfind(needle) if last else self.body.find(needle)
        return self._parts[2] + self.body[:at].count("\n") if at >= 0 else None

    def header_line(self, name: str) -> int:
        """Return the line of a name in the header; 1 if it is not there."""
        for number, line in enumerate(self._parts[0].split("\n"), start=2):
            if line.startswith(f"{name}:"):
                return number
        return 1

    def _body_of(self, key: str) -> str | None:
        path = self.site.path_of(key, self.language.code)
        if path is None:
            return None
        parts = header.split(text_of(path.read_bytes(), shown(path), LARGEST))
        return parts and parts[1]

    def _definitions(self, whole: str) -> tuple[str, list[Fault]]:
        """Return the footnotes of the rows that a text cites, and a fault for each that nothing carries."""
        lines, faults = [], []
        marks = dict.fromkeys(match.groups() for match in MARK.finditer(whole))
        for row, typed in marks:
            if typed:
                wrong = _("a source is not written in the text")
                faults.append(Fault(f"[^{row}]:", wrong, _("Add it to content/sources.yaml and take this line out")))
                continue
            held = self.site.rows.get(row)
            cited = [source.cited() for source in carriers(row, self.site.sources.values())]
            if held and held.confidence == "known":
                cited.append(self.language.only_known)
            if cited and held and held.weak:
                cited.append(self.language.weak_source)
            if not cited and (row, ":") not in marks:
                wrong = _("no source in content/sources.yaml carries “{row}”", row=row)
                faults.append(
                    Fault(f"[^{row}]", wrong, _("Write the id of a row that one of them lists, or add the source"))
                )
            elif cited:
                lines.append(f"[^{row}]: " + "; ".join(cited))
        return "\n\n" + "\n".join(lines), faults

"""Text once: `{{ section key#id }}` on a line of its own puts a section of another text, in the same language, there.

Its lines keep their file and their number, so that what is wrong in them is told where it stands.
"""

import re

from markdown.preprocessors import Preprocessor

from sitebuild.diagnostics.messages import _
from sitebuild.documents.block import Include, Place
from sitebuild.documents.markdown.conversion import Body, Conversion

PRIORITY = 28  # after normalize_whitespace (30), before fenced_code (25)
INCLUDE = re.compile(r"^[ ]{0,3}\{\{\s*section\s+([^\s#}]*)#([^\s}]*)\s*\}\}[ ]*$")


def _include(line: str) -> re.Match[str] | None:
    return INCLUDE.match(line) if "{{" in line else None


class Includes(Preprocessor):
    conversion: Conversion

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with those of the sections that they include; note where each stands."""
        under_way = self.conversion
        under_way.own, under_way.lines, under_way.places = lines, [], []
        for here, line in enumerate(lines, start=under_way.source.first_line):
            place = Place(under_way.source.file, here, here)
            include = _include(line) if under_way.others else None
            if include and (body := self._body(include[1], include[2], place)):
                under_way.lines += body.lines
                under_way.places += (Place(body.file, body.first + i, here) for i in range(len(body.lines)))
            else:
                under_way.lines.append("" if include else line)
                under_way.places.append(place)
        return under_way.lines

    def _body(self, key: str, identifier: str, place: Place) -> Body | None:
        bodies = self.conversion.others.bodies(key) if self.conversion.others else None
        if bodies is None:
            wrong = _("there is no page “{key}” in this language", key=key)
            self.conversion.fault(place, wrong, _("Write a page's key"))
        elif identifier not in bodies:
            wrong = _("“{key}” has no section “{id}”", key=key, id=identifier)
            self.conversion.fault(place, wrong, _("Write one of: {ids}", ids=", ".join(bodies) or "–"))
        elif any(map(_include, bodies[identifier].lines)):
            wrong = _("the section {key}#{id} includes another one itself", key=key, id=identifier)
            self.conversion.fault(place, wrong, _("Include that one here as well, or write the text out"))
        else:
            self.conversion.includes.append(Include(key, identifier, place))
            return bodies[identifier]
        return None

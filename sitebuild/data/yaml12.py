"""YAML as editors mean it: version 1.2, with the line of every value, and nothing that surprises.

`no` and `10:30` stay what was written (YAML 1.1 makes them False and 630). Anchors, aliases and tags are
refused: nobody needs them here, and a few lines of them can ask for all of a machine's memory.
"""

import re

import yaml

from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Problem, ProblemFound

# The core schema: https://yaml.org/spec/1.2.2/#1032-tag-resolution
_NULL = re.compile(r"(~|null|Null|NULL|)")
_TRUE_FALSE = re.compile(r"(true|True|TRUE|false|False|FALSE)")
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


class Quoted(str):
    """A text that stood in quotes."""


def load(text: str, path: str, first_line: int = 1) -> tuple[object, dict[tuple, int]]:
    """Return the data in text and the line of each value in the file, by its way down: ("hours", 0, "opens").

    path and first_line (where text begins in its file) are for messages. Raises ProblemFound.
    """
    lines: dict[tuple, int] = {}
    try:
        node = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        # The parser notices an unclosed quote or bracket only where the text ends.
        raise ProblemFound(_explained(text, path, first_line, mark.line if mark else 0, str(error))) from None
    if node is None:
        return None, {(): first_line}
    return _construct(node, (), path, first_line, lines, set()), lines


def _construct(node, way, path, first_line, lines, seen):
    line = first_line + node.start_mark.line
    lines.setdefault(way, line)
    if id(node) in seen:
        raise ProblemFound(Problem(path, line, _("* and & (aliases) are not used here"), _("Write the value out")))
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [_construct(n, (*way, i), path, first_line, lines, seen) for i, n in enumerate(node.value)]
    data = {}
    for key_node, value_node in node.value:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else str(key_node.value)
        here = first_line + key_node.start_mark.line
        if key in data:
            wrong = _("“{key}” stands here twice", key=key)
            raise ProblemFound(Problem(path, here, wrong, _("Keep one of the two lines")))
        lines[*way, key] = here
        data[key] = _construct(value_node, (*way, key), path, first_line, lines, seen)
    return data


def _scalar(node):
    text = node.value
    if node.style in ("'", '"'):
        return Quoted(text)
    if node.style in ("|", ">"):
        return text
    if _NULL.fullmatch(text):
        return None
    if _TRUE_FALSE.fullmatch(text):
        return text.lower() == "true"
    if _INT.fullmatch(text):
        return int(text) if len(text) < 19 else text
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


def _explained(text, path, first_line, index, said) -> Problem:
    lines = text.split("\n")
    index = min(index, len(lines) - 1)
    for number, line in enumerate(lines[: index + 1]):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            wrong = _("a tab stands at the start of this line")
            return Problem(path, first_line + number, wrong, _("Use spaces instead"))
    if "mapping values are not allowed" in said:
        wrong = _("there is a colon too many in this line")
        instead = _('Put the whole text in quotes: title: "First: call"')
    elif "quoted scalar" in said or "document start" in said or "expected key" in said:
        wrong = _("a quotation mark in this line has no partner")
        instead = _('Put " before and after the text, and none inside it')
    elif "cannot start any token" in said:
        wrong = _("a text cannot begin with this character")
        instead = _("Put the text in quotes")
    else:
        wrong = _("this cannot be read as YAML ({said})", said=said.split("\n")[0])
        instead = _("Write one “name: value” on each line, as in the other files")
    return Problem(path, first_line + index, wrong, instead)

"""Read a text: its HTML, with marks, and its index, in one pass of Python-Markdown."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from markdown import Markdown
from markdown.extensions import Extension

from sitebuild.documents.index import Index
from sitebuild.documents.markdown import blocks, collect, faults, includes, lines, marks, patterns, sections
from sitebuild.documents.markdown.citations import Citations
from sitebuild.documents.markdown.conversion import Body, Conversion, Others, RawText
from sitebuild.i18n.languages import Language

Result = TypeVar("Result")


@dataclass(frozen=True)
class Converted:
    """What a text is once it was read. bodies: its sections, as others include them. doubts: see Conversion."""

    html: str
    index: Index
    bodies: dict[str, Body]
    doubts: tuple[str, ...]


def convert(source: RawText, language: Language, others: Others) -> Converted:
    """Read a text of a language. others: the other texts, and the sources."""
    return _used(language, lambda reader: reader.convert(Conversion(source, language, others)))


def outline(source: RawText, language: Language) -> dict[str, Body]:
    """Return the sections of a text as others include them, without reading further.

    For two texts that include each other: neither can be read whole before the other.
    """
    return _used(language, lambda reader: reader.outline(Conversion(source, language, None)))


def _used(language: Language, step: Callable[["Texts"], Result]) -> Result:
    """Take a step with a parser that nobody uses: a text that includes another one reads it in between.

    The parser is kept for the next text if the step succeeds. One that failed could spoil the texts that come after.
    """
    kept = _kept(language)
    parser = kept.pop() if kept else Texts(language)
    result = step(parser)
    kept.append(parser)
    return result


@functools.lru_cache(maxsize=16)
def _kept(language: Language) -> list["Texts"]:
    return []


class Texts(Extension):
    """Python-Markdown with what our texts use beyond it."""

    def __init__(self, language: Language):
        super().__init__()
        self.language, self.citations = language, Citations(language)
        self.md = Markdown(
            extensions=["attr_list", "def_list", "fenced_code", self.citations, "sane_lists", "tables", self],
            extension_configs={"tables": {"use_align_attribute": False}},
            output_format="html",
        )

    def extendMarkdown(self, md: Markdown) -> None:
        self.includes, self.blocks, self.faults = includes.Includes(md), blocks.Blocks(md), faults.Faults(md)
        after_fences, html_blocks, collector = lines.AfterFences(md), lines.HtmlBlocks(md), collect.Collect(md)
        self.steps = (self.includes, self.blocks, self.faults, after_fences, html_blocks, collector, self.citations)
        md.preprocessors.register(self.includes, "includes", includes.PRIORITY)
        md.preprocessors.register(after_fences, "after_fences", lines.FENCED_PRIORITY)
        md.preprocessors.register(html_blocks, "html_block", lines.HTML_PRIORITY)
        md.inlinePatterns.register(marks.Fact(marks.PLACED, md), "fact", marks.FACT_PRIORITY)
        md.treeprocessors.register(patterns.Patterns(md), "inline", patterns.PRIORITY)
        md.treeprocessors.register(self.blocks, "lines", blocks.PRIORITY)
        md.treeprocessors.register(collector, "collect", collect.PRIORITY)
        md.treeprocessors.register(self.faults, "faults", faults.PRIORITY)
        md.treeprocessors.register(marks.Marks(md), "marks", marks.PRIORITY)
        md.treeprocessors.register(sections.Sections(md, self.language), "sections", sections.PRIORITY)

    def convert(self, conversion: Conversion) -> Converted:
        self._begin(conversion)
        html = self.md.convert(conversion.source.text)
        self.faults.raw_html()
        index = Index(
            conversion.sections,
            conversion.ids,
            tuple(conversion.includes),
            tuple(dict.fromkeys(conversion.faults)),
            tuple(conversion.dressed),
        )
        return Converted(html, index, conversion.bodies, tuple(conversion.doubts))

    def outline(self, conversion: Conversion) -> dict[str, Body]:
        self._begin(conversion)
        text = conversion.source.text.split("\n")
        for step in self.md.preprocessors:
            text = step.run(text)
        root = self.md.parser.parseDocument(text).getroot()
        assert root is not None  # the parser makes it
        self.blocks.run(root)
        return conversion.bodies

    def _begin(self, conversion: Conversion) -> None:
        for step in self.steps:
            step.conversion = conversion
        self.faults.citations = self.citations
        self.md.reset()

"""Pelican reader for our texts: YAML front matter, Markdown to HTML and index, once.

A text with a problem is reported and left out, so that the others are still read and all problems are told.
"""

import re
from pathlib import Path
from typing import Any

from pelican.readers import MarkdownReader, Readers

from sitebuild.diagnostics.problems import ProblemFound, report
from sitebuild.documents.front_matter import Header, SectionsHeader
from sitebuild.i18n.languages import Language


class PageReader(MarkdownReader):  # type: ignore[misc]  # Pelican says nothing of its types
    file_extensions = ["md"]

    def read(self, source_path: str) -> tuple[str | None, dict[str, Any]]:
        """Return the HTML and the metadata of the page at source_path; its `source` is the typed page."""
        key_lang = re.fullmatch(self.settings["FILENAME_METADATA"], Path(source_path).stem)
        language = key_lang and self.settings["SITE"].languages.get(key_lang["lang"])
        if not key_lang or not language:  # rules/source/files.py says what the name should be
            return None, {"status": "skip", "title": ""}
        try:
            text = self.settings["SITE"].library.text(Path(source_path), key_lang["key"], language)
        except ProblemFound as found:
            report(found.problems)
            return None, {"status": "skip", "title": ""}
        if isinstance(text.header, SectionsHeader):
            return None, {"status": "skip", "title": ""}
        address = self._address(text.header, language)
        return text.html, {
            "title": text.header.title,
            "summary": text.header.summary,
            "slug": text.header.slug,
            "key": text.key,
            "lang": language.code,
            "status": "published",
            "template": f"kinds/{text.header.kind}",
            "source": text,
            "url": address.removesuffix("index.html"),
            "save_as": address,
        }

    def _address(self, header: Header, language: Language) -> str:
        """Return where the page is saved: by Pelican's own settings, but for the front page and the 404."""
        slug, lang = header.slug, language.prefix.rstrip("/")
        if slug == "/":
            return f"{language.prefix}index.html"
        if header.kind == "not-found":  # servers look for 404.html
            return f"{language.prefix}{slug}.html"
        setting = "PAGE_LANG_SAVE_AS" if lang else "PAGE_SAVE_AS"
        written: str = self.settings[setting]
        return written.format(slug=slug, lang=lang)


def install(readers: Readers) -> None:
    """Let our reader read every .md file (signal readers_init)."""
    readers.reader_classes["md"] = PageReader

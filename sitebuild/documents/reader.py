"""Pelican reader for our texts: YAML front matter, Markdown to HTML and index, once.

A text with a problem is reported and left out, so that the others are still read and all problems are told.
"""

import re
from pathlib import Path

from pelican.readers import MarkdownReader

from sitebuild.diagnostics.problems import ProblemFound, report
from sitebuild.documents.front_matter import SECTIONS


class PageReader(MarkdownReader):
    file_extensions = ["md"]

    def read(self, source_path):
        """Return the HTML and the metadata of the page at source_path; its `source` is the typed page."""
        key_lang = re.fullmatch(self.settings["FILENAME_METADATA"], Path(source_path).stem)
        language = key_lang and self.settings["SITE"].languages.get(key_lang["lang"])
        if not language:  # rules/source/files.py says what the name should be
            return None, {"status": "skip", "title": ""}
        try:
            text = self.settings["SITE"].library.text(Path(source_path), key_lang["key"], language)
        except ProblemFound as found:
            report(found.problems)
            return None, {"status": "skip", "title": ""}
        if text.header.kind == SECTIONS:
            return None, {"status": "skip", "title": ""}
        address = self._address(text)
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

    def _address(self, text):
        """Return where the page is saved: by Pelican's own settings, but for the front page and the 404."""
        slug, lang = text.header.slug, text.language.prefix.rstrip("/")
        if slug == "/":
            return f"{text.language.prefix}index.html"
        if text.header.kind == "not-found":  # servers look for 404.html
            return f"{text.language.prefix}{slug}.html"
        setting = "PAGE_LANG_SAVE_AS" if lang else "PAGE_SAVE_AS"
        return self.settings[setting].format(slug=slug, lang=lang)


def install(readers):
    """Let our reader read every .md file (signal readers_init)."""
    readers.reader_classes["md"] = PageReader

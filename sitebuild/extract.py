"""Bring the catalogues up to date with the words in the theme and in the commands: `make translations`."""

import tempfile
from pathlib import Path

from babel.messages.frontend import CommandLineInterface

from sitebuild.catalogues import TRANSLATIONS

# What is extracted by which words; the commands' catalogues exist only in the languages they speak.
DOMAINS = {"messages": [], "problems": ["--no-default-keywords", "--keywords", "_"]}


def update(codes: list[str]) -> None:
    """Add new messages to the catalogues of the languages with these codes, and take unused ones out."""
    for domain, keywords in DOMAINS.items():
        with tempfile.TemporaryDirectory() as folder:
            template = str(Path(folder, f"{domain}.pot"))
            mapping = str(Path(TRANSLATIONS, f"{domain}.cfg"))
            _pybabel("extract", "-F", mapping, "--no-location", "--sort-output", *keywords, "-o", template, ".")
            for code in codes:
                catalogue = Path(TRANSLATIONS, code, "LC_MESSAGES", f"{domain}.po")
                where = ["-D", domain, "-i", template, "-d", TRANSLATIONS, "-l", code.replace("-", "_")]
                if catalogue.exists():
                    where[where.index("-d") : where.index("-d") + 2] = ["-o", str(catalogue)]
                    _pybabel("update", *where, "--ignore-obsolete", "--no-fuzzy-matching", "--omit-header")
                elif domain == "messages":
                    where[where.index("-d") : where.index("-d") + 2] = ["-o", str(catalogue)]
                    catalogue.parent.mkdir(parents=True)
                    _pybabel("init", *where)


def _pybabel(*arguments):
    CommandLineInterface().run(["pybabel", "--quiet", *arguments])

"""Bring the catalogues up to date with the words in the theme and in the commands: `make translations`."""

import io
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import write_po

from sitebuild import catalogues

# What is extracted by which words; the commands' catalogues exist only in the languages that they speak.
DOMAINS = {"messages": [], "problems": ["--no-default-keywords", "--keywords", "_"]}
HEADER = """{comment}
msgid ""
msgstr ""
"Language: {locale}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plural_forms}\\n"

"""
COMMENTS = {"messages": "# The site's words. The English is the message itself.", "problems": "# What the commands say to editors."}


def update(codes: list[str]) -> None:
    """Add new messages to the catalogues of the languages with these codes, and take unused ones out."""
    for domain, keywords in DOMAINS.items():
        used = _extracted(domain, keywords)
        for code in codes:
            path = Path(catalogues.TRANSLATIONS, code, "LC_MESSAGES", f"{domain}.po")
            if path.exists() or domain == "messages":
                old = catalogues.read(path) if path.exists() else Catalog()
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(_written(domain, code, used, old), "utf-8")


def _extracted(domain, keywords) -> Catalog:
    with tempfile.TemporaryDirectory() as folder:
        template, mapping = Path(folder, f"{domain}.po"), Path(catalogues.TRANSLATIONS, f"{domain}.cfg")
        arguments = ["extract", "--mapping", str(mapping), "--no-location", *keywords, "--output", str(template), "."]
        CommandLineInterface().run(["pybabel", "--quiet", *arguments])
        return catalogues.read(template)


def _written(domain, code, used, old) -> str:
    """Return the catalogue's text: every used message with its old translation, without dates or names."""
    new = Catalog(locale=code.replace("-", "_"), domain=domain, fuzzy=False)
    for message in used:
        if message.id:
            known = old.get(message.id, message.context)
            flags = message.flags | (known.flags if known else set())
            new.add(message.id, known.string if known else "", flags=flags, context=message.context)
    body = io.BytesIO()
    write_po(body, new, omit_header=True, sort_output=True, width=100)
    header = HEADER.format(comment=COMMENTS[domain], locale=new.locale, plural_forms=new.plural_forms)
    return header + body.getvalue().decode().strip() + "\n"

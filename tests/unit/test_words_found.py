"""Readers' and editors' words are found by Babel, and found again only where something changed."""

import shutil

import pytest
from conftest import ROOT

from sitebuild.i18n import extract, found
from sitebuild.project import PACKAGE


@pytest.fixture
def theme(tmp_path):
    """A copy of the theme's templates, with nothing remembered of it."""
    shutil.copytree(ROOT / "theme" / "templates", tmp_path / "theme" / "templates")
    found._last.clear()
    return tmp_path / "theme"


def test_words_in_templates_in_code_and_in_data_are_readers_words_and_what_commands_say_is_not(theme):
    words = extract.site_messages(theme)
    assert words[None, "Print it"][0] == theme / "templates/components/print.html"
    assert words[None, "QR code: %(address)s"][0] == PACKAGE / "paper/templating.py"
    assert words[None, "A5 booklet"][0] == PACKAGE / "data/formats/booklet.py"
    assert ("edition, in a file's name", "print shop") in words
    assert (None, "No problems found") not in words
    assert (None, "No problems found") in extract.command_messages()


def test_words_are_found_once_and_again_when_a_template_changes(theme, monkeypatch):
    first = found.messages(theme)
    with monkeypatch.context() as patched:
        patched.setattr(found, "site_messages", lambda theme: pytest.fail("found again"))
        assert found.messages(theme) == first
    page = theme / "templates" / "gone.html"
    page.write_text(page.read_text("utf-8") + '{{ _("A word that is new") }}', "utf-8")
    again = found.messages(theme)
    assert again.keys() - first.keys() == {(None, "A word that is new")}
    assert again[None, "A word that is new"][0] == page


def test_a_template_that_cannot_be_read_is_told_by_its_place_and_not_remembered(theme):
    page = theme / "templates" / "components" / "print.html"
    whole = page.read_text("utf-8")
    page.write_text("{{ _('x' }}\n", "utf-8")
    for _time in range(2):
        with pytest.raises(extract.UnreadableTemplate) as told:
            found.messages(theme)
        assert (told.value.path, told.value.lineno) == (page, 1)
    page.write_text(whole, "utf-8")
    assert (None, "Print it") in found.messages(theme)

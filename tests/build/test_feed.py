"""What was changed in the advice: noted in a text's header, told on a page and in a feed."""

import xml.etree.ElementTree as etree
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from conftest import DAY, SITEURL
from site_map import of_kind

GUIDANCE = ("advice", "emergency", "urgent", "pamphlet")
ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = {"da": "aendringer.atom", "en": "en/changes.atom"}
NOTED = {"da": "PEP inden for <24 timer & ikke senere.", "en": "PEP within <24 hours & no later."}


def feed(folder, lang):
    return etree.parse(folder / FEEDS[lang]).getroot()


def entries(folder, lang) -> dict[str, str]:
    """Return the id of each entry by its title and day."""
    found = feed(folder, lang).findall(f"{ATOM}entry")
    return {f"{e.findtext(f'{ATOM}title')} {e.findtext(f'{ATOM}updated')}": e.findtext(f"{ATOM}id") for e in found}


def notes_a_change(editor, *, langs=("da", "en"), day="2026-11-25"):
    for lang in langs:
        noted = f"kind: advice\nchanged:\n  {day}: {NOTED[lang]}\n"
        editor.changes(f"content/pages/advice/hiv.{lang}.md", "kind: advice\n", noted)


@pytest.mark.parametrize("lang", FEEDS)
def test_the_feed_is_valid_atom_and_leads_to_the_pages(published, lang):
    root = feed(published, lang)
    assert root.tag == f"{ATOM}feed" and root.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == lang
    assert {f"{ATOM}{name}" for name in ("title", "id", "updated", "author", "link")} <= {child.tag for child in root}
    own = {link.attrib["rel"]: link.attrib["href"] for link in root.findall(f"{ATOM}link")}
    assert own["self"] == f"{SITEURL}/{FEEDS[lang]}"
    found = root.findall(f"{ATOM}entry")
    guidance = [page for kind in GUIDANCE for page in of_kind(kind) if page.lang == lang]
    assert len(found) == len(guidance) > 10
    ids = [root.findtext(f"{ATOM}id"), *(entry.findtext(f"{ATOM}id") for entry in found)]
    assert len(set(ids)) == len(ids) and all(each.startswith("urn:uuid:") for each in ids)
    for entry in found:
        assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated")).utcoffset() is not None
        link = entry.find(f"{ATOM}link").attrib["href"]
        assert link.startswith(f"{SITEURL}/") and (published / urlsplit(link).path.lstrip("/") / "index.html").is_file()


def test_a_noted_change_is_told_on_the_page_about_the_site_and_in_the_feed_and_ids_stay(editor):
    editor.has_no_pamphlets()
    assert editor.runs("publish", SITEURL=SITEURL).problems == []
    before_it = {lang: entries(editor.output, lang) for lang in FEEDS}
    notes_a_change(editor, day="2026-11-20")
    assert editor.runs("publish", SITEURL="https://elsewhere.example.org").problems == []
    for lang, path in (("da", "om-siden/index.html"), ("en", "en/about-this-site/index.html")):
        told = editor.page(path).css_first("main").text()
        assert NOTED[lang] in told and ("20. november 2026" in told or "20 November 2026" in told)
        last = feed(editor.output, lang).findall(f"{ATOM}entry")[-1]
        assert last.findtext(f"{ATOM}updated").startswith("2026-11-20T12:00:00+01:00")
        assert last.findtext(f"{ATOM}summary") == NOTED[lang].replace("&", "&amp;").replace("<", "&lt;")  # type="html"
        before = before_it[lang]
        after = entries(editor.output, lang)
        assert before.items() <= after.items() and len(after) == len(before) + 1


def test_a_page_that_is_new_is_told_with_the_day_on_which_it_first_was_published(editor):
    editor.writes("content/published.yaml", "/raad/hiv/: 2026-01-02\n")
    assert editor.runs("publish", SITEURL=SITEURL).problems == []
    found = {title: identifier for title, identifier in entries(editor.output, "da").items() if "Hiv" in title}
    assert [title.partition("T")[0] for title in found] == ["Ny: Hiv 2026-01-02"]


def test_a_site_without_an_address_has_no_feed_and_leads_to_none(site, pages):
    assert not list(site.rglob("*.atom"))
    assert not any(page.css("[type='application/atom+xml'], a[href$='.atom']") for page in pages.values())
    assert "Intet er ændret endnu" in pages["om-siden/index.html"].css_first("main").text()


def test_a_change_that_one_language_does_not_tell_or_that_is_to_come_stops_the_build(editor):
    notes_a_change(editor, langs=("da",))
    (problem,) = editor.runs().problems
    assert problem.startswith("content/pages/advice/hiv.en.md:1: hiv.da.md says what was changed on 2026-11-25")
    editor.writes(
        "content/pages/advice/hiv.da.md", editor.reads("content/pages/advice/hiv.da.md").replace("2026-11-25", "x", 1)
    )
    assert "“x” is no day" in editor.runs().problems[0]


def test_a_change_on_a_day_to_come_stops_the_build(editor):
    notes_a_change(editor, day=str(date.fromtimestamp(int(DAY)) + timedelta(days=2)))
    assert len([problem for problem in editor.runs().problems if "is yet to come" in problem]) == 2

"""An address that was published once leads somewhere for ever: to its page, on to another, or to why it is gone."""

import re
import tempfile
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import DAY, MINIMAL, SITEURL, UNION, Editor, snapshot
from editor import environment_of
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sitebuild.data import loader
from sitebuild.data.redirects import ADDRESS
from sitebuild.documents import redirects
from sitebuild.outputs import url_registry
from sitebuild.project import Project
from sitebuild.publishing import build

DA, EN = "content/pages/about/coffee.da.md", "content/pages/about/coffee.en.md"
TEXT = "---\ntitle: {title}\nsummary: {title}\nslug: {slug}\nkind: information\n---\n\n{title}.\n"
LIST, MOVED = "content/published.yaml", "content/moved.yaml"
CARD = "/pjecer/overdosis-kort/overdosis-kort-sort.pdf"


@pytest.fixture
def editor(tmp_path):
    """An editor with a page on coffee."""
    editor = Editor(tmp_path, MINIMAL)
    editor.writes(DA, TEXT.format(title="Vores kaffe", slug="om/kaffe"))
    editor.writes(EN, TEXT.format(title="Our coffee", slug="about/coffee"))
    return editor


@pytest.fixture
def live(editor):
    """The same editor, once the site was published."""
    assert editor.runs("publish", SITEURL=SITEURL).problems == []
    return editor


def test_only_publishing_writes_the_list(editor):
    for name in ("html", "check"):
        assert editor.runs(name).problems == []
        assert not (editor.folder / LIST).exists()
    assert editor.runs("publish", SITEURL=SITEURL).status == 0
    assert editor.reads(LIST).startswith("# Kept by make publish")


def test_the_list_holds_what_people_may_have_linked_to_and_nothing_else(live):
    written = loader.published(live.folder / "content")
    pages = {f"/{path.relative_to(live.output).parent.as_posix()}/" for path in live.output.rglob("index.html")}
    papers = {f"/{path.relative_to(live.output).as_posix()}" for path in live.output.rglob("*.pdf")}
    assert written.keys() == {address.replace("/./", "/") for address in pages | papers}
    assert {"/", "/om/kaffe/", "/en/about/coffee/", "/112/"} <= written.keys() and papers
    assert set(written.values()) == {date(2026, 11, 25)}
    assert list(written) == sorted(written)
    assert "\n/om/kaffe/: 2026-11-25\n" in live.reads(LIST)


def test_an_address_keeps_its_first_day(live):
    live.writes("content/pages/about/tea.da.md", TEXT.format(title="Te", slug="om/te"))
    live.writes("content/pages/about/tea.en.md", TEXT.format(title="Tea", slug="about/tea"))
    assert live.runs("publish", SITEURL=SITEURL, SOURCE_DATE_EPOCH=str(int(DAY) + 86400)).problems == []
    days = loader.published(live.folder / "content")
    assert (days["/om/kaffe/"], days["/om/te/"]) == (date(2026, 11, 25), date(2026, 11, 26))


def test_a_publication_with_a_problem_leaves_the_list_as_it_was(live):
    before = live.reads(LIST)
    live.writes("content/pages/about/tea.da.md", TEXT.format(title="Te", slug="om/te"))
    assert live.runs("publish", SITEURL=SITEURL).status == 1
    assert live.reads(LIST) == before


def test_a_calendar_is_on_the_list_and_may_be_away_while_hours_wait_to_be_confirmed(editor):
    confirmed = "confirmed: {value: 2026-11-24, by: volunteer, origin: owner}"
    missing = re.search(r"confirmed: \{missing: [^}]*\}", editor.reads("content/facts.yaml"))[0]
    editor.changes("content/facts.yaml", missing, confirmed)
    assert editor.runs("publish", SITEURL=SITEURL).problems == []
    calendars = [path.name for path in editor.output.rglob("*.ics")]
    assert calendars and all(f"/{name}: 2026-11-25" in editor.reads(LIST) for name in calendars)
    editor.changes("content/facts.yaml", confirmed, missing)
    assert editor.runs().problems == []


@pytest.mark.parametrize("command", ["html", "check"])
def test_a_page_that_vanished_is_told_with_its_day_and_what_to_write(live, command):
    live.changes(DA, "slug: om/kaffe", "slug: om/kaffeklub")
    live.changes(EN, "slug: about/coffee", "slug: about/the-club")
    before, lines = snapshot(live.output), live.reads(LIST).splitlines()
    run = live.runs(command)
    where = {
        address: f"{LIST}:{lines.index(f'{address}: 2026-11-25') + 1}"
        for address in ("/om/kaffe/", "/en/about/coffee/")
    }
    assert run.problems == [
        f"{where['/en/about/coffee/']}: /en/about/coffee/ was published on 25 November 2026 and no page has it now. "
        "Write “/en/about/coffee/: coffee” in content/moved.yaml under moved:, or under gone: why it is gone.",
        f"{where['/om/kaffe/']}: /om/kaffe/ was published on 25 November 2026 and no page has it now. "
        "Write “/om/kaffe/: coffee” in content/moved.yaml under moved:, or under gone: why it is gone.",
    ]
    assert run.status == 1 and snapshot(live.output) == before


def test_the_day_is_told_in_danish_where_the_machine_speaks_danish(live):
    live.deletes(DA)
    live.deletes(EN)
    assert " /om/kaffe/ blev udgivet den 25. november 2026, og ingen side har den adresse nu. " in " ".join(
        live.runs("check", LC_ALL="da_DK.UTF-8").problems
    )


def test_a_page_with_a_problem_of_its_own_has_not_vanished(live):
    live.changes(DA, "title: Vores kaffe\n", "")
    assert [line.split(":")[0] for line in live.runs("check").problems] == [DA]


def test_a_page_that_moved_leads_on_to_the_new_one(live):
    live.changes(DA, "slug: om/kaffe", "slug: om/te")
    live.changes(EN, "slug: about/coffee", "slug: about/tea")
    live.changes(EN, "Our coffee.\n", "## Hot {#hot}\n\nOur coffee.\n")
    live.changes(DA, "Vores kaffe.\n", "## Varm {#hot}\n\nVores kaffe.\n")
    live.writes(MOVED, "moved:\n  /om/kaffe/: coffee\n  /en/about/coffee/: coffee#hot\n  /Gammel.html: coffee\n")
    assert live.runs("publish", SITEURL=SITEURL).problems == []
    for path, target, lang, canonical in (
        ("om/kaffe/index.html", "../te/", "da", "/om/te/"),
        ("en/about/coffee/index.html", "../tea/#hot", "en", "/en/about/tea/"),
        ("Gammel.html", "om/te/", "da", "/om/te/"),
    ):
        page = live.page(path)
        assert page.css_first("meta[http-equiv=refresh]").attributes["content"] == f"0; url={target}"
        assert page.css_first("main a").attributes["href"] == target
        assert page.css_first("link[rel=canonical]").attributes["href"] == SITEURL + canonical
        assert page.css_first("meta[name=robots]").attributes["content"] == "noindex"
        assert page.css_first("html").attributes["lang"] == lang
        assert not page.css("style, script, img")
    assert live.page("om/kaffe/index.html").css_first("h1").text() == "Siden er flyttet"
    assert "kaffe" not in live.output.joinpath("sitemap.xml").read_text("utf-8")
    assert "/om/kaffe/: 2026-11-25" in live.reads(LIST) and "Gammel" not in live.reads(LIST)
    assert live.runs().problems == []
    assert not live.page("om/kaffe/index.html").css("link[rel=canonical]")


def test_a_page_that_is_gone_says_why_and_what_to_do_in_an_emergency(live):
    live.deletes(DA)
    live.deletes(EN)
    live.writes(
        MOVED, "gone:\n  /om/kaffe/: Vi har ikke længere en kaffeklub.\n  /en/about/coffee/: The club <is> over.\n"
    )
    assert live.runs("publish", SITEURL=SITEURL).problems == []
    for path, lang, why, home in (
        ("om/kaffe/index.html", "da", "Vi har ikke længere en kaffeklub.", "../../"),
        ("en/about/coffee/index.html", "en", "The club <is> over.", "../../"),
    ):
        page = live.page(path)
        assert page.css_first("html").attributes["lang"] == lang
        assert page.css_first("main .lead").text() == why
        assert page.css_first(".lid a[href='tel:112']") and page.css_first("nav.menu")
        assert page.css_first(".trail a").attributes["href"] == home
        assert page.css_first("meta[name=robots]").attributes["content"] == "noindex"
        assert not page.css("link[rel=canonical], link[rel=alternate]")
    assert live.page("om/kaffe/index.html").css_first("h1").text() == "Siden findes ikke længere"
    assert "kaffe" not in live.output.joinpath("sitemap.xml").read_text("utf-8")
    assert "kaffeklub" not in live.output.joinpath("a-til-aa/index.html").read_text("utf-8")


def test_the_files_of_a_pamphlet_go_where_its_page_goes_unless_they_are_named(tmp_path):
    editor = Editor(tmp_path, MINIMAL)
    assert editor.runs("publish", SITEURL=SITEURL).problems == []
    before = {address for address in loader.published(editor.folder / "content") if address.endswith(".pdf")}
    card = "content/pamphlets/overdose-card.da.md"
    old = f"/{re.search('(?m)^slug: (.*)$', editor.reads(card))[1]}/"
    named, *others = sorted(address for address in before if address.startswith(old))
    assert others

    editor.changes(card, f"slug: {old.strip('/')}", "slug: pjecer/kortet")
    editor.writes(MOVED, f"moved:\n  {old}: overdose-card\ngone:\n  {named}: Den udgave trykker vi ikke mere.\n")
    assert editor.runs("publish", SITEURL=SITEURL).problems == []
    assert model(editor) == {
        "moved": dict.fromkeys([old, *others], "/pjecer/kortet/"),
        "gone": {named: f"{named[1:]}.html"},
    }
    assert editor.page(f"{named[1:]}.html").css_first(".lead").text() == "Den udgave trykker vi ikke mere."
    for address in others:  # the file is no more; beside it stands what leads on
        assert not (editor.output / address[1:]).exists()
        refresh = editor.page(f"{address[1:]}.html").css_first("meta[http-equiv=refresh]").attributes["content"]
        assert refresh == "0; url=../kortet/"


def test_the_files_of_a_page_that_is_gone_say_why_too(tmp_path):
    live = Editor(tmp_path, UNION)
    live.has_no_pamphlets()
    assert live.runs("publish", SITEURL=SITEURL).problems == []
    for lang in ("da", "en"):
        live.deletes(f"content/pages/organisations/write.{lang}.md")
    (line,) = (line for line in live.reads(LIST).splitlines() if line.startswith("/foredrag") and ".pdf" in line)
    form = line.partition(":")[0]
    live.writes(
        MOVED, f"gone:\n  {form[: form.rindex('/') + 1]}: Skriv ikke mere.\n  /en/for-organisations/write/: No.\n"
    )
    run = live.runs("publish", SITEURL=SITEURL)
    assert run.problems == []
    assert live.page(f"{form[1:]}.html").css_first(".lead").text() == "Skriv ikke mere."


def test_a_printed_file_that_is_no_longer_made_is_told(tmp_path):
    live = Editor(tmp_path, UNION)
    assert live.runs("publish", SITEURL=SITEURL).problems == []
    form = "/foredrag-og-samarbejde/skriv/skriv-til-os.pdf"
    title = re.search("(?m)^title: .*$", live.reads("content/pages/organisations/write.da.md"))[0]
    live.changes("content/pages/organisations/write.da.md", title, "title: Skriv et brev")
    (line,) = live.runs("check").problems
    assert line.startswith(f"{LIST}:") and line.endswith(
        f": {form} was published on 25 November 2026 and is no longer made. "
        f"Write “{form}: write” in content/moved.yaml under moved:, or under gone: why it is gone."
    )
    live.writes(MOVED, f"moved:\n  {form}: write\n")
    assert live.runs("check").problems == []
    assert model(live)["moved"] == {form: "/foredrag-og-samarbejde/skriv/"}


def model(editor):
    """Return what other parts of the build are told: where moved addresses lead, and what says why one is gone."""
    with environment_of(editor.clock):
        site = build.check(Project(editor.folder))[1]
    return {"moved": site.moved, "gone": site.gone}


@given(st.one_of(st.text(), st.from_regex(ADDRESS, fullmatch=True)))
def test_whatever_is_written_as_an_address_stays_in_the_site_or_is_refused(written):
    try:
        loader._adapter(loader.Departed).validate_python({"gone": {written: "Væk"}})
    except ValidationError as error:
        (problem,) = loader.in_words(error, MOVED, {}, ["moved", "gone"])
        assert problem.wrong == f"“{written}” is no address on this site"
        suggested = problem.instead.removeprefix("Write ")
        assert suggested.startswith("what follows") or ADDRESS.fullmatch(suggested)
    else:
        root = Path("/site")
        file = (root / redirects.file_of(written)).resolve()
        assert file.is_relative_to(root) and file.suffix == ".html"


@given(st.dictionaries(st.from_regex(ADDRESS, fullmatch=True), st.dates(), min_size=1))
def test_the_list_is_read_as_it_was_written(days):
    with tempfile.TemporaryDirectory() as folder:
        url_registry.keep(SimpleNamespace(content=Path(folder), published=days))
        assert loader.published(folder) == days


def test_an_empty_moved_yaml_simply_works(live):
    for text in ("", "# Intet endnu\n", "moved:\ngone:\n"):
        live.writes(MOVED, text)
        assert live.runs("check").problems == []


MISTAKES = {
    "a target that is no page": ("moved:\n  /x/: cofee", "{M}:2: there is no page “cofee”. Write coffee."),
    "a target that is no page but sections": (
        "moved:\n  /x/: emergency",
        "{M}:2: there is no page “emergency”. Write the key of a page: its file's name up to the first full stop.",
    ),
    "a section that is not there": (
        "moved:\n  /x/: overdose#rescue-me",
        "{M}:2: the page “overdose” has no section “rescue-me”. Write the id of one of its headings.",
    ),
    "an address that has a page": (
        "gone:\n  /om/kaffe/: Væk",
        "{M}:2: the site has /om/kaffe/ still. Take the line out.",
    ),
    "a page's address in capitals": (
        "gone:\n  /OM/kaffe/: Væk",
        "{M}:2: the site has /OM/kaffe/ still. Take the line out.",
    ),
    "a page's file": (
        "gone:\n  /om/kaffe/index.html: Væk",
        "{M}:2: the site has /om/kaffe/index.html still. Take the line out.",
    ),
    "the page for all addresses that there are not": (
        "gone:\n  /404.html: Væk",
        "{M}:2: the site has /404.html still. Take the line out.",
    ),
    "a printed file that is made": ("moved:\n  {PDF}: about", "{M}:2: the site has {PDF} still. Take the line out."),
    "an address in both lists": (
        "moved:\n  /x/: about\ngone:\n  /x/: Væk",
        "{M}:4: “/x/” stands here twice. Keep one of the two lines.",
    ),
    "an address twice": (
        "moved:\n  /x/: about\n  /x/: about",
        "{M}:3: “/x/” stands here twice. Keep one of the two lines.",
    ),
    "two addresses with one file": (
        "moved:\n  /x/: about\n  /x/index.html: about",
        "{M}:3: “/x/index.html” stands here twice. Keep one of the two lines.",
    ),
    "an address without its first /": (
        "moved:\n  x/y/: about",
        "{M}:2: “x/y/” is no address on this site. Write /x/y/.",
    ),
    "an address with its host": (
        "moved:\n  https://example.org/x/: about",
        "{M}:2: “https://example.org/x/” is no address on this site. Write /x/.",
    ),
    "an address out of the site": (
        "gone:\n  /../x/: Væk",
        "{M}:2: “/../x/” is no address on this site. "
        "Write what follows the host, as in /raad/fix/: letters a–z, digits, hyphens and full stops.",
    ),
    "no reason": ("gone:\n  /x/: ", "{M}:2: “/x/” is empty. Write a text after /x/:."),
    "another name": ("movd:\n  /x/: about", "{M}:1: “movd” is not known here. Write moved:."),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_moved_yaml_is_told_in_one_clear_line(name, editor):
    text, expected = (part.replace("{PDF}", CARD).replace("{M}", MOVED) for part in MISTAKES[name])
    editor.writes(MOVED, text + "\n")
    run = editor.runs("check")
    assert (run.problems, run.status) == ([expected], 1)

"""The real advice can be trusted: said once, with its source, easy to read, light on a bad line. Taken from content/."""

import re
from statistics import median

import pytest
from conftest import REAL, TODAY, Editor, parsed
from site_map import PREFIX, listed, of_kind, path_of
from stated import FACTS, standing

from bench.line import sent
from sitebuild.data import loader

HEADERS, FLIGHT, MEDIAN = 1_100, 14_600, 10_000  # bytes: tests/browser/test_weight.py says of what
LARGEST = 700_000  # bytes of all guidance in one file; more is slow to send by Bluetooth
POLICE = {"da": "Vi kan ikke love noget om politiet", "en": "We can promise nothing about the police"}


def items(text: str, section: str) -> list[str]:
    """Return the numbered items of a section of a Markdown text."""
    body = re.search(rf"(?ms)^## [^\n]*\{{#{section}\b.*?(?=^## |\Z)", text)[0]
    return re.findall(r"(?m)^\d+\. (.*)$", body)


def test_check_finds_no_problem_and_each_page_can_be_read(tmp_path):
    run = Editor(tmp_path, REAL, TODAY).runs("check")
    assert (run.status, run.problems) == (0, [])
    pages = re.findall(r"^(content/\S+): LIX (\d+), ([\d.]+) words a sentence, (\d+) words", run.said, re.MULTILINE)
    assert len(pages) > 40
    for path, lix, mean, count in pages:
        if int(count) >= 100:
            assert int(lix) < 35 if path.endswith(".da.md") else float(mean) <= 15


@pytest.mark.parametrize("lang", PREFIX)
def test_the_steps_of_an_overdose_are_written_once_and_are_the_same_wherever_they_stand(real_pages, lang):
    texts = {path: path.read_text("utf-8") for path in REAL.rglob(f"*.{lang}.md")}
    (source,) = (path for path in texts if path.name == f"emergency.{lang}.md")
    steps, short = (items(texts[source], section) for section in ("steps", "short"))
    assert len(steps) >= len(short) >= 3
    (overdose,) = (page for page in of_kind("emergency", REAL) if page.lang == lang)
    assert len(real_pages[overdose.path].css(".steps > ol > li")) == len(steps)
    assert len(real_pages[path_of("home", lang, REAL)].css(".alarm > ol > li")) == len(short)
    parts = {each for item in steps for each in re.split(r"(?<=[.:?!*]) ", item)}
    counted = {each for each in parts if len(each.split()) > 4 and re.search(r"\d", each)}
    assert counted
    for path, text in texts.items():
        if path != source and "pamphlets" not in path.relative_to(REAL).parts[:1]:  # paper may shorten
            assert [each for each in counted if each in text] == [], path


def test_112_says_what_the_overdose_page_says(real_site):
    both = parsed(real_site / "112/index.html")
    for lang in PREFIX:
        (page,) = (page for page in of_kind("emergency", REAL) if page.lang == lang)
        there = parsed(real_site / page.path)
        for note in there.css("sup"):
            note.decompose()
        steps = [" ".join(item.text().split()) for item in there.css(".steps > ol > li")]
        assert [" ".join(item.text().split()) for item in both.css(f"section[lang={lang}] li")] == steps != []
    assert not both.css("script, img, link[rel=stylesheet]")


@pytest.mark.parametrize("lang", PREFIX)
def test_nothing_promises_that_the_police_stay_away(real_pages, lang):
    (page,) = (page for page in of_kind("emergency", REAL) if page.lang == lang)
    assert standing(POLICE[lang], real_pages[page.path])


@pytest.mark.parametrize("lang", PREFIX)
def test_the_a_to_z_leads_from_each_everyday_word_to_its_section(real_pages, lang):
    page = real_pages[path_of("a-to-z", lang, REAL)]
    found = {a.text(): a.attributes["href"] for a in page.css(".index a")}
    everyday = loader.words(REAL).everyday[lang]
    assert len(everyday) > 40
    for term, target in everyday.items():
        key, _hash, section = target.partition("#")
        if (key, lang) in listed(REAL):
            assert any(text == term for text in found), term
            assert not section or any(href.endswith(f"#{section}") for href in found.values()), target
    letters = [h.text() for h in page.css("h2[id^=letter]")]
    assert letters == sorted(letters, key=("0–9" + "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ").index)


def test_two_pages_list_each_source_with_the_pages_that_use_it_danish_ones_first(real_pages):
    sources = loader.sources(REAL).values()
    for lang in PREFIX:
        listed_on = [real_pages[path_of(key, lang, REAL)].css(".index > li") for key in ("sources", "sources-abroad")]
        assert sum(map(len, listed_on)) == len(sources) > 80
        for entries, danish in zip(listed_on, (True, False), strict=True):
            assert all(entry.css("a") and entry.css_first(".rows").text() for entry in entries)
            titles = (entry.css_first("a[href^=http], cite") for entry in entries)
            assert {(title.attributes.get("lang") or lang) == "da" for title in titles} == {danish}


def test_every_source_is_cited_by_a_text():
    texts = " ".join(path.read_text("utf-8") for path in REAL.rglob("*.md"))
    for name, source in loader.sources(REAL).items():
        assert any(f"[^{row}]" in texts for row in source.rows), name


def test_the_way_out_stands_on_advice_and_in_nobodys_way_in_an_emergency(real_pages):
    has = {path for path, page in real_pages.items() if page.css_first("[data-exit]")}
    if not FACTS.links["exit"].known:
        assert not has
        return
    assert {page.path for kind in ("advice", "pamphlet") for page in of_kind(kind, REAL)} <= has
    assert (
        not {page.path for kind in ("home", "emergency", "urgent", "request", "form") for page in of_kind(kind, REAL)}
        & has
    )
    for path in has:
        assert {a.attributes["href"] for a in real_pages[path].css("[data-exit]")} == {FACTS.links["exit"].value}


# Weight


def test_every_page_comes_in_the_first_flight_and_half_of_them_in_far_less(real_published):
    alone = ("alle-raad.html", "all-advice.html")
    pages = [path for path in real_published.rglob("*.html") if path.name not in alone]
    sizes = {path.relative_to(real_published).as_posix(): len(sent(path)) + HEADERS for path in pages}
    assert {name: size for name, size in sizes.items() if size > FLIGHT} == {}
    assert median(sizes.values()) <= MEDIAN


@pytest.mark.parametrize("name", ["alle-raad.html", "en/all-advice.html"])
def test_the_file_with_all_guidance_holds_every_page_of_it_and_is_small(real_site, name):
    lang = "en" if name.startswith("en/") else "da"
    guidance = {
        page.key for kind in ("emergency", "urgent", "advice") for page in of_kind(kind, REAL) if page.lang == lang
    }
    handout = parsed(real_site / name)
    parts = [part.attributes["id"] for part in handout.css("main > section")]
    assert set(parts) == guidance and len(parts) == len(guidance)
    assert 100_000 < (real_site / name).stat().st_size <= LARGEST

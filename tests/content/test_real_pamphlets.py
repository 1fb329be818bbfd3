"""The real pamphlets: short enough for paper and street light, neutral where they must be, legible, with a way back."""

import re

import pytest
from conftest import REAL, SITEURL, parsed
from printed import Pamphlet, at_the_edge, beyond_the_margin, codes, hard_to_read, sections, words
from printed import squeezed as on_paper
from site_map import of_kind
from stated import FACTS, LANGUAGES, filled, trusted

from sitebuild.rendering import facts

LONGEST = {"trifold": 85, "pocket": 35, "booklet": 115, "card": 50, "poster": 80}  # words of a panel
# What saves a life may take more room, and no more than this; each panel that holds it is one that includes it.
EMERGENCY = {"trifold": 215, "booklet": 260, "card": 85, "poster": 270}
EVERY = [pytest.param(page, id=f"{page.key}-{page.lang}") for page in of_kind("pamphlet", REAL)]
every = pytest.mark.parametrize("page", EVERY)


def printed(page, site) -> Pamphlet:
    return Pamphlet(site, page.key, page.lang, REAL)


def includes_an_emergency(page, panels):
    """Return whether each panel includes a section on what to do in an emergency."""
    text = next(REAL.rglob(f"{page.key}.{page.lang}.md")).read_text("utf-8")
    parts = re.split(r"(?m)^## ", text)
    parts = ["".join(parts)] if panels == 1 else parts
    assert len(parts) == panels
    return ["section emergency#" in part for part in parts]


@every
def test_panels_are_as_short_as_paper_and_street_light_ask(real_published, page):
    built = parsed(real_published / page.path)
    title = built.css_first("h1").text()
    panels = [re.sub(r"(?<!\S)\d(?=\D)", "", panel).split() for panel in sections(built)]
    if page.format in ("card", "poster"):
        panels = [sum(panels, title.split())]
    bounds = [(EMERGENCY if it else LONGEST)[page.format] for it in includes_an_emergency(page, len(panels))]
    assert [size for size, bound in zip(map(len, panels), bounds, strict=True) if size > bound] == []
    if page.format == "trifold":
        assert len(panels[0] + title.split()) <= 25


@every
def test_each_panel_prints_every_word_of_its_section_on_the_web(real_published, page):
    front, *others = map(on_paper, sections(parsed(real_published / page.path)))
    panels = words(printed(page, real_published).file("reading"))
    if len(panels) == 1:
        assert "".join([front, *others]) in panels[0]
    else:
        assert front in panels[0]
        for section, panel in zip(others, panels[1:], strict=True):
            assert panel.startswith(section)


@every
def test_a_pamphlet_can_be_read_in_grey_keeps_its_margin_and_leads_back(real_published, page):
    pamphlet = printed(page, real_published)
    assert hard_to_read(pamphlet) == [] and beyond_the_margin(pamphlet) == []
    assert not at_the_edge(pamphlet.file("black"))
    source = next(REAL.rglob(f"{page.key}.{page.lang}.md")).read_text("utf-8")
    leads = re.search(r"(?m)^qr: /(.*)$", source.split("\n---")[0])
    assert set(codes(pamphlet, "black")) == {f"{SITEURL}/{leads[1] if leads else page.address.lstrip('/')}"}


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_imprint_of_a_trifold_says_whose_it_is_where_and_when(real_published, lang):
    (page,) = (page for page in of_kind("pamphlet", REAL) if page.format == "trifold" and page.lang == lang)
    back = words(printed(page, real_published).file("reading"))[-1]
    for fact in ("{{ street }}", "{{ postcode }}", "{{ town }}", "{{ phone }}"):
        assert on_paper(filled(fact, lang)) in back
    for part in FACTS.hours.values():
        assert on_paper("".join(facts.hours_in_words(part, LANGUAGES[lang]))) in back
        first = on_paper({"da": "Ring, før du tager af sted.", "en": "Ring first."}[lang])
        assert (first in back) == (not trusted(part))
    assert f"example.org{on_paper(page.address)}".rstrip("/") in back


def test_nothing_on_a_card_tells_whose_it_is_and_a_poster_gives_no_second_address(real_published):
    for page in of_kind("pamphlet", REAL):
        said = "".join(words(printed(page, real_published).file("black")))
        if page.format == "card":
            assert not re.search("bruger|stof|drug|methadon|metadon", said, re.IGNORECASE)
        if page.format == "poster":
            assert on_paper(FACTS.names["name"].value[page.lang]) in said
            assert on_paper(FACTS.address.value.street) not in said


def test_a_neutral_front_says_nothing_of_drugs_or_illness(real_published):
    neutral = [page for page in of_kind("pamphlet", REAL) if page.format in ("pocket", "booklet")]
    assert neutral
    for page in neutral:
        front = words(printed(page, real_published).file("reading"))[0]
        assert not re.search("hepatitis|drug|stof|overdos|naloxon|union|forening", front, re.IGNORECASE)


def test_no_paper_names_a_person(real_published):
    names = [name for fact in FACTS.people.values() if fact.known for name in fact.value.split()]
    assert names
    for path in real_published.rglob("*.pdf"):
        assert not re.search("|".join(map(re.escape, names)), "".join(words(path))), path

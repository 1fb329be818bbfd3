"""What people find on the built pages, in each of the site's languages."""

import csv
import re
import xml.etree.ElementTree as etree
from datetime import date
from urllib.parse import urljoin

import pytest
from conftest import ROOT, SITEURL, parsed
from site_map import PREFIX, SLUGS, UNLISTED, path_of

from sitebuild.facts_file import facts

PLACES = list(csv.DictReader((ROOT / "tests" / "facts_in_place.tsv").read_text("utf-8").splitlines(), delimiter="\t"))


def words(node) -> str:
    return re.sub(r"\s+", " ", node.text(deep=True, separator=" ").replace("\u00a0", " "))


def squeezed(text: str) -> str:
    """Return text so that marks, line ends and capitals do not matter."""
    return re.sub(r"\W+", "", text).lower()


def test_every_page_of_the_site_map_is_there_in_both_languages(pages):
    wanted = {path_of(key, lang) for key in SLUGS for lang in PREFIX} | {"404.html", "en/404.html"}
    assert set(pages) == wanted


@pytest.mark.parametrize("lang", PREFIX)
@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place['row']}-{place['page']}")
def test_each_fact_of_the_owners_text_stands_on_its_page(pages, place, lang):
    page = pages[path_of(place["page"], lang)]
    for mark in page.css("sup"):
        mark.decompose()
    assert squeezed(place[lang]) in squeezed(words(page.css_first("main")))


def test_the_list_of_facts_is_whole():
    assert {place["row"] for place in PLACES} == {f"U-{number:02}" for number in range(1, 68)}


def test_the_president_is_never_named_beside_methadone_or_drug_use(pages):
    named = {path: words(page.body) for path, page in pages.items() if "Kjær" in page.html}
    assert set(named) == {path_of("organisations", lang) for lang in PREFIX}
    for page in (pages[path] for path in named):
        section = next(s for s in page.css("section") if "Kjær" in s.text())
        assert not re.search(r"metadon|methadone|stof|drugs\b", words(section).replace("Drug Users Union", ""))


def test_what_is_missing_leaves_no_gap(pages):
    for page in pages.values():
        text = words(page.body)
        assert not re.search(r"TBD|TODO|U-1\d\d|\{\{|\}\}|[\ue000-\uf8ff]", text)
        assert not [dd for dd in page.css("dd, dt, li, p, td") if not dd.text(strip=True)]
        assert not page.css("a[href=''], a:not([href])")


def test_the_hours_say_ring_first_until_the_union_has_confirmed_them(pages):
    for page in pages.values():
        footer = words(page.css_first("footer"))
        danish = page.root.attributes["lang"] == "da"
        assert (
            "dagligt kl. 10–15. Ring, før du tager af sted." if danish else "daily, 10 am to 3 pm. Ring first."
        ) in footer
        assert "+45 35 36 01 50" in footer and page.css_first("footer a[href='tel:+4535360150']")
    everything = " ".join(page.html for page in pages.values())
    assert not re.search(
        r"openingHours|åbent nu|open now|alle ugens dage|7 days a week|15 PM", everything, re.IGNORECASE
    )


def test_the_second_number_stands_on_the_contact_page_alone_and_says_nothing_of_itself(pages):
    with_it = {path for path, page in pages.items() if "35 24 52 31" in words(page.body)}
    assert with_it == {path_of("opening-hours", lang) for lang in PREFIX}


def test_the_emergency_line_comes_first_on_every_page(pages):
    for path, page in pages.items():
        links = page.css("body a")
        assert links[0].attributes["class"] == "skip"
        if page.css_first("body.emergency"):
            assert page.css_first("body > main") is not None
            assert page.body.css("main, header")[0].tag == "main"
            assert page.css_first("main a[href='tel:112']") is not None
        else:
            lang = page.root.attributes["lang"]
            assert [words(a).strip() for a in links[1:3]] == ["Overdosis?" if lang == "da" else "Overdose?", "Ring 112"]
            assert links[2].attributes["href"] == "tel:112"
            target = urljoin(f"{SITEURL}/{path}", links[1].attributes["href"])
            assert target == f"{SITEURL}/{path_of('overdose', lang).removesuffix('index.html')}"


def test_the_menu_has_the_site_maps_order_and_says_where_the_reader_is(pages):
    for path, page in pages.items():
        lang = page.root.attributes["lang"]
        hrefs = [urljoin(f"{SITEURL}/{path}", a.attributes["href"]) for a in page.css("nav.menu a")]
        keys = ("urgent", "advice", "find-help", "opening-hours", "relatives", "about", "organisations", "pamphlets")
        assert hrefs == [f"{SITEURL}/{path_of(key, lang)}".removesuffix("index.html") for key in keys]
    assert words(pages["om/historie/index.html"].css_first("nav.menu [aria-current]")).strip() == "Om os"
    assert pages["om/index.html"].css_first("nav.menu [aria-current=page]") is not None


def test_breadcrumbs_follow_the_address(pages):
    assert [words(a).strip() for a in pages[path_of("lecture", "en")].css("nav.trail a")] == [
        "Home",
        "For organisations",
    ]
    assert not pages[path_of("overdose", "da")].css("nav.trail")


def test_every_page_has_one_title_one_h1_landmarks_and_headings_in_order(pages):
    titles = set()
    for page in pages.values():
        assert (
            len(page.css("h1"))
            == len(page.css("main"))
            == len(page.css("body > header"))
            == len(page.css("footer"))
            == 1
        )
        levels = [int(h.tag[1]) for h in page.css("h1, h2, h3, h4, h5, h6")]
        assert levels[0] == 1 and all(b <= a + 1 for a, b in zip(levels, levels[1:], strict=False))
        assert page.css_first("meta[name=description]").attributes["content"]
        titles.add((page.root.attributes["lang"], page.css_first("title").text()))
    assert len(titles) == len(pages)


def test_advice_says_when_it_was_checked_and_that_no_clinician_has_read_it(pages):
    for key in ("home", "overdose", "relatives"):
        assert "Ingen i foreningen og ingen læge eller sygeplejerske har tjekket den endnu" in words(
            pages[path_of(key, "da")].css_first(".review")
        )
        assert "Nobody in the union has checked it yet, and no doctor or nurse" in words(pages[path_of(key, "en")].css_first(".review"))
        assert "30. november 2026" in words(pages[path_of(key, "da")].css_first(".review"))
        assert "30 November 2026" in words(pages[path_of(key, "en")].css_first(".review"))


def test_each_source_is_listed_once_under_the_text_with_a_way_back(pages):
    page = pages[path_of("overdose", "da")]
    notes = page.css(".sources li")
    assert len(notes) > 5
    for note in notes:
        assert note.css_first("a[href^=http]") and len(note.css("a.footnote-backref")) == 1
    for mark in page.css("a.footnote-ref"):
        assert page.css_first(f'[id="{mark.attributes["href"][1:]}"]') is not None


# Languages


def test_each_page_leads_to_its_counterpart_and_names_that_language_in_itself(pages):
    for path, page in pages.items():
        lang = page.root.attributes["lang"]
        other = {"da": "en", "en": "da"}[lang]
        (link,) = page.css("header a[hreflang]")
        assert words(link).strip() == {"da": "Dansk", "en": "English"}[other]
        assert link.attributes["lang"] == link.attributes["hreflang"] == other
        target = urljoin(f"{SITEURL}/{path}", link.attributes["href"]).removeprefix(f"{SITEURL}/")
        if path.endswith("404.html"):
            assert target == {"da": "404.html", "en": "en/404.html"}[other]
        else:
            key = next(key for key in SLUGS if path_of(key, lang) == path)
            assert target == path_of(key, other).removesuffix("index.html")


def test_the_site_without_an_address_has_no_canonical_hreflang_or_sitemap(pages, site):
    assert not [page for page in pages.values() if page.css("link[rel=canonical], link[rel=alternate]")]
    assert not (site / "sitemap.xml").exists()


def test_the_published_site_says_where_it_stands_in_each_language(published):
    for key in SLUGS.keys() - UNLISTED:
        danish, english = (f"{SITEURL}/{path_of(key, lang)}".removesuffix("index.html") for lang in PREFIX)
        for lang, own in (("da", danish), ("en", english)):
            page = parsed(published / path_of(key, lang))
            assert page.css_first("link[rel=canonical]").attributes["href"] == own
            alternates = {a.attributes["hreflang"]: a.attributes["href"] for a in page.css("link[rel=alternate][hreflang]")}
            assert alternates == {"da": danish, "en": english, "x-default": danish}
    assert not parsed(published / "404.html").css("link[rel=canonical], link[rel=alternate]")
    assert parsed(published / "404.html").css_first("meta[name=robots]").attributes["content"] == "noindex"


def test_one_sitemap_lists_every_page_with_its_other_languages(published):
    text = (published / "sitemap.xml").read_text("utf-8")
    root = etree.fromstring(text)
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    found = {url.findtext("s:loc", None, names): [a.attrib for a in url.findall("x:link", names)] for url in root}
    assert set(found) == {
        f"{SITEURL}/{path_of(key, lang)}".removesuffix("index.html")
        for key in SLUGS.keys() - UNLISTED
        for lang in PREFIX
    }
    for links in found.values():
        assert [link["hreflang"] for link in links] == ["da", "en", "x-default"]
        assert all(link["href"] in found for link in links)
    assert f"Sitemap: {SITEURL}/sitemap.xml" in (published / "robots.txt").read_text("utf-8")


def test_the_404_works_at_every_depth(pages):
    for path in ("404.html", "en/404.html"):
        addresses = [a.attributes["href"] for a in pages[path].css("a[href]")]
        assert all(re.match(r"/|#|tel:|https:", address) for address in addresses)


def test_no_other_page_has_an_address_from_the_root(pages):
    for path, page in pages.items():
        if not path.endswith("404.html"):
            assert not page.css("a[href^='/'], [src^='/']")


def test_english_words_on_danish_pages_say_their_language_and_the_other_way_round(pages):
    danish = pages["index.html"].css_first("main span[lang=en]")
    english = pages["en/index.html"].css_first("main span[lang=da]")
    assert (danish.text(), english.text()) == ("Danish Drug Users Union", "BrugerForeningen")
    assert pages["om/streetpatrol/index.html"].css_first("main [lang=en]").text() == "peer support"


# Facts


def test_a_number_that_the_editor_changes_is_changed_everywhere(editor):
    editor.changes("content/facts.yaml", '"+45 35 36 01 50"', '"+45 11 22 33 44"')
    editor.changes("content/facts.yaml", 'closes: "15:00"', 'closes: "16:30"')
    assert editor.runs().problems == []
    for path in sorted(set(editor.output.rglob("*.html")) - {editor.output / "112/index.html"}):
        text = words(parsed(path).body)
        assert "35 36 01 50" not in text and "+45 11 22 33 44" in text
    assert "dagligt kl. 10–16.30." in words(editor.page("index.html").css_first("footer"))
    assert "daily, 10 am to 4:30 pm." in words(editor.page("en/index.html").css_first("footer"))


def test_what_the_union_supplies_later_appears_and_ring_first_goes(editor):
    for old, new in (
        ("email: {missing: U-102}", "email: {value: hej@example.org, origin: owner}"),
        ("confirmed: {missing: U-104}", f"confirmed: {{value: {date.today()}, origin: owner}}"),
        (
            "relatives_meetings: {missing: U-108}",
            "relatives_meetings: {value: {da: Hver mandag, en: Every Monday}, origin: owner}",
        ),
        (
            "requests: {missing: U-103}",
            "requests: {way: link, address: https://example.org/form, runs_it: X, sees_it: Y, origin: owner}",
        ),
        ("- {days: daily,", "- {days: [mon, tue, wed],"),
    ):
        editor.changes("content/facts.yaml", old, new)
    assert editor.runs().problems == []
    hours = editor.page("aabningstider/index.html")
    assert hours.css_first("main a[href='mailto:hej@example.org']")
    assert "mandag til onsdag kl. 10–15." in words(hours.css_first("footer"))
    assert "Ring, før" not in words(hours.css_first("footer"))
    assert "Hver mandag" in words(editor.page("paaroerende/index.html").css_first("main"))
    assert "Every Monday" in words(editor.page("en/relatives/index.html").css_first("main"))
    assert editor.page("en/for-organisations/lecture/index.html").css_first("main a[href='https://example.org/form']")


def test_each_fact_that_the_union_still_owes_is_held_as_missing():
    held = facts(ROOT / "content")
    missing = re.findall(r"missing: (U-1\d\d)", (ROOT / "content" / "facts.yaml").read_text("utf-8"))
    assert set(missing) == {f"U-{number}" for number in range(101, 129)}
    assert held.names["legal_name"].known is False and held.phones["phone"].known is True


def test_a_fact_in_code_is_left_as_it_was_written(editor):
    editor.changes("content/pages/about/history.da.md", "## ", "Skriv `{{ phone }}` her.\n\n## ")
    assert editor.runs().problems == []
    assert editor.page("om/historie/index.html").css_first("main code").text() == "{{ phone }}"

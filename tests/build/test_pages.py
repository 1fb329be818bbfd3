"""What the pages of a site hold, built from the made-up union's texts: its order, its languages, its facts."""

import re
import xml.etree.ElementTree as etree
from datetime import date
from urllib.parse import urljoin

import invariants
from conftest import DAY, SITEURL, UNION, parsed
from invariants import words
from site_map import PREFIX, listed, path_of

PAGES = {page.key for page in listed().values() if page.kind not in ("sent", "not-found")}  # those that one looks for


def test_every_text_is_a_page_at_the_address_of_its_header(pages):
    assert set(pages) == {page.path for page in listed().values()}


def test_every_page_has_one_title_one_h1_landmarks_and_headings_in_order(pages):
    invariants.each_has_one_title_one_h1_landmarks_and_headings_in_order(pages)


def test_what_is_missing_leaves_no_gap(pages):
    invariants.what_is_missing_leaves_no_gap(pages)


def test_the_emergency_line_comes_first_on_every_page(pages):
    invariants.the_emergency_line_comes_first(pages, UNION)


def test_every_picture_on_a_page_keeps_its_room_before_it_is_there(pages):
    invariants.every_picture_keeps_its_room_before_it_is_there(pages)


def test_the_hours_say_ring_first_until_the_union_has_confirmed_them(pages):
    said = {"da": "dagligt kl. 11–17. Ring, før du tager af sted.", "en": "daily, 11 am to 5 pm. Ring first."}
    for page in pages.values():
        footer = words(page.css_first("footer"))
        assert said[page.root.attributes["lang"]] in footer
        assert "+45 12 34 56 78" in footer and page.css_first("footer a[href='tel:+4512345678']")
    everything = " ".join(page.html for page in pages.values())
    assert not re.search(r"openingHours|åbent nu|open now|alle ugens dage|7 days a week", everything, re.IGNORECASE)


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


def test_advice_says_when_it_was_checked_and_that_no_clinician_has_read_it(pages):
    for key in ("home", "overdose", "relatives"):
        danish, english = (words(pages[path_of(key, lang)].css_first(".review")) for lang in PREFIX)
        assert "Ingen læge eller sygeplejerske har læst den endnu" in danish and "24. november 2026" in danish
        assert "No doctor or nurse has read it yet" in english and "24 November 2026" in english


def test_every_page_of_advice_begins_with_the_answer_and_then_says_when_it_was_checked(pages):
    for lang in PREFIX:
        for key in ("safer-injecting", "hepatitis-c", "find-help", "relatives"):
            main = pages[path_of(key, lang)].css_first("main")
            order = [node.attributes.get("class") for node in main.css("h1, .review, .text")[1:4]]
            assert order == ["text", "review", "text"] and main.css("a[href*='#basis']")


def test_each_source_is_listed_once_under_the_text_with_a_way_back(pages):
    page = pages[path_of("overdose", "da")]
    notes = page.css(".sources li")
    assert notes
    for note in notes:
        assert note.css_first("a[href^=http]") and len(note.css("a.footnote-backref")) == 1
    for mark in page.css("a.footnote-ref"):
        assert page.css_first(f'[id="{mark.attributes["href"][1:]}"]') is not None


def test_two_pages_list_each_source_with_the_pages_that_use_it_danish_ones_first(pages):
    for lang in PREFIX:
        for key, danish, publisher in (("sources", True, "Månens Forlag"), ("sources-abroad", False, "Moon Press")):
            entries = pages[path_of(key, lang)].css(".index > li")
            assert publisher in entries[0].text()
            assert all(entry.css("a") and entry.css_first(".rows").text() for entry in entries)
            titles = (entry.css_first("a[href^=http], cite") for entry in entries)
            assert {(title.attributes.get("lang") or lang) == "da" for title in titles} == {danish}


def test_the_a_to_z_leads_from_everyday_words_to_the_right_section_in_the_languages_order(pages):
    danish, english = (pages[path_of("a-to-z", lang)] for lang in PREFIX)
    found = {a.text(): a.attributes["href"] for a in danish.css(".index a")}
    assert found["Hep C"] == "../raad/hepatitis-c/" and found["Kanyler"] == "../hjaelp/#needles"
    for page in (danish, english):
        letters = [h.text() for h in page.css("h2[id^=letter]")]
        assert letters == sorted(letters, key=("0–9" + "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ").index)
    assert [h.text() for h in danish.css("h2[id^=letter]")][-3:] == ["Æ", "Ø", "Å"]


# Languages


def test_each_page_leads_to_its_counterpart_and_names_that_language_in_itself(pages):
    invariants.each_leads_to_its_counterpart_and_names_that_language_in_itself(pages, UNION)


def test_the_site_without_an_address_has_no_canonical_hreflang_or_sitemap(pages, site):
    assert not [page for page in pages.values() if page.css("link[rel=canonical], link[rel=alternate]")]
    assert not (site / "sitemap.xml").exists()


def test_the_published_site_says_where_it_stands_in_each_language(published):
    for key in PAGES:
        danish, english = (f"{SITEURL}/{path_of(key, lang)}".removesuffix("index.html") for lang in PREFIX)
        for lang, own in (("da", danish), ("en", english)):
            page = parsed(published / path_of(key, lang))
            assert page.css_first("link[rel=canonical]").attributes["href"] == own
            alternates = {
                a.attributes["hreflang"]: a.attributes["href"] for a in page.css("link[rel=alternate][hreflang]")
            }
            assert alternates == {"da": danish, "en": english, "x-default": danish}
    assert not parsed(published / "404.html").css("link[rel=canonical], link[rel=alternate]")
    assert parsed(published / "404.html").css_first("meta[name=robots]").attributes["content"] == "noindex"


def test_one_sitemap_lists_every_page_with_its_other_languages(published):
    text = (published / "sitemap.xml").read_text("utf-8")
    root = etree.fromstring(text)
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    found = {url.findtext("s:loc", None, names): [a.attrib for a in url.findall("x:link", names)] for url in root}
    assert set(found) == {
        f"{SITEURL}/{path_of(key, lang)}".removesuffix("index.html") for key in PAGES for lang in PREFIX
    }
    for links in found.values():
        assert [link["hreflang"] for link in links] == ["da", "en", "x-default"]
        assert all(link["href"] in found for link in links)
    assert f"Sitemap: {SITEURL}/sitemap.xml" in (published / "robots.txt").read_text("utf-8")


def test_the_404_works_at_every_depth_and_no_other_page_has_an_address_from_the_root(pages):
    invariants.only_the_404_has_addresses_from_the_root(pages)


def test_what_is_in_another_language_than_its_page_says_so(pages):
    invariants.what_is_in_another_language_says_so(pages)


def test_english_words_on_danish_pages_say_their_language_and_the_other_way_round(pages):
    danish = pages["index.html"].css_first("main span[lang=en]")
    english = pages["en/index.html"].css_first("main span[lang=da]")
    assert (danish.text(), english.text()) == ("Moon Drug Users Union", "MåneForeningen")
    assert pages["om/streetpatrol/index.html"].css_first("main [lang=en]").text() == "peer support"


# Facts


def test_a_number_that_the_editor_changes_is_changed_everywhere(editor):
    editor.changes("content/facts.yaml", '"+45 12 34 56 78"', '"+45 11 22 33 44"')
    editor.changes("content/facts.yaml", 'closes: "17:00"', 'closes: "16:30"')
    assert editor.runs().problems == []
    for path in sorted(set(editor.output.rglob("*.html")) - {editor.output / "112/index.html"}):
        text = words(parsed(path).body)
        assert "12 34 56 78" not in text and "+45 11 22 33 44" in text
    assert "dagligt kl. 11–16.30." in words(editor.page("index.html").css_first("footer"))
    assert "daily, 11 am to 4:30 pm." in words(editor.page("en/index.html").css_first("footer"))


def test_what_the_union_supplies_later_appears_and_ring_first_goes(editor):
    for old, new in (
        ("email: {missing: U-102}", "email: {value: hej@example.org, origin: owner}"),
        ("confirmed: {missing: U-104}", f"confirmed: {{value: {date.fromtimestamp(int(DAY))}, origin: owner}}"),
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
    assert "mandag til onsdag kl. 11–17." in words(hours.css_first("footer"))
    assert "Ring, før" not in words(hours.css_first("footer"))
    assert "Hver mandag" in words(editor.page("paaroerende/index.html").css_first("main"))
    assert "Every Monday" in words(editor.page("en/relatives/index.html").css_first("main"))
    assert editor.page("en/for-organisations/lecture/index.html").css_first("main a[href='https://example.org/form']")


def test_a_fact_in_code_is_left_as_it_was_written(editor):
    editor.changes("content/pages/about/history.da.md", "## ", "Skriv `{{ phone }}` her.\n\n## ")
    assert editor.runs().problems == []
    assert editor.page("om/historie/index.html").css_first("main code").text() == "{{ phone }}"

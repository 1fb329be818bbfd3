"""What the real site must say, and where: the union's own facts, its hours, its way to help. Taken from content/."""

import re
from datetime import date

import invariants
import pytest
from conftest import REAL
from invariants import words
from site_map import PREFIX, listed, of_kind, path_of
from stated import FACTS, LANGUAGES, filled, standing, table, trusted

from sitebuild.data import loader
from sitebuild.rendering import facts

PLACES = table("facts_in_place.tsv")
# What the union still owes, by the number that it was asked under: as long as it is missing, facts.yaml says so.
OWED = {
    "U-101": "second_phone_label", "U-102": "email", "U-103": "requests", "U-104": "cafe", "U-105": "members_close",
    "U-106": "date_of_the_owners_text", "U-107": "relatives_phone", "U-108": "relatives_meetings",
    "U-109": "bystander_service", "U-110": "outreach_times", "U-111": "clinic_address", "U-112": "clinical_reviewer",
    "U-113": "languages_spoken", "U-114": "access_and_transport", "U-115": "healthcare_room_offers",
    "U-116": "needles_in_the_cafe", "U-117": "membership", "U-118": "legal_name", "U-119": "service_terms",
    "U-120": "anonymity", "U-121": "house_rules", "U-122": "logo", "U-123": "domain", "U-124": "present_pamphlet",
    "U-125": "licence", "U-126": "hosting_and_logs", "U-127": "social_media", "U-128": "funding",
}  # fmt: skip


def test_every_page_of_the_site_map_is_there_in_both_languages_or_its_address_leads_on(real_pages):
    departed = loader.departed(REAL)
    for row in table("site_map.tsv"):
        for lang in PREFIX:
            page = listed(REAL).get((row["key"], lang))
            assert (page and page.path in real_pages) or row[lang] in departed.moved | departed.gone, row
            assert not page or page.address == row[lang] or row[lang] in departed.moved | departed.gone, row
    assert set(real_pages) == {page.path for page in listed(REAL).values()}


@pytest.mark.parametrize("row", sorted({place["row"] for place in PLACES}))
def test_each_fact_of_the_owners_text_stands_on_its_pages(real_pages, row):
    for place in (each for each in PLACES if each["row"] == row):
        for lang in PREFIX:
            page = real_pages[path_of(place["page"], lang, REAL)]
            assert standing(filled(place[lang], lang), page), (place["page"], lang, place[lang])


def test_the_list_of_facts_is_whole():
    assert {place["row"] for place in PLACES} == {f"U-{number:02}" for number in range(1, 68)}


@pytest.mark.parametrize(
    ("written", "stands"),
    [
        ("Foreningen blev stiftet i 1977 af en gruppe brugere, og nogle få støtter.", True),
        ("I 1977 stiftede en gruppe brugere foreningen sammen med nogle få støtter.", True),
        ("Foreningen holder til i caféen. Her er en gruppe, der drikker kaffe.", False),
        ("", False),
    ],
)
def test_a_fact_is_found_in_a_mended_sentence_and_not_in_another(written, stands):
    said = "Foreningen blev stiftet i 1977 af en gruppe brugere og nogle få støtter"
    assert bool(standing(said, invariants.page_of(written))) == stands


def test_the_president_is_never_named_beside_methadone_or_drug_use(real_pages):
    name = FACTS.people["president"].value.split()[-1]
    named = {path: words(page.body) for path, page in real_pages.items() if name in page.html}
    assert set(named) == {path_of("organisations", lang, REAL) for lang in PREFIX}
    own = "|".join(re.escape(value) for value in FACTS.names["name"].value.values())
    for page in (real_pages[path] for path in named):
        section = next(s for s in page.css("section") if name in s.text())
        assert not re.search(r"metadon|methadone|stof|drugs\b", re.sub(own, "", words(section)), re.IGNORECASE)


def test_the_hours_the_phone_and_the_address_stand_on_every_page_and_ring_first_until_they_are_confirmed(real_pages):
    phone, address = FACTS.phones["phone"], FACTS.address.value
    for page in real_pages.values():
        lang = page.root.attributes["lang"]
        footer = words(page.css_first("footer"))
        for part in FACTS.hours.values():
            for line in facts.hours_in_words(part, LANGUAGES[lang]):
                assert line.replace("\u00a0", " ") in footer
            first = {"da": "Ring, før du tager af sted.", "en": "Ring first."}[lang]
            assert (first in footer) == (not trusted(part))
        assert phone.value in footer and page.css_first(f"footer a[href='tel:{phone.dialled}']")
        assert address.street in footer and address.postcode in footer


def test_nothing_is_promised_of_hours_that_nobody_has_confirmed(real_pages, real_site):
    if sure := [part for part in FACTS.hours.values() if trusted(part)]:
        assert len(list(real_site.rglob("*.ics"))) == len(sure) * len(PREFIX)
    else:
        everything = " ".join(page.html for page in real_pages.values())
        promises = r"openingHours|åbent nu|open now|alle ugens dage|7 days a week|data-times"
        assert not re.search(promises, everything, re.IGNORECASE)
        assert not list(real_site.rglob("*.ics"))


def test_the_second_number_stands_on_the_contact_page_alone(real_pages):
    number = FACTS.phones["second_phone"].value
    with_it = {path for path, page in real_pages.items() if number in words(page.body)}
    assert with_it == {path_of("opening-hours", lang, REAL) for lang in PREFIX}


def test_the_menu_has_the_order_of_the_facts_and_says_where_the_reader_is(real_pages):
    for page in real_pages.values():
        lang = page.root.attributes["lang"]
        menu = [words(a).strip() for a in page.css("nav.menu a")]
        assert len(menu) == len([key for key in FACTS.menu if (key, lang) in listed(REAL)]) == len(set(menu)) > 3
    for key in FACTS.menu:
        for lang in PREFIX:
            assert real_pages[path_of(key, lang, REAL)].css_first("nav.menu [aria-current=page]") is not None


OTHERS = ("editor", "peer", "lawyer")
UNREAD = {
    "da": {
        "Ingen i foreningen og ingen læge eller sygeplejerske har tjekket den endnu": ("author",),
        "Ingen læge eller sygeplejerske har læst den endnu": OTHERS,
    },
    "en": {
        "Nobody in the union has checked it yet, and no doctor or nurse": ("author",),
        "No doctor or nurse has read it yet": OTHERS,
    },
}


def test_advice_says_when_it_was_checked_and_by_whom_it_was_not(real_pages):
    guidance = [page for kind in ("home", "emergency", "urgent", "advice") for page in of_kind(kind, REAL)]
    for page in guidance:
        review = real_pages[page.path].css_first(".review").text()
        source = next(REAL.rglob(f"{page.key}.{page.lang}.md")).read_text("utf-8")
        header = dict(re.findall(r"(?m)^(checked|checked_by): (\S+)$", source.split("\n---")[0]))
        assert LANGUAGES[page.lang].date(date.fromisoformat(header["checked"])) in review
        review = " ".join(review.split())
        for sentence, checkers in UNREAD[page.lang].items():
            assert (sentence in review) == (header["checked_by"] in checkers), page


def test_every_page_of_advice_begins_with_the_answer_and_leads_to_its_sources(real_pages):
    for page in of_kind("advice", REAL):
        main = real_pages[page.path].css_first("main")
        order = [node.attributes.get("class") for node in main.css("h1, .review, .text")[1:4]]
        assert order == ["text", "review", "text"] and main.css("a[href*='#basis']"), page


def test_each_source_is_listed_once_under_the_text_with_a_way_back(real_pages):
    for page in of_kind("emergency", REAL):
        built = real_pages[page.path]
        notes = built.css(".sources li")
        assert len(notes) > 5
        for note in notes:
            assert note.css_first("a[href^=http]") and len(note.css("a.footnote-backref")) == 1
        marks = built.css("a.footnote-ref")
        assert marks
        for mark in marks:
            assert built.css_first(f'[id="{mark.attributes["href"][1:]}"]') is not None


def test_every_page_has_one_title_one_h1_landmarks_and_headings_in_order(real_pages):
    invariants.each_has_one_title_one_h1_landmarks_and_headings_in_order(real_pages)


def test_what_is_missing_leaves_no_gap(real_pages):
    invariants.what_is_missing_leaves_no_gap(real_pages)


def test_the_emergency_line_comes_first_on_every_page(real_pages):
    invariants.the_emergency_line_comes_first(real_pages, REAL)


def test_each_page_leads_to_its_counterpart_and_names_that_language_in_itself(real_pages):
    invariants.each_leads_to_its_counterpart_and_names_that_language_in_itself(real_pages, REAL)


def test_no_page_but_the_404_has_an_address_from_the_root(real_pages):
    invariants.only_the_404_has_addresses_from_the_root(real_pages)


def test_every_picture_on_a_page_keeps_its_room_before_it_is_there(real_pages):
    invariants.every_picture_keeps_its_room_before_it_is_there(real_pages)


def test_what_is_in_another_language_than_its_page_says_so(real_pages):
    invariants.what_is_in_another_language_says_so(real_pages)


def test_each_fact_that_the_union_owes_is_held_as_missing_until_it_is_supplied():
    text = (REAL / "facts.yaml").read_text("utf-8")
    assert set(re.findall(r"missing: (\S+?)[,}]", text)) <= OWED.keys()
    for number, name in OWED.items():
        told = re.search(rf"(?m)^ *{name}:(.*(?:\n(?:    | *$).*)*)", text)
        assert told, f"{name} ({number}) is neither missing nor known"
        assert f"missing: {number}" in told[1] or "origin:" in told[1], name


def test_every_fact_says_where_it_comes_from():
    for name, fact in FACTS.named():
        assert fact.missing or fact.origin, name

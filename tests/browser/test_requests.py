"""Other organisations' requests, from a service's page to where they arrive: in Chromium, with a real receiver."""

import io
import re
import zipfile
from urllib.parse import parse_qs, quote_plus, urlsplit

import brotli
import pikepdf
import pypdfium2
import pytest
from conftest import ROOT, enlarge_text, parsed
from playwright.sync_api import expect
from requests_in_use import EVERYTHING, KNOWN, LECTURE, THANKS, TYPED, WRITE, Receiver, fill_in, served, typed
from site_map import path_of
from visits import overflow, violations

SERVICES = ("guidance", "information", "opinion", "lecture", "contacts")
SEND = ".request [type=submit]"
POINT = 25.4 / 72  # mm
NOTHING = dict.fromkeys(EVERYTHING, "")


@pytest.fixture(scope="module")
def receiver():
    receiver = Receiver()
    yield receiver
    receiver.stops()


@pytest.fixture(autouse=True)
def nothing_received(request):
    if "receiver" in request.fixturenames:
        receiver = request.getfixturevalue("receiver")
        receiver.mode = "ok"
        receiver.answers.clear()
        receiver.bodies.clear()
        receiver.types.clear()


@pytest.fixture(scope="module")
def missing(tmp_path_factory):
    """The site of today: nobody has said how requests arrive."""
    return served(tmp_path_factory.mktemp("missing"))


@pytest.fixture(scope="module")
def letters(tmp_path_factory):
    """The site once the union has an e-mail address."""
    return served(tmp_path_factory.mktemp("letters"), email="hej@example.org")


@pytest.fixture(scope="module")
def post(tmp_path_factory, receiver):
    """The site with a receiver for its form."""
    way = f'{{way: post, address: "{receiver.origin}/f", kept: {{da: tre måneder, en: three months}}, {KNOWN}}}'
    return served(tmp_path_factory.mktemp("post"), way, publishes=True)


@pytest.fixture(scope="module")
def link(tmp_path_factory):
    """The site with a form elsewhere, which knows the service and the language."""
    way = (
        '{way: link, address: "https://forms.example.org/s/1", preset: limesurvey, '
        f"parameters: {{service: Q1}}, values: {{lecture: A4}}, {KNOWN}}}"
    )
    return served(tmp_path_factory.mktemp("link"), way)


@pytest.fixture
def opened(browser):
    """Open a page of a site: opened(site, path, **settings)."""
    contexts = []

    def open_page(site, path=WRITE["da"], **settings):
        contexts.append(browser.new_context(**({"viewport": {"width": 1280, "height": 800}} | settings)))
        page = contexts[-1].new_page()
        page.goto(site.address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def script(request) -> bool:
    return request.param


# From the service to the form


@pytest.mark.parametrize("key", SERVICES)
def test_each_service_leads_to_the_form_that_knows_it(opened, missing, key):
    page = opened(missing, f"/{path_of(key, 'da')}")
    title = page.locator("h1").inner_text()
    page.get_by_role("link", name="Skriv til os om").click()
    assert page.url == f"{missing.address}{WRITE['da']}#{key}"
    expect(page.get_by_label(title, exact=True)).to_be_checked()
    assert page.evaluate("scrollY") == 0  # whoever needs help must see first where to ring


def test_without_script_the_service_that_was_asked_for_is_marked(opened, missing):
    page = opened(missing, f"{WRITE['en']}#lecture", java_script_enabled=False)
    marked = page.locator(".choice:target")
    assert marked.inner_text() == "Lecture"
    assert marked.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 214, 10)"
    assert page.locator(".choice#opinion").evaluate("e => getComputedStyle(e).backgroundColor") == "rgba(0, 0, 0, 0)"


def test_after_leaving_the_service_that_the_address_names_is_chosen_again(opened, missing):
    page = opened(missing, f"{WRITE['da']}#lecture")
    page.get_by_label("Faglig viden").check()
    page.goto(f"{missing.address}/")
    page.go_back()
    assert page.get_by_label("Foredrag", exact=True).is_checked()


def test_the_form_works_from_the_folder_that_the_zip_holds(browser, tmp_path):
    with zipfile.ZipFile(next(served(tmp_path, publishes=True).output.glob("*.zip"))) as archive:
        archive.extractall(tmp_path)
    page = browser.new_page()
    page.goto(f"{(tmp_path / 'maaneforeningen' / WRITE['da'].strip('/') / 'index.html').as_uri()}#lecture")
    assert page.get_by_label("Foredrag", exact=True).is_checked()
    fill_in(page)
    page.locator(SEND).click()
    assert "Skolen på Ærø" in page.locator(".letter__text").inner_text()
    page.close()


@pytest.mark.parametrize("lang", WRITE)
def test_the_page_begins_with_the_phone_for_those_who_need_help_themselves(missing, post, link, lang):
    for site in (missing, post, link):
        first = parsed(site.output / WRITE[lang].strip("/") / "index.html").css_first(".text > p")
        assert first.css_first("a[href='tel:+4512345678']") and first.css_first("a[href='tel:112']")


# A form that is sent


def test_what_arrives_is_what_was_typed_byte_for_byte(opened, post, receiver, script):
    page = opened(post, java_script_enabled=script)
    fill_in(page)
    page.locator(SEND).click()
    page.wait_for_url(f"{receiver.origin}/f")
    assert page.locator("h1").inner_text() == THANKS
    lines = {name: words.replace("\n", "\r\n") for name, words in TYPED.items()}
    wanted = [
        ("service", "Foredrag"),
        *((name, lines[name]) for name in ("topic", "organisation", "contact", "phone_or_email")),
        *((name, lines[name]) for name in ("date", "place", "audience")),
        ("language", "Engelsk"),
        ("equipment", "Overheadprojektor"),
        ("equipment", "Stor videoskærm"),
        ("more", lines["more"]),
        ("page_language", "da"),
        ("_subject", "Henvendelse fra hjemmesiden"),
        ("_next", f"{post.address}/foredrag-og-samarbejde/tak/"),
        ("_gotcha", ""),
    ]
    assert receiver.received == [wanted]
    # As browsers encode forms (https://url.spec.whatwg.org/#application/x-www-form-urlencoded).
    assert receiver.bodies == ["&".join(f"{n}={quote_plus(v, safe='*')}" for n, v in wanted).encode()]
    assert receiver.types == ["application/x-www-form-urlencoded"]


def test_a_robot_is_told_apart(opened, post, receiver):
    page = opened(post)
    fill_in(page)
    page.evaluate("document.querySelector('[name=_gotcha]').value = 'cheap pills'")
    page.locator(SEND).click()
    page.wait_for_url(f"{receiver.origin}/f")
    assert dict(receiver.received[0])["_gotcha"] == "cheap pills"


def test_nobody_but_a_robot_meets_the_field_for_robots(opened, post):
    page = opened(post)
    field = page.locator("[name=_gotcha]")
    assert field.get_attribute("tabindex") == "-1" and field.get_attribute("autocomplete") == "off"
    assert page.locator("div:has(> [name=_gotcha])").bounding_box()["width"] <= 1
    assert page.get_by_label("Lad feltet stå tomt").count() == 1


def test_two_clicks_send_once(opened, post, receiver):
    receiver.mode = "slow"
    page = opened(post)
    fill_in(page)
    # Clicks that come while the receiver still thinks; Playwright's own would wait for it.
    page.evaluate("send => setInterval(() => document.querySelector(send).click(), 200)", SEND)
    page.wait_for_timeout(1500)
    receiver.answers.set()
    page.wait_for_url(f"{receiver.origin}/f")
    assert len(receiver.bodies) == 1


def test_a_receiver_that_returns_leads_to_the_thanks_in_the_pages_language(opened, post, receiver, script):
    receiver.mode = "back"
    page = opened(post, java_script_enabled=script)
    fill_in(page)
    page.locator(SEND).click()
    page.wait_for_url(f"{post.address}/foredrag-og-samarbejde/tak/")
    assert page.locator("h1").inner_text() == "Tak, formularen er sendt"
    english = parsed(post.output / WRITE["en"].strip("/") / "index.html")
    assert english.css_first("[name=_next]").attributes["value"] == f"{post.address}/en/for-organisations/thank-you/"


@pytest.mark.parametrize("trouble", ["error", "refused"])
def test_after_trouble_back_brings_an_empty_form_that_can_be_sent(opened, post, receiver, script, trouble):
    """Whoever uses the machine next must not find what was typed; what did not get through is in the letter."""
    page = opened(post, java_script_enabled=script)
    fill_in(page)
    receiver.mode = trouble
    if trouble == "refused":
        receiver.stops()
    page.locator(SEND).click()
    page.wait_for_url(f"{receiver.origin}/f" if trouble == "error" else "chrome-error://chromewebdata/")
    if trouble == "refused":
        receiver.starts()
    receiver.mode = "ok"
    page.go_back()
    page.wait_for_url(post.address + WRITE["da"])
    assert typed(page) == NOTHING
    fill_in(page)
    sent = len(receiver.bodies)
    page.locator(SEND).click()
    page.wait_for_url(f"{receiver.origin}/f")
    assert len(receiver.bodies) == sent + 1


def test_while_a_slow_receiver_is_waited_for_the_letter_is_there(opened, post, receiver):
    receiver.mode = "slow"
    page = opened(post)
    fill_in(page)
    # In one breath: once the browser waits for the receiver, Playwright waits with it.
    letter = page.evaluate(
        "send => { document.querySelector(send).click(); return document.querySelector('.letter').innerText }", SEND
    )
    assert TYPED["topic"] in letter and "Hvis formularen ikke når frem" in letter
    receiver.answers.set()
    page.wait_for_url(f"{receiver.origin}/f")


def test_without_script_the_browser_itself_checks_before_it_sends(opened, post, receiver):
    page = opened(post, java_script_enabled=False)
    fill_in(page, organisation="")
    page.locator(SEND).click()
    assert receiver.bodies == [] and page.url == post.address + WRITE["da"]
    fill_in(page, audience="mange")
    page.locator(SEND).click()
    assert receiver.bodies == []


def sends_to(site) -> list[str]:
    """Return where the page with the form may send it, in each language."""
    pages = (parsed(site.output / WRITE[lang].strip("/") / "index.html") for lang in WRITE)
    policies = (page.css_first("meta[http-equiv=Content-Security-Policy]").attributes["content"] for page in pages)
    return [re.search(r"form-action ([^;]+)", policy)[1] for policy in policies]


def test_a_browser_may_send_the_form_to_its_receiver_and_back_and_nowhere_else(missing, post, link, receiver):
    assert sends_to(post) == [f"{receiver.origin} {post.address}"] * 2
    assert sends_to(missing) == sends_to(link) == ["'none'"] * 2


def test_the_policy_names_where_the_receiver_redirects_to(tmp_path):
    way = f'{{way: post, address: "https://a.example.org/x", redirects_to: "https://b.example.org/y", {KNOWN}}}'
    site = served(tmp_path, way)
    page = parsed(site.output / WRITE["da"].strip("/") / "index.html")
    assert sends_to(site) == ["https://a.example.org https://b.example.org"] * 2
    assert not page.css("[name=_next]")  # a site that does not know its address cannot be returned to


def test_a_receiver_that_names_its_fields_otherwise_gets_them_so(tmp_path):
    names = "{subject: emne, return: retur, honeypot: website}"
    way = f'{{way: post, address: "https://a.example.org/x", fields: {names}, {KNOWN}}}'
    site = served(tmp_path, way, publishes=True)
    page = parsed(site.output / WRITE["da"].strip("/") / "index.html")
    hidden = [field.attributes["name"] for field in page.css("[type=hidden], .unseen input")]
    assert hidden == ["page_language", "emne", "retur", "website"]


# A form that becomes a letter


def test_the_letter_holds_what_was_typed(opened, missing):
    page = opened(missing)
    fill_in(page)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="Lav brevet").click()
    assert page.evaluate("document.activeElement.className") == "letter"
    assert page.locator(".letter__text").inner_text().strip() == (
        "Henvendelse om et foredrag\n\nHvad vil I bede om: Foredrag\n\n"
        f"Hvad handler det om: {TYPED['topic']}\n\nOrganisation: Skolen på Ærø\n\n"
        "Kontaktperson: Åse O’Hara; Øster & Søn\n\nTelefon eller e-mail: ase+bf@example.org\n\n"
        "Hvornår: Uge 12\n\nHvor: Jeres sal\n\nHvor mange kommer der: 40\n\nSprog: Engelsk\n\n"
        "Vores foredragssal: Overheadprojektor, Stor videoskærm\n\nAndet, vi skal vide: Ring efter kl. 10"
    )
    assert asked == [] and page.url == missing.address + WRITE["da"]
    assert page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0
    assert typed(page) == EVERYTHING


def test_a_letter_that_is_no_longer_right_goes_away(opened, missing):
    page = opened(missing)
    fill_in(page)
    page.locator(SEND).click()
    page.locator("#place").fill("Her")
    assert not page.locator(".letter").is_visible()
    page.locator(SEND).click()
    assert "Hvor: Her" in page.locator(".letter__text").inner_text()


def test_the_letter_is_copied(browser, missing):
    context = browser.new_context()
    context.grant_permissions(["clipboard-read"])
    page = context.new_page()
    page.goto(missing.address + WRITE["da"])
    fill_in(page)
    page.locator(SEND).click()
    page.get_by_role("button", name="Kopiér brevet").click()
    assert page.get_by_role("status").inner_text() == "Brevet er kopieret."
    copied = page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")
    assert copied.strip() == page.locator(".letter__text").inner_text().strip()
    context.close()


def test_the_letter_can_be_sent_from_ones_own_mail_program_once_there_is_an_address(opened, missing, letters):
    page = opened(letters)
    fill_in(page)
    page.locator(SEND).click()
    link = urlsplit(page.get_by_role("link", name="Send det fra jeres eget mailprogram").get_attribute("href"))
    assert (link.scheme, link.path) == ("mailto", "hej@example.org")
    assert "+" not in link.query and " " not in link.query  # a mail program keeps a + as it is
    sent = parse_qs(link.query, strict_parsing=True)
    assert sent["subject"] == ["Henvendelse om et foredrag"]
    (body,) = sent["body"]
    assert TYPED["topic"].replace("\n", "\r\n") in body and not re.search(r"(?<!\r)\n", body)
    assert not opened(missing).locator("[data-mail]").count()


def test_what_is_missing_is_said_in_words_and_nothing_typed_is_lost(opened, missing):
    page = opened(missing)
    page.locator("#topic").fill("   ")
    page.locator("#organisation").fill("Skolen")
    page.locator("#audience").fill("mange")
    page.locator(SEND).click()
    summary = page.get_by_role("alert")
    assert page.evaluate("document.activeElement.className") == "errors"
    assert summary.get_by_role("link").all_inner_texts() == [
        "Vælg, hvad I vil bede om",
        "Skriv, hvad det handler om",
        "Skriv navnet på en, vi kan tale med",
        "Skriv et telefonnummer eller en e-mail, så vi kan svare",
        "Skriv antallet med tal, fx 40",
    ]
    summary.get_by_role("link", name="Skriv navnet").click()
    assert page.evaluate("document.activeElement.id") == "contact"
    contact = page.locator("#contact")
    assert contact.get_attribute("aria-invalid") == "true"
    described = page.locator(f"#{contact.get_attribute('aria-describedby')}")
    assert described.inner_text() == "Skriv navnet på en, vi kan tale med"
    assert page.locator("#organisation").get_attribute("aria-invalid") == "false"
    assert page.locator("#organisation").input_value() == "Skolen"
    assert page.locator("#audience").input_value() == "mange"
    assert not page.locator(".letter").is_visible()
    fill_in(page)
    page.locator(SEND).click()
    assert not summary.is_visible() and page.locator(".letter").is_visible()


def test_without_script_the_form_is_checked_and_goes_nowhere(opened, missing):
    page = opened(missing, java_script_enabled=False)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    button = page.get_by_role("button", name="Se, om der mangler noget")
    button.click()
    assert page.locator(":focus").get_attribute("name") == "service"  # where the browser says what is missing
    fill_in(page)
    button.click()
    assert asked == [] and page.url == missing.address + WRITE["da"] and typed(page) == EVERYTHING
    assert not page.locator(".letter, [data-do]").first.is_visible()


def test_the_keyboard_is_enough(opened, missing):
    page = opened(missing)
    page.locator("#service-1").focus()
    press = page.keyboard.press
    press("Space")
    for words in ("Om stoffer", "Skolen", "Åse", "12 34 56 78", "Uge 12", "Hos os", "40"):
        press("Tab")
        page.keyboard.type(words)
    press("Tab")
    press("Space")  # language
    press("Tab")
    press("Space")  # room
    for _equipment in range(2):
        press("Tab")
    press("Tab")
    page.keyboard.type("Intet")
    press("Tab")
    press("Enter")
    letter = page.locator(".letter__text").inner_text()
    for words in ("Faglig vejledning", "Om stoffer", "12 34 56 78", "Dansk", "Vi vil gerne bruge salen", "Intet"):
        assert words in letter
    press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Print brevet"


def test_the_script_is_small_says_nothing_itself_and_obeys_the_page_s_policy(opened, missing):
    source = (ROOT / "theme" / "static" / "js" / "request.js").read_bytes()
    assert next((missing.output / "js").glob("request-*.js")).read_bytes() == source
    assert len(brotli.compress(source)) <= 1000  # over the wire
    page, said = opened(missing, "/"), []
    page.on("console", lambda message: said.append(message.text))
    page.goto(missing.address + WRITE["da"])
    fill_in(page)
    page.locator(SEND).click()
    assert page.locator(".letter").is_visible() and said == []
    scripts = parsed(missing.output / WRITE["da"].strip("/") / "index.html").css("script")
    assert [set(script.attributes) for script in scripts] == [{"src", "integrity", "defer"}]


# A form elsewhere


PRESETS = {
    "limesurvey": ("preset: limesurvey, parameters: {service: Q1}, values: {lecture: A4}", "newtest=Y&lang={}&Q1=A4"),
    "nextcloud": ("preset: nextcloud", "forceLanguage={}"),
    "own names": (
        "parameters: {service: Emne, language: sprog}, values: {lecture: et foredrag}",
        "sprog={}&Emne=et+foredrag",
    ),
    "nothing": ("", ""),
}


@pytest.mark.parametrize("preset", PRESETS)
def test_service_and_language_go_along_under_the_names_of_the_form(tmp_path, preset):
    facts, query = PRESETS[preset]
    site = served(tmp_path, f'{{way: link, address: "https://forms.example.org/s/1", {KNOWN}, {facts}}}')
    for lang, path in LECTURE.items():
        page = parsed(site.output / path.strip("/") / "index.html")
        (there,) = [a.attributes["href"] for a in page.css("main a[href^=https]")]
        assert there == "https://forms.example.org/s/1" + (f"?{query.format(lang)}" if query else "")
        said = page.css_first("main").text()
        assert "forms.example.org" in said and {"da": "Foreningen X", "en": "Association X"}[lang] in said
        # Nextcloud Forms cannot be told which service is asked for: the page says what to choose.
        assert ({"da": "Vælg »Foredrag«", "en": "choose “Lecture”"}[lang] in said) == ("service" not in facts)


def test_an_address_with_parameters_of_its_own_keeps_them(tmp_path):
    way = f'{{way: link, address: "https://forms.example.org/?form=7#top", parameters: {{language: l}}, {KNOWN}}}'
    page = parsed(served(tmp_path, way).output / LECTURE["en"].strip("/") / "index.html")
    assert page.css("main a[href='https://forms.example.org/?form=7&l=en#top']")


def test_the_page_of_the_form_says_that_one_leaves_and_who_sees_the_answers(link):
    page = parsed(link.output / WRITE["en"].strip("/") / "index.html")
    said = page.css_first("main").text()
    assert "You leave our website: the form is on forms.example.org." in said
    assert "It is run by Association X." in said and "Your answers are seen by the office." in said
    assert not page.css("form, script, .files")
    assert len(page.css("main .doors a[href^='https://forms.example.org/']")) == 5


def test_the_page_says_how_long_answers_are_kept_once_that_is_known(missing, post):
    for site, words in ((missing, "Vil I vide, hvor længe vi gemmer det"), (post, "tre måneder")):
        assert words in parsed(site.output / WRITE["da"].strip("/") / "index.html").css_first("main").text()


# For every eye, hand and screen, and on paper


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_way_also_with_errors_and_with_a_letter(opened, missing, post, link, scheme):
    for site in (missing, post, link):
        page = opened(site, color_scheme=scheme)
        assert violations(page) == []
        if site is not link:
            page.locator(SEND).click()
            assert violations(page) == []
    page = opened(missing, color_scheme=scheme, viewport={"width": 320, "height": 640})
    fill_in(page)
    page.locator(SEND).click()
    assert violations(page) == []


@pytest.mark.parametrize("lang", WRITE)
def test_nothing_scrolls_sideways_on_a_small_phone_with_text_twice_as_large(opened, letters, post, link, lang):
    for site in (letters, post, link):
        page = opened(site, WRITE[lang], viewport={"width": 320, "height": 640})
        enlarge_text(page)
        assert overflow(page) == 0
        if site is not link:
            page.locator(SEND).click()
            assert overflow(page) == 0


def test_every_field_and_button_is_large_enough_for_a_thumb(opened, letters):
    page = opened(letters, viewport={"width": 320, "height": 640})
    fill_in(page)
    page.locator(SEND).click()
    small = page.evaluate(
        """() => [...document.querySelectorAll('.request [type=text], textarea, button, .choice, .letter a')]
            .filter(e => e.offsetParent && e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"""
    )
    assert small == []


def in_the_window(pdf: bytes, lines: list[str], below: str) -> None:
    """Check that a sheet of A4 shows an address in the window of an envelope, and the rest below it."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    assert len(document) == 1
    sheet = document[0]
    assert [round(side * POINT) for side in sheet.get_size()] == [210, 297]
    text = sheet.get_textpage()
    assert text.get_text_range().splitlines()[:3] == lines
    assert text.get_text_range().splitlines()[3].startswith(below)

    def place(words):
        left, _bottom, _right, top = text.get_charbox(text.search(words).get_next()[0])
        return left * POINT, (sheet.get_height() - top) * POINT

    for x, y in map(place, lines):
        assert 19.5 < x < 21.5 and 45 < y < 70
    assert place(below)[1] > 85  # the window of a C5 or DL envelope ends before


@pytest.mark.parametrize("lang", WRITE)
def test_printed_the_letter_is_one_a4_with_the_address_in_the_window(opened, missing, lang):
    page = opened(missing, f"{WRITE[lang]}#lecture")
    for name, said in TYPED.items():
        page.locator(f"#{name}").fill(said)
    page.locator(SEND).click()
    name = {"da": "MåneForeningen", "en": "Moon Drug Users Union"}[lang]
    town = {"da": "9999 Måneby", "en": "9999 Moon Town"}[lang]
    pdf = page.pdf(prefer_css_page_size=True)
    in_the_window(pdf, [name, "Opdigtet Allé 7", town], {"da": "Henvendelse om", "en": "Request for"}[lang])
    said = pypdfium2.PdfDocument(io.BytesIO(pdf))[0].get_textpage().get_text_bounded()
    assert "ase+bf@example.org" in said and "112" not in said and "Menu" not in said


def test_printed_without_script_the_page_is_a_form_on_one_a4(opened, missing):
    page = opened(missing, java_script_enabled=False)
    pdf = page.pdf(prefer_css_page_size=True)
    in_the_window(pdf, ["MåneForeningen", "Opdigtet Allé 7", "9999 Måneby"], "Hvad vil I bede om?")
    said = pypdfium2.PdfDocument(io.BytesIO(pdf))[0].get_textpage().get_text_bounded()
    for words in ("Kontaktperson", "Telefon eller e-mail", "Stor videoskærm", "Andet, vi skal vide"):
        assert words in said


@pytest.mark.parametrize("lang", WRITE)
def test_the_form_is_offered_as_a_tagged_file_to_fill_in(missing, lang):
    page = parsed(missing.output / WRITE[lang].strip("/") / "index.html")
    (file,) = page.css(".files a")
    data = (missing.output / WRITE[lang].strip("/") / file.attributes["href"]).read_bytes()
    size = page.css_first(".files span").text()
    assert size == f"PDF, {round(len(data) / 1000)}\u00a0kB"
    name = {"da": "MåneForeningen", "en": "Moon Drug Users Union"}[lang]
    town = {"da": "9999 Måneby", "en": "9999 Moon Town"}[lang]
    in_the_window(data, [name, "Opdigtet Allé 7", town], {"da": "Skriv til os", "en": "Write to us"}[lang])
    with pikepdf.open(io.BytesIO(data)) as document:
        fields = {str(field.T): str(field.TU) for field in document.Root.AcroForm.Fields}
        assert fields.keys() >= {"topic", "organisation", "contact", "phone_or_email", "service-5", "equipment-3"}
        assert all(fields.values())
        assert document.Root.MarkInfo.Marked and str(document.Root.Lang) == lang
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_the_thanks_are_found_by_the_form_alone(post):
    assert "tak/" not in (post.output / "sitemap.xml").read_text("utf-8")
    page = parsed(post.output / "foredrag-og-samarbejde/tak/index.html")
    assert page.css_first("meta[name=robots]").attributes["content"] == "noindex"
    leading = {path.parent.name for path in post.output.rglob("*.html") if "tak/" in path.read_text("utf-8")}
    assert leading == {"skriv", "thank-you"}  # the form, and the same page in the other language


# On a machine that others use too


def test_the_form_asks_the_browser_to_remember_nothing(missing, post):
    for site in (missing, post):
        for path in WRITE.values():
            form = parsed(site.output / path.strip("/") / "index.html").css_first("form")
            assert form.attributes["autocomplete"] == "off"
            assert {field.attributes.get("autocomplete") for field in form.css("input, textarea")} <= {None, "off"}


def test_after_leaving_back_brings_an_empty_form(opened, missing, script):
    page = opened(missing, java_script_enabled=script)
    fill_in(page)
    page.goto(missing.address + "/om/")
    page.go_back()
    page.wait_for_url(missing.address + WRITE["da"])
    assert typed(page) == NOTHING


def test_where_the_browser_keeps_the_page_as_it_was_the_form_is_empty_and_no_letter_is_left(browser, letters):
    """As Chromium kept it: the tests' browser keeps none, so the page is told that it goes and comes."""
    page = browser.new_page()
    page.goto(f"{letters.address}{WRITE['da']}#lecture")
    fill_in(page)
    page.locator(SEND).click()
    assert page.locator(".letter").is_visible()
    page.evaluate(
        "for (const name of ['pagehide', 'pageshow']) dispatchEvent(new PageTransitionEvent(name, {persisted: true}))"
    )
    assert typed(page) == NOTHING | {"checked": "Foredrag"}  # the service that the address names
    assert not page.locator(".letter").is_visible()
    assert not any(words in page.content() for words in ("ase+bf", "ase%2Bbf", "Åse O", "%C3%85se"))
    page.close()

"""One visit to a page, in which everything is asked that must be true of every page, whatever stands on it."""

import contextlib
import re

from axe_playwright_python.sync_playwright import Axe
from conftest import enlarge_text
from playwright.sync_api import Page

AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "rules": {"color-contrast-enhanced": {"enabled": True}},  # WCAG 1.4.6: 7 to 1
    "reporter": "no-passes",
    "preload": False,  # the pages have no style but their own
}
SCRIPT = Axe().axe_script
ASK_AXE = "how => axe.run(document, how).then(told => told.violations.map(each => [each.id, each.nodes[0].html]))"
MODES = ("wide", "zoomed", "own")
WIDE, TABLET, PHONE = ({"width": w, "height": h} for w, h in ((1280, 800), (768, 800), (320, 640)))
ZOOMED = {"width": 320, "height": 256}  # a wide screen at 400 %
OWN = r"/images/[a-z0-9-]+\.(svg|png|jpe?g|webp)"
# What a thumb should meet and is too small for it; links in a sentence aside.
SMALL = """() => [...document.querySelectorAll('a')].filter(a => {
    if (a.closest('p, li:not(nav li, .doors li)') && !a.closest('.call, .alone')) return false;
    if (a.matches('.skip, .footnote-ref, .footnote-backref')) return false;
    const box = a.getBoundingClientRect();
    return box.height && (box.height < 44 || box.width < 24);
}).map(a => a.outerHTML + a.getBoundingClientRect().height)"""
# Text in a column so narrow that its words are broken.
NARROW = """() => [...document.querySelectorAll('main li, main p')].filter(part => {
    const style = getComputedStyle(part);
    const room = part.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const words = [...part.childNodes].some(node => node.nodeType === 3 && node.data.trim().length > 12);
    return words && part.offsetHeight > 1 && room < 4.5 * parseFloat(style.fontSize);
}).map(part => part.outerHTML)"""
KEPT = "localStorage.length + sessionStorage.length"
AT_ONCE = "[...document.scripts].filter(s => s.type != 'application/ld+json' && !s.defer).length"
RED = "rgb(179, 0, 30)"
# Each element on a page that is painted red: its ground, a border, its letters.
PAINTED_RED = """red => [...document.querySelectorAll("body *")].filter(element => {
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    const borders = ["Top", "Right", "Bottom", "Left"].some(
        side => style[`border${side}Color`] === red && parseFloat(style[`border${side}Width`]));
    return box.width && (style.backgroundColor === red || style.color === red || borders);
}).filter(element => !element.closest(
    ".lid, .alarm, .call, .emergency h1, .errors, [aria-invalid], .error, .form .text > p:first-child"
)).map(element => element.outerHTML.slice(0, 80))"""
# Letters in the bin's yellow stand on dark ground.
YELLOW_LETTERS = """() => [...document.querySelectorAll("body *")].filter(element => {
    if (getComputedStyle(element).color !== "rgb(255, 214, 10)" || !element.getClientRects().length) return false;
    let ground = element;
    while (ground && getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)") ground = ground.parentElement;
    const [red, green, blue] = getComputedStyle(ground ?? document.body).backgroundColor.match(/\\d+/g).map(Number);
    return red + green + blue > 120;
}).map(element => element.outerHTML.slice(0, 80))"""
# A drawing that covers its step's words, or is covered by the next step.
COVERED = """() => [...document.querySelectorAll("li.drawn")].filter(step => {
    const images = [...step.querySelectorAll("img")].map(image => image.getBoundingClientRect());
    const range = document.createRange(), words = [];
    for (const node of step.childNodes) {
        if (node.nodeName !== "IMG") { range.selectNode(node); words.push(...range.getClientRects()); }
    }
    const end = step.getBoundingClientRect().bottom + 1;
    return images.some(image => image.bottom > end || words.some(word => word.width > 1
        && word.left < image.right - 1 && word.right > image.left + 1
        && word.top < image.bottom - 3 && word.bottom > image.top + 3));
}).map(step => step.innerText)"""
MOVING = """() => [...document.querySelectorAll('*')].filter(e => getComputedStyle(e).transitionDuration != '0s')
    .map(e => e.outerHTML).concat(document.getAnimations().map(String))
    .concat(getComputedStyle(document.documentElement).scrollBehavior == 'auto' ? [] : ['scrolls smoothly'])"""
LEADS = "[...document.querySelectorAll('header a, nav a')].map(a => [a.innerText.trim(), a.getAttribute('href')])"


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def violations(page: Page, options: dict = AXE) -> list[tuple[str, str]]:
    """Return what axe finds on a page: each rule that is broken, and where first. options: which rules."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    return [tuple(each) for each in page.evaluate(ASK_AXE, options)]


def found(page: Page, address: str, path: str, modes: tuple[str, ...] = MODES) -> dict[str, object]:
    """Visit a page; return what is wrong with it, by what was asked. modes: those in which axe is asked too."""
    asked, said = [], []
    page.emulate_media(color_scheme="light", forced_colors="none")
    page.set_viewport_size(WIDE)
    with _heard(page, asked, said):
        page.goto(address + path)
        wrong = {"keeps": _kept(page), "runs at once": page.evaluate(AT_ONCE), "names": _names(page)}
        wrong |= {"moves": page.evaluate(MOVING)} | _colours(page, "light")
        if "wide" in modes:
            wrong["axe, in light colours on a wide screen"] = violations(page)
        for name, size in (("wide screen", WIDE), ("tablet", TABLET), ("phone", PHONE)):
            page.set_viewport_size(size)
            wrong[f"drawings over words on a {name}"] = page.evaluate(COVERED)
        wrong |= {"wider than a phone": overflow(page), "too small for a thumb": page.evaluate(SMALL)}
        page.emulate_media(color_scheme="dark")
        wrong |= _colours(page, "dark")
        if "zoomed" in modes:
            page.set_viewport_size(ZOOMED)
            wrong["axe, in dark colours at 400 %"] = violations(page)
            page.set_viewport_size(PHONE)
        page.emulate_media(color_scheme="light")
        enlarge_text(page)
        wrong["wider than a phone, at 200 %"] = overflow(page)
        wrong["too narrow for words, at 200 %"] = page.evaluate(NARROW)
        if "own" in modes:
            page.emulate_media(forced_colors="active")
            page.set_viewport_size(ZOOMED)
            wrong["axe, in the reader's own colours at 200 %"] = violations(page)
    wrong |= {"asks others": _others(asked, address, path), "says": said}
    return {question: answer for question, answer in wrong.items() if answer}


def _colours(page: Page, scheme: str) -> dict[str, list[str]]:
    """Return what is red and no emergency, and what is written in yellow on a light ground."""
    # All of /112/ is the emergency.
    red = [] if page.url.endswith("/112/") else page.evaluate(PAINTED_RED, RED)
    yellow = page.evaluate(YELLOW_LETTERS)
    return {f"red, in {scheme} colours": red, f"yellow letters, in {scheme} colours": yellow}


@contextlib.contextmanager
def _heard(page: Page, asked: list[str], said: list[str]):
    """Note what a page asks for and says while the block runs."""

    def asks(request):
        asked.append(request.url)

    def says(message):
        said.append(message.text)

    page.on("request", asks)
    page.on("console", says)
    yield
    page.remove_listener("request", asks)
    page.remove_listener("console", says)


def _others(asked: list[str], address: str, path: str) -> list[str]:
    """Return what a page asks for beside itself, its own drawings, and one script of its own, which waits."""
    rest = [url for url in asked if url != address + path]
    rest = [url.removeprefix(address) for url in rest if not re.fullmatch(OWN, url.removeprefix(address))]
    return rest if len(rest) > 1 or any(not re.fullmatch(r"/js/[a-z]+-[0-9a-f]{8}\.js", url) for url in rest) else []


def _kept(page: Page) -> list:
    return [*page.context.cookies(), *([KEPT] if page.evaluate(KEPT) else [])]


def _names(page: Page) -> list[str]:
    """Return links and fields without a name, and names in the header that lead to two places."""
    tree, leads = page.locator("body").aria_snapshot(), {}
    nameless = re.findall(r"^\s*- (?:link|button|textbox|radio|checkbox|img)(?::|$)", tree, re.MULTILINE)
    return nameless + [name for name, href in page.evaluate(LEADS) if leads.setdefault(name, href) != href]

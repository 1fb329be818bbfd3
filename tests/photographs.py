"""Photographs of the style guide: each part of a page, reduced, in one picture a language, width and scheme.

They are taken with the font that paper has, which every machine installs, and at a fixed day and minute. Reduced to a
quarter, so that it is the design that is compared and not how a machine smooths its letters.
"""

import base64
import functools
import io
import json
from datetime import datetime
from pathlib import Path

from font_hanken_grotesk import font_directory
from PIL import Image, ImageChops, ImageOps

FOLDER = Path(__file__).parent / "photographs"
DAY = 1_795_518_000  # seconds: Tuesday 24 November 2026 at noon in Copenhagen, within opening hours
REDUCED = 5  # to one pixel from so many
DIFFERS = 60  # of 255, in a colour of a reduced pixel
SHARE = 0.002  # of a part's pixels that may differ so: how letters are smoothed
PARTS = ".top, .row, .shown:not(#text), #text section, .foot"
IN_USE = ".top, .row, #opening, #call, #form, #letters, #text section, .foot"
FOCUSED = "#opening a, .call a, .doors a, .letters a, .never a, .foot a, .exit a, #topic, .choice input, button"


def fonts() -> str:
    """Return the style that sets a page in the font, whatever fonts a machine has."""
    rules = ""
    for weights, name in (("100 500", "Regular"), ("600 900", "Bold")):
        data = base64.b64encode(Path(font_directory, f"HankenGrotesk-{name}.otf").read_bytes()).decode()
        font = f"font-family: Photographed; font-weight: {weights}; src: url(data:font/otf;base64,{data})"
        rules += f"@font-face {{ {font} }}"
    return rules + "*, ::before, ::after { font-family: Photographed !important }"


def taken(browser, address: str, path: str, width: int, scheme: str, style: str = "") -> dict[str, Image.Image]:
    """Return the parts of a page by name, reduced. scheme: light, dark or print. style: what is changed in it."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,
        timezone_id="Europe/Copenhagen",
    )
    page = context.new_page()
    page.clock.set_fixed_time(datetime.fromtimestamp(DAY))
    if scheme == "print":
        page.emulate_media(media="print")
    page.goto(address + path)
    page.add_style_tag(content=fonts() + style)
    page.evaluate(
        """async () => {
            document.querySelectorAll("img").forEach(image => { image.loading = "eager"; });
            await Promise.all([...document.images].map(image => image.decode().catch(() => {})));
            await Promise.all(["400", "700"].map(weight => document.fonts.load(`${weight} 1em Photographed`)));
        }"""
    )
    parts = _pictures(page, PARTS)
    if scheme != "print":
        _use(page)
        parts |= {f"{name}, in use": picture for name, picture in _pictures(page, IN_USE).items()}
    context.close()
    return parts


def _pictures(page, selector: str) -> dict[str, Image.Image]:
    """Return what is seen of each part by its id, its heading's or its class; one photograph serves all."""
    whole = Image.open(io.BytesIO(page.screenshot(full_page=True, animations="disabled"))).convert("RGB")
    boxes = page.evaluate(
        """selector => [...document.querySelectorAll(selector)].map(part => {
            const box = part.getBoundingClientRect();
            const edges = [box.left + scrollX, box.top + scrollY, box.right + scrollX, box.bottom + scrollY];
            return [part.id || part.querySelector("h2[id]")?.id || part.className, ...edges.map(Math.round)];
        })""",
        selector,
    )
    return {name: whole.crop(box).reduce(REDUCED) for name, *box in boxes if box[0] < box[2] and box[1] < box[3]}


def _use(page) -> None:
    """Open what opens, let the form find what is missing, and give the focus to one of each kind."""
    for way in (".bar__menu", ".contents__to"):
        page.locator(way).evaluate("link => link.click()")
    page.locator("form button").click()
    _focus(page)


def _focus(page):
    """Show each of these as if it had the focus."""
    tools = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        tools.send(f"{domain}.enable")
    root = tools.send("DOM.getDocument")["root"]["nodeId"]
    for node in tools.send("DOM.querySelectorAll", {"nodeId": root, "selector": FOCUSED})["nodeIds"]:
        tools.send("CSS.forcePseudoState", {"nodeId": node, "forcedPseudoClasses": ["focus", "focus-visible"]})


def keep(parts: dict[str, Image.Image], file: Path) -> None:
    """Write the parts of a page into one picture, one below the other, with where each stands."""
    sheet = Image.new("RGB", (max(part.width for part in parts.values()), sum(part.height for part in parts.values())))
    y = 0
    for part in parts.values():
        sheet.paste(part, (0, y))
        y += part.height
    told = json.dumps([[name, *part.size] for name, part in parts.items()])
    file.parent.mkdir(parents=True, exist_ok=True)
    ImageOps.posterize(sheet, 4).save(file, lossless=True, method=6, xmp=told.encode())


def kept(file: Path) -> dict[str, Image.Image]:
    """Return the parts that a picture holds."""
    with Image.open(file) as picture:
        places, sheet, parts, y = json.loads(picture.info["xmp"]), picture.convert("RGB"), {}, 0
    for name, width, height in places:
        parts[name] = sheet.crop((0, y, width, y + height))
        y += height
    return parts


def differing(now: dict[str, Image.Image], before: dict[str, Image.Image]) -> list[str]:
    """Return the names of the parts that look otherwise, are new, or are gone."""
    names = dict.fromkeys([*now, *before])
    return [name for name in names if name not in now or name not in before or not _same(now[name], before[name])]


def _same(one: Image.Image, other: Image.Image) -> bool:
    if one.size != other.size:
        return False
    channels = ImageChops.difference(one, other).split()
    far = [channel.point(lambda value: 255 * (value > DIFFERS)) for channel in channels]
    most = functools.reduce(ImageChops.lighter, far)
    return most.histogram()[255] <= SHARE * one.width * one.height

"""What holds on every page of a site, whatever its texts say: asked of the made-up union's site and of the real one."""

import itertools
import re
from pathlib import Path
from urllib.parse import urljoin

from conftest import SITEURL
from selectolax.lexbor import LexborHTMLParser
from site_map import PREFIX, listed

Pages = dict[str, LexborHTMLParser]


def words(node) -> str:
    return re.sub(r"\s+", " ", node.text(deep=True, separator=" ").replace("\u00a0", " "))


def each_has_one_title_one_h1_landmarks_and_headings_in_order(pages: Pages) -> None:
    titles = set()
    for path, page in pages.items():
        for part in ("h1", "main", "body > header", "footer"):
            assert len(page.css(part)) == 1, (path, part)
        levels = [int(h.tag[1]) for h in page.css("h1, h2, h3, h4, h5, h6")]
        assert levels[0] == 1 and all(b <= a + 1 for a, b in itertools.pairwise(levels)), path
        assert page.css_first("meta[name=description]").attributes["content"], path
        titles.add((page.root.attributes["lang"], page.css_first("title").text()))
    assert len(titles) == len(pages) > 10


def what_is_missing_leaves_no_gap(pages: Pages) -> None:
    for path, page in pages.items():
        read = LexborHTMLParser(page.html)
        for data in read.css("script"):  # what machines read is no gap
            data.decompose()
        text = words(read.body)
        assert not re.search(r"TBD|TODO|U-1\d\d|\{\{|\}\}|[\ue000-\uf8ff]", text), path
        shown = [part for part in page.css("dd, dt, li, p, td") if "hidden" not in part.attributes]
        assert not [part for part in shown if not part.text(strip=True)], path
        assert not page.css("a[href=''], a:not([href])"), path


def the_emergency_line_comes_first(pages: Pages, content: Path) -> None:
    (emergency,) = {page.key for page in listed(content).values() if page.kind == "emergency"}
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
            assert target == SITEURL + listed(content)[emergency, lang].address


def each_leads_to_its_counterpart_and_names_that_language_in_itself(pages: Pages, content: Path) -> None:
    at = {page.path: page for page in listed(content).values()}
    followed = 0
    for path, page in pages.items():
        lang = page.root.attributes["lang"]
        other = {"da": "en", "en": "da"}[lang]
        twin = listed(content).get((at[path].key, other))
        links = page.css("header a[hreflang]")
        assert len(links) == bool(twin), path
        for link in links:
            assert words(link).strip() == {"da": "Dansk", "en": "English"}[other]
            assert link.attributes["lang"] == link.attributes["hreflang"] == other
            assert urljoin(f"{SITEURL}/{path}", link.attributes["href"]) == SITEURL + twin.address, path
            followed += 1
    assert followed > 10


def only_the_404_has_addresses_from_the_root(pages: Pages) -> None:
    for path, page in pages.items():
        if path.endswith("404.html"):
            addresses = [a.attributes["href"] for a in page.css("a[href]")]
            assert addresses and all(re.match(r"/|#|tel:|https:", address) for address in addresses)
        else:
            assert not page.css("a[href^='/'], [src^='/']"), path
    assert {f"{prefix}404.html" for prefix in PREFIX.values()} <= pages.keys()


def every_picture_keeps_its_room_before_it_is_there(pages: Pages) -> None:
    images = [(path, image) for path, page in pages.items() for image in page.css("img")]
    assert images
    for path, image in images:
        assert int(image.attributes["width"]) > 0 < int(image.attributes["height"]), path
        assert len(image.attributes["alt"]) > 3 and not image.attributes["alt"].endswith(".svg"), path


def what_is_in_another_language_says_so(pages: Pages) -> None:
    read = 0
    for path, shared in pages.items():
        page = LexborHTMLParser(shared.html)
        lang = page.root.attributes["lang"]
        for node in page.css("a[hreflang]"):
            assert node.attributes["hreflang"] == lang or node.attributes.get("lang") == node.attributes["hreflang"]
        marked = " ".join(node.text() for node in page.css(f"[lang]:not(html):not([lang={lang}])"))
        for name in page.css(".sources, .index"):  # publishers' names are in their own language, as names are
            name.decompose()
        for node in page.css("main p, main li, main dd, main h2"):
            read += 1
            for word in re.findall(r"\b(?:the|and|with|og|ikke|eller)\b", node.text(deep=True)):
                foreign = word in ("the", "and", "with") if lang == "da" else word in ("og", "ikke", "eller")
                assert not foreign or word in marked, (path, node.text())
    assert read > 100


def page_of(text: str) -> LexborHTMLParser:
    """Return a page that says one thing."""
    page = LexborHTMLParser("<main><p></p></main>")
    page.css_first("p").insert_child(text)
    return page

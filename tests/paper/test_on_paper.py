"""What a volunteer gets from the printer: every word, in its place, the right way up, in the right ink."""

import io
import re
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from conftest import SITEURL, parsed, snapshot
from printed import (
    MM,
    Pamphlet,
    alike,
    at_the_edge,
    beyond_the_margin,
    cell,
    codes,
    hard_to_read,
    operators,
    pictures,
    sections,
    squeezed,
    words,
)
from site_map import of_kind

PAMPHLETS = {page.key: page.format for page in of_kind("pamphlet")}
EVERY = [pytest.param(key, lang, id=f"{key}-{lang}") for key in PAMPHLETS for lang in ("da", "en")]
SAME = 0.95  # of two pictures of one panel; two panels that differ reach 0.94 at most
DPI = 100


@pytest.fixture
def pamphlet(published, key, lang):
    return Pamphlet(published, key, lang)


every = pytest.mark.parametrize(("key", "lang"), EVERY)


# --- Words ------------------------------------------------------------------------------------------------------


@every
def test_each_panel_prints_every_word_of_its_section_on_the_web(pamphlet):
    front, *others = map(squeezed, sections(parsed(pamphlet.page())))
    printed = words(pamphlet.file("reading"))
    if len(printed) == 1:
        assert "".join([front, *others]) in printed[0]
    else:
        assert front in printed[0]
        for section, panel in zip(others, printed[1:], strict=True):
            assert panel.startswith(section)


@every
def test_every_edition_prints_the_same_words_in_the_same_ink_or_less(pamphlet):
    reading = sorted("".join(words(pamphlet.file("reading"))))
    for edition in ("black", "colour", "print-shop"):
        printed = sorted("".join(words(pamphlet.file(edition))))
        if pamphlet.form.bilingual:
            other = pamphlet.other
            both = sorted("".join(words(pamphlet.file("reading")) + words(other.file("reading"))))
            times = len(printed) // len(both)
            assert printed == sorted(both * times)
        else:
            assert printed == reading


def test_the_imprint_says_whose_it_is_of_which_month_and_that_no_doctor_has_read_it(published):
    back = words(Pamphlet(published, "safer-injecting-trifold", "da").file("reading"))[-1]
    said = "OpdigtetAllé7,9999MånebyTelefon+4512345678Cafédagligtkl.1117.Ring,førdutagerafsted."
    assert said in back
    assert "example.org/pjecer/fixmeresikkertNovember2026.Ikketjekketafforeningenellerenlægeendnu." in back


def test_nothing_on_the_card_tells_whose_it_is_and_the_poster_gives_no_second_address(published):
    for lang, name in (("da", "MåneForeningen"), ("en", "MoonDrugUsersUnion")):
        card = words(Pamphlet(published, "overdose-card", lang).file("black"))
        assert not re.search("måne|moon|bruger|stof|drug|methadon|metadon", "".join(card), re.IGNORECASE)
        poster = words(Pamphlet(published, "overdose-poster", lang).file("black"))[0]
        assert name in poster and "Opdigtet" not in poster


# --- Places -----------------------------------------------------------------------------------------------------


def sides_of(pamphlet) -> list[list]:
    panels = len(pictures(pamphlet.file("reading")))
    return [pamphlet.form.places(rows) for rows in pamphlet.form.sides(panels)]


@every
@pytest.mark.parametrize("edition", ["black", "colour"])
def test_each_panel_lies_in_its_place_and_the_right_way_up(pamphlet, edition):
    dpi = 200  # a grid that lies half a pixel off blurs drawings
    panels = pictures(pamphlet.file("reading"), dpi)
    if pamphlet.form.bilingual:
        other = pamphlet.other
        panels = panels + pictures(other.file("reading"), dpi)
    panels, sheets = ([inked(each) for each in side] for side in (panels, pictures(pamphlet.file(edition), dpi)))
    for side, sheet in zip(sides_of(pamphlet), sheets, strict=True):
        for place in side:
            if place.panel:
                found = [alike(cell(sheet, place, dpi), panel, dpi) for panel in panels]
                assert found.index(max(found)) == place.panel - 1 and max(found) > SAME


def inked(picture):
    """Return what is dark of a picture in black: yellow is white in the black edition, and K alone is not quite black on a screen."""
    return picture.point(lambda grey: 255 if grey > 120 else 0)


@every
@pytest.mark.parametrize("edition", ["black", "colour"])
def test_an_office_printer_can_print_it_all(pamphlet, edition):
    """Nothing stands within 5 mm of the sheet's edge."""
    assert not at_the_edge(pamphlet.file(edition))


@every
def test_no_word_stands_nearer_the_edge_of_its_panel_than_the_margin(pamphlet):
    assert beyond_the_margin(pamphlet) == []


def test_the_two_sides_of_the_trifolds_flap_are_equally_narrow_and_back_to_back(published):
    front, back = sides_of(Pamphlet(published, "safer-injecting-trifold", "da"))
    flap = next(place for place in front if place.panel == 2)
    behind = next(place for place in back if place.panel == 5)
    assert flap.width == behind.width == 97
    assert flap.x == 297 - behind.x - behind.width  # turned over the short edge, left is right


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_pocket_book_folded_and_cut_reads_from_one_to_eight(published, lang):
    """The sheet is cut along its printed line, folded lengthwise, its ends pushed together; then leafed through."""
    pamphlet = Pamphlet(published, "hepatitis-c-pocket", lang)
    (sheet,) = pictures(pamphlet.file("colour"), DPI)
    panels = pictures(pamphlet.file("reading"), DPI)
    pixel = DPI / 25.4
    # The printed line runs over the two columns in the middle, and only there.
    middle = [
        min(
            sheet.crop(
                (round(x * pixel), round(104.5 * pixel), round((x + 40) * pixel), round(105.5 * pixel))
            ).tobytes()
        )
        for x in (20, 95, 165)
    ]
    assert middle[0] == 255 and middle[1] < 200 and middle[2] < 200
    # Eight cells; above the fold lengthwise they stand on their heads when the sheet lies flat.
    cells = {}
    for row in (0, 1):
        for column in range(4):
            box = [column * 74.25, row * 105, (column + 1) * 74.25, (row + 1) * 105]
            cut = sheet.crop([round(edge * pixel) for edge in box])
            cells[row, column] = cut.rotate(180) if row == 0 else cut
    # Back to back: in the outer columns over the fold lengthwise, in the inner ones, which the cut has freed, over
    # the crease between them. Facing each other: over the creases between an outer and an inner column.
    back = {(0, c): (1, c) for c in (0, 3)} | {(r, 1): (r, 2) for r in (0, 1)}
    back |= {other: one for one, other in back.items()}
    facing = {(r, 0): (r, 1) for r in (0, 1)} | {(r, 3): (r, 2) for r in (0, 1)}
    facing |= {other: one for one, other in facing.items()}
    at, read = (1, 3), []  # the front lies at the bottom right
    for _leaf in range(4):
        read += [at, back[at]]
        at = facing[back[at]]
    assert at == (1, 3) and len(set(read)) == 8
    for panel, place in zip(panels, read, strict=True):
        assert alike(cells[place], panel, DPI) > SAME


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_booklet_folded_on_its_pile_reads_from_the_first_page_to_the_last(published, lang):
    pamphlet = Pamphlet(published, "relatives-booklet", lang)
    sheets = pictures(pamphlet.file("colour"), DPI)
    halves = [
        (
            sheet.crop((0, 0, sheet.width // 2, sheet.height)),
            sheet.crop((sheet.width // 2, 0, sheet.width, sheet.height)),
        )
        for sheet in sheets
    ]
    # Page 1 of the file lies outermost. Each sheet's right half is read on the way in, its left half on the way out;
    # on its back, turned over the short edge, it is the other way round.
    way_in = [half for front, back in zip(halves[::2], halves[1::2], strict=True) for half in (front[1], back[0])]
    way_out = [half for front, back in zip(halves[::2], halves[1::2], strict=True) for half in (front[0], back[1])]
    read = way_in + way_out[::-1]
    panels = pictures(pamphlet.file("reading"), DPI)
    assert len(read) == len(panels) == 8
    for panel, page in zip(panels, read, strict=True):
        assert alike(page, panel, DPI) > SAME


def test_a_printers_dialogue_begins_with_the_right_size_and_edge(published):
    edges = {"trifold": "/DuplexFlipShortEdge", "booklet": "/DuplexFlipShortEdge", "card": "/DuplexFlipLongEdge"}
    for key, form in PAMPHLETS.items():
        with pikepdf.open(Pamphlet(published, key, "da").file("black")) as document:
            wishes = document.Root.ViewerPreferences
            assert wishes.PrintScaling == "/None"
            assert wishes.Duplex == edges.get(form, "/Simplex")


# --- Ink --------------------------------------------------------------------------------------------------------


@every
def test_the_black_edition_is_grey_and_the_colour_ones_print_text_in_black_alone(pamphlet):
    for edition in pamphlet.editions:
        used = operators(pamphlet.file(edition))
        kinds = {operator for operator, _parts in used}
        if edition.startswith("black"):
            assert kinds <= {"g", "G"}
        elif edition != "reading":
            assert kinds <= {"k", "K"}
            for operator, parts in used:
                assert parts[3] == 0 or parts[:3] == (0, 0, 0) or (operator == "k" and parts == (0, 1, 0.9, 0.25))


@every
def test_every_word_can_be_read_in_grey(pamphlet):
    assert hard_to_read(pamphlet) == []


def test_every_font_is_embedded_and_comes_from_the_pinned_package(published):
    for path in published.rglob("*.pdf"):
        with pikepdf.open(path) as document:
            fonts = [
                each
                for each in document.objects
                if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"
            ]
            assert fonts
            for font in fonts:
                assert re.fullmatch(r"/[A-Z]{6}\+Hanken-Grotesk(-Bold|-Italic)*", str(font.BaseFont)), font.BaseFont
            for each in document.objects:
                if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor":
                    assert any(name in each for name in ("/FontFile", "/FontFile2", "/FontFile3"))


@every
def test_a_phone_reads_the_qr_code_and_finds_the_page(pamphlet):
    emergency = PAMPHLETS[pamphlet.key] in ("card", "poster")
    own = f"{SITEURL}/" + ("112/" if emergency else f"{pamphlet.address}/")
    assert (pamphlet.site / own.removeprefix(f"{SITEURL}/") / "index.html").is_file()
    for edition in ("black", "colour", "reading"):
        assert set(codes(pamphlet, edition)) == {own}, edition


def test_without_an_address_there_is_no_code_and_the_panel_says_where_the_sources_are(site):
    for key in PAMPHLETS:
        pamphlet = Pamphlet(site, key, "da")
        for picture in pictures(pamphlet.file("reading"), 150):
            assert not zxingcpp.read_barcodes(picture)
    back = words(Pamphlet(site, "safer-injecting-trifold", "da").file("reading"))[-1]
    assert back.endswith("Kildernestårpåvoreshjemmeside.November2026.Ikketjekketafforeningenellerenlægeendnu.")


@every
def test_a_print_shop_gets_its_boxes_bleed_and_marks(pamphlet):
    form = pamphlet.form
    size = form.panel if form.one_by_one else form.sheet
    scale = form.editions[-1].scale
    with pikepdf.open(pamphlet.file("print-shop")) as document:
        for page in document.pages:
            media, trim, bleed = ([float(edge) for edge in box] for box in (page.MediaBox, page.TrimBox, page.BleedBox))
            assert media[:2] == [0, 0]
            assert trim[2] - trim[0] == pytest.approx(size[0] * scale * MM, abs=0.1)
            assert trim[3] - trim[1] == pytest.approx(size[1] * scale * MM, abs=0.1)
            assert trim[0] - bleed[0] == pytest.approx(3 * MM, abs=0.1)
    # Colour reaches the edge of the bleed, marks stand outside it.
    picture = pictures(pamphlet.file("print-shop"), DPI)[0]
    pixel, around = DPI / 72, trim[0] * DPI / 72
    corner = picture.crop((0, 0, round(around - 3.5 * MM * pixel), round(around + 2)))
    assert corner.getextrema()[0] < 128


# --- For readers of PDFs ------------------------------------------------------------------------------------------


def tags(element, depth=0):
    """Yield the type of each element of a PDF's structure with the element, in reading order."""
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield str(child.S), child
            yield from tags(child, depth + 1)


@every
def test_a_screen_reader_gets_title_language_headings_and_order(pamphlet):
    with pikepdf.open(pamphlet.file("reading")) as document:
        root, page = document.Root, parsed(pamphlet.page())
        assert root.MarkInfo.Marked is True and root.Lang == pamphlet.lang
        assert root.ViewerPreferences.DisplayDocTitle is True
        assert document.docinfo["/Title"] == page.css_first("h1").text()
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
        found = list(tags(root.StructTreeRoot))
        headings = [name for name, _element in found if re.fullmatch("/H[1-6]?", name)]
        assert headings[0] == "/H1" and headings.count("/H1") == 1
        assert headings[1:] == ["/H2"] * (len(headings) - 1)
        assert len(headings) - 1 == len(page.css(".text section:not(.sources) > h2"))
        assert all("/Alt" in element for name, element in found if name == "/Figure")
        assert {name for name, _element in found} & {"/L", "/P"}
        # What is read in order is what stands on the pages in order.
        order = [_page_of(element, document) for name, element in found if "/Pg" in element]
        assert all(one <= other for one, other in pairwise(order))


def _page_of(element, document):
    return next(number for number, page in enumerate(document.pages) if page.obj == element.Pg)


# --- The printer test ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["printertest.pdf", "en/printer-test.pdf"])
def test_the_printer_test_measures_true_and_answers_whichever_way_it_was_turned(published, path):
    front, back = pictures(published / path, 254)  # ten pixels a mm
    assert front.size == (2971, 2100)  # A4 lying, to the pixel above
    # The bank card: a frame of 85.6 × 54 mm.
    row = front.crop((0, 700, 2970, 900))
    columns = [x for x in range(200, 1400) if sum(row.crop((x, 0, x + 1, 200)).tobytes()) / 200 < 100]
    assert max(columns) - min(columns) == pytest.approx(856, abs=6)
    # Three frames along each edge, at 5, 8 and 11 mm.
    middle = front.crop((0, 1900, 150, 1901)).tobytes()
    dark = [x for x, grey in enumerate(middle) if grey < 128]
    for edge in (50, 80, 110):
        assert any(abs(x - edge) <= 4 for x in dark)
    # One answer is upright, and the other is when the sheet came out upside down.
    upright, turned = pypdfium2.PdfDocument(published / path)[1], back.rotate(180)
    assert upright.get_textpage().count_chars() > 200 and alike(back, turned, 254) < SAME


# --- What is made again -------------------------------------------------------------------------------------------


def test_the_page_says_how_large_each_file_is(published, key="overdose-poster"):
    pamphlet = Pamphlet(published, key, "da")
    links = parsed(pamphlet.page()).css(".files li")
    assert len(links) == len(pamphlet.editions)
    for item, edition in zip(links, pamphlet.editions, strict=True):
        href = item.css_first("a").attributes["href"]
        size = (pamphlet.page().parent / href).stat().st_size
        assert pamphlet.file(edition).name == href
        assert f"{round(size / 1000)}\N{NO-BREAK SPACE}kB" in item.text()


def test_two_builds_from_nothing_give_the_same_files_and_one_changed_pamphlet_leaves_the_others(editor):
    editor.has_nothing_made()
    assert editor.runs("print").status == 0
    first = snapshot(editor.folder / "print")
    editor.has_nothing_made()
    assert editor.runs("print").status == 0
    assert snapshot(editor.folder / "print") == first and len(first) == 48
    editor.changes("content/pamphlets/overdose-poster.da.md", "Etage", "Sal")
    run = editor.runs("print")
    assert run.said.splitlines() == ["Printing Plakat: overdosis: 4 of 10", "The pamphlets are in print/"]
    changed = {name for name, data in snapshot(editor.folder / "print").items() if data != first[name]}
    assert {name.rpartition("/")[0] for name in changed} == {"pjecer/overdosis-plakat"}


def test_where_nothing_changed_the_engine_is_not_even_loaded(editor):
    """An engine that cannot be loaded is not missed: neither by make print nor by make html."""
    assert editor.runs("html").status == 0 and editor.runs("print").status == 0
    editor.writes("broken/weasyprint.py", "raise OSError('cannot load library')")
    broken = {"PYTHONPATH": f"{editor.folder / 'broken'}:{editor.project}"}
    assert editor.runs_alone("print", **broken).said == "Nothing changed. The pamphlets are in print/\n"
    assert editor.runs_alone("html", **broken).said == "The site is in output/\n"


def test_a_missing_pango_is_told_with_what_to_install_and_nothing_is_lost(editor):
    assert editor.runs("html").status == 0
    before = snapshot(editor.output)
    editor.writes("broken/weasyprint.py", "raise OSError('cannot load library libpango')")
    editor.changes("content/pamphlets/overdose-poster.da.md", "Etage", "Stue eller sal")
    run = editor.runs_alone("html", PYTHONPATH=f"{editor.folder / 'broken'}:{editor.project}")
    assert run.status == 1 and run.problems == [
        "make: Pango is missing on this machine, and sets the pamphlets. Write sudo apt-get install "
        "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0, or on a Mac brew install pango."
    ]
    assert snapshot(editor.output) == before


def test_one_pamphlet_in_one_language_can_be_made_alone(editor):
    run = editor.runs("print", pamphlet="overdose-card", lang="en")
    assert run.status == 0
    assert sorted(path.name for path in (editor.folder / "print").rglob("*.pdf")) == [
        "overdose-card-black.pdf",
        "overdose-card-colour.pdf",
        "overdose-card-print-shop.pdf",
        "overdose-card-reading.pdf",
        "printer-test.pdf",
    ]
    run = editor.runs("print", pamphlet="overdose-cart")
    assert run.problems == [
        "make: there is no pamphlet “overdose-cart”. Write one of: "
        "hepatitis-c-pocket, overdose-card, overdose-poster, relatives-booklet, safer-injecting-trifold."
    ]


def test_what_is_published_is_never_an_old_edition(editor):
    assert editor.runs("html").status == 0
    editor.changes("content/facts.yaml", '"+45 12 34 56 78"', '"+45 12 34 56 79"')
    assert editor.runs("html").status == 0
    back = words(Pamphlet(editor.output, "safer-injecting-trifold", "da").file("black"))
    assert "+4512345679" in back[0]


def test_a_picture_from_a_scanner_is_grey_in_the_black_edition_and_too_coarse_where_it_is(editor):
    from PIL import Image

    def picture(width):
        data = io.BytesIO()
        Image.new("RGB", (width, width // 4), "#c04020").save(data, "PNG")
        return data.getvalue()

    for lang in ("da", "en"):
        editor.changes(
            f"content/pamphlets/relatives-booklet.{lang}.md", "{#talk}\n", "{#talk}\n\n![Et hus](house.png)\n"
        )
    editor.writes("content/images/house.png", picture(120))
    run = editor.runs("print")
    line = editor.reads("content/pamphlets/relatives-booklet.da.md").split("\n").index("![Et hus](house.png)") + 1
    assert run.problems[0] == (
        f"content/pamphlets/relatives-booklet.da.md:{line}: the picture house.png is too coarse to print (139 dots an inch). "
        "Take a drawing (SVG), or a picture with at least 200 dots an inch."
    )
    editor.writes("content/images/house.png", picture(1200))
    assert editor.runs("print").problems == []
    black = next((editor.folder / "print").rglob("til-paaroerende-sort.pdf"))
    with pikepdf.open(black) as document:
        spaces = [
            each.ColorSpace
            for each in document.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
        ]
    assert spaces == ["/DeviceGray"]

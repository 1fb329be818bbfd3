"""Set a pamphlet, prove it, and lay it on its sheets. Loaded only where something is to be made: the engine is heavy."""

from sitebuild.data.layout import Format
from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Problem, ProblemFound, shown
from sitebuild.documents.document import at
from sitebuild.documents.page import Page
from sitebuild.documents.site import IMAGES, Site
from sitebuild.paper import engine, imposition, preflight
from sitebuild.paper.colours import PALETTE, UnknownColour
from sitebuild.paper.other_sheets import FORM_SHEET
from sitebuild.paper.panels import Setting


def pamphlet(settings: list[Setting], form: Format, site: Site) -> dict[str, bytes]:
    """Return the files of a pamphlet by the names of its editions.

    settings: the pamphlet, and for a sheet in two languages its twin. Raises ProblemFound where it cannot be printed
    as it is.
    """
    page, pdfs = settings[0].page, [_set(each, site) for each in settings]
    right_to_left = page.language.direction == "rtl"
    try:
        return {
            edition.name: imposition.reading(pdfs[0])
            if edition.lay == "panels"
            else imposition.sheets(pdfs, form, edition, page.header.title, page.language.code, right_to_left)
            for edition in form.editions
        }
    except UnknownColour as colour:
        wrong = _("this pamphlet holds the colour {colour}, which paper does not have", colour=colour)
        instead = _("In its drawings and in paper.css, write one of: {colours}", colours=", ".join(PALETTE))
        drawings = (each.place for each in page.text.index.pictures if str(colour) in _source(site, each.name))
        place = next(drawings, None)
        raise ProblemFound(at(place, wrong, instead) if place else page.text.problem_at(None, wrong, instead)) from None


def _source(site: Site, name: str) -> str:
    return (site.content / IMAGES / name).read_text("utf-8", errors="replace").lower()


def _set(setting: Setting, site: Site) -> bytes:
    text, html, panels = setting.page.text, setting.html, setting.panels
    base = site.content / setting.page.save_as
    if found := list(preflight.unprintable(text, html, site.paper_fonts)):
        raise ProblemFound(*found)
    pdf, leaves = engine.render(html, base, site.paper_fonts, site.project.kept_paper)
    endless: list[engine.Leaf] = []
    if len(leaves) > len(panels):
        longer = html.replace("</style>", f"{setting.form.endless_css}</style>", 1)
        _pdf, endless = engine.render(longer, base, site.paper_fonts, site.project.kept_paper)
    found = [*preflight.faults(text, panels, leaves), *preflight.too_long(text, panels, leaves, endless)]
    if found := found or list(preflight.lost(text, panels, html, pdf)):
        raise ProblemFound(*found)
    return pdf


def request_form(page: Page, html: str, site: Site) -> dict[str, bytes]:
    """Return the form for requests, to fill in by hand or on a screen: one page of A4, black on white.

    Nothing for a language that no font of paper has: there the page itself is printed.
    """
    if any(preflight.unprintable(page.text, html, site.paper_fonts)):
        return {}
    pdf, leaves = engine.render(html, site.content / "form", site.paper_fonts, site.project.kept_paper, fields=True)
    if len(leaves) > 1:
        raise ProblemFound(page.text.problem_at(None, _("the form on paper is too long"), _("Name fewer services")))
    return {FORM_SHEET.name: pdf}


def test_sheet(html: str, form: Format, title: str, code: str, site: Site) -> dict[str, bytes]:
    """Return the sheet that tells how a printer turns and scales."""
    pdf, leaves = engine.render(html, site.content / "sheet", site.paper_fonts, site.project.kept_paper)
    if [leaf.panel for leaf in leaves] != ["panel-1", "panel-2"]:
        where = shown(site.theme / "templates" / "paper" / "printer-test.html")
        raise ProblemFound(Problem(where, 1, _("the printer test is too long"), _("Shorten it")))
    return {edition.name: imposition.sheets([pdf], form, edition, title, code, False) for edition in form.editions}

"""Every pamphlet's files, for the pages that link to them: kept ones where nothing changed, else made anew."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

from jinja2 import Environment

from sitebuild.data.editions import Edition
from sitebuild.data.formats import FORMATS
from sitebuild.data.layout import Format
from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import ProblemFound, report
from sitebuild.documents.front_matter import PAMPHLET, address_of
from sitebuild.documents.printed import File
from sitebuild.documents.site import IMAGES, Page, Site
from sitebuild.i18n.languages import Language
from sitebuild.paper import cache
from sitebuild.paper.other_sheets import FORM_SHEET, TEST_SHEET
from sitebuild.paper.panels import Setting, panels
from sitebuild.rendering.placeholders import filled_alone


def make(env: Environment, site: Site) -> bool:
    """Put the files of all pamphlets into the model, or report why one cannot be made. Return whether all are there."""
    whole = site.paper_only == ("", "")
    wanted = [page for page in site.listed() if page.header.kind == PAMPHLET and _asked_for(page, site)]
    for number, page in enumerate(wanted, start=1):
        try:
            progress = _("Printing {title}: {number} of {all}", title=page.header.title, number=number, all=len(wanted))
            site.printed.pamphlets[page.key, page.language.code] = _pamphlet(page, env, site, progress)
        except ProblemFound as found:
            report(found.problems)
            whole = False
    for language in {page.language.code: page.language for page in wanted}.values():
        site.printed.tests[language.code] = _test_sheet(language, env, site)
    for page in filter(None, (site.of_kind("form", language) for language in site.languages.values())):
        if site.paper_only == ("", "") and site.facts.requests.way != "link":
            try:
                site.printed.forms[page.language.code] = _request_form(page, env, site)
            except ProblemFound as found:
                report(found.problems)
                whole = False
    return whole


def put(site: Site, folder: Path) -> None:
    """Copy the files to their places in a folder."""
    for file in site.printed.files():
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.kept.read_bytes())


def _asked_for(page, site):
    key, code = site.paper_only
    return key in ("", page.key) and code in ("", page.language.code)


def _pamphlet(page: Page, env: Environment, site: Site, progress: str) -> list[File]:
    form = FORMATS[page.header.format]
    texts = [page]
    if form.bilingual:
        texts.append(next((other for other in site.versions(page) if other is not page), page))
    settings = [_setting(text, form, env, site) for text in texts]
    folder = site.project.kept_paper / cache.digest(
        *(each.html for each in settings), page.header.format, *_pictures(texts, site)
    )
    if not cache.kept(folder, [edition.name for edition in form.editions]):
        from sitebuild.paper import typeset

        print(progress, flush=True)
        cache.keep(folder, typeset.pamphlet(settings, form, site))
    stem = page.url + page.url.rstrip("/").rpartition("/")[2]
    pgettext = page.language.translations.pgettext
    return [
        _file(edition, folder, f"{stem}-{address_of(pgettext(*edition.in_file_name))}.pdf") for edition in form.editions
    ]


def _setting(page: Page, form: Format, env: Environment, site: Site) -> Setting:
    each = panels(page, filled_alone(env, page), site.words.breaks.get(page.language.code, []))
    names = {"page": SimpleNamespace(model=page), "form": form, "panels": each}
    return Setting(page, form, each, env.get_template("paper/pamphlet.html").render(names))


def _pictures(texts: list[Page], site: Site) -> Iterator[bytes]:
    """Yield the bytes of each picture that a pamphlet shows."""
    for page in texts:
        for name in page.text.found.images:
            yield (site.content / IMAGES / name).read_bytes()


def _test_sheet(language: Language, env: Environment, site: Site) -> list[File]:
    names = {"page": SimpleNamespace(model=SimpleNamespace(language=language)), "form": TEST_SHEET}
    html = env.get_template("paper/printer-test.html").render(names)
    folder, title = site.project.kept_paper / cache.digest(html), language.translations.gettext("Printer test")
    if not cache.kept(folder, [edition.name for edition in TEST_SHEET.editions]):
        from sitebuild.paper import typeset

        cache.keep(folder, typeset.test_sheet(html, TEST_SHEET, title, language.code, site))
    return [_file(edition, folder, f"{language.prefix}{address_of(title)}.pdf") for edition in TEST_SHEET.editions]


def _request_form(page: Page, env: Environment, site: Site) -> list[File]:
    html = env.get_template("paper/request.html").render({"page": SimpleNamespace(model=page)})
    folder = site.project.kept_paper / cache.digest(html, FORM_SHEET.name)
    if not cache.kept(folder, [FORM_SHEET.name]):
        from sitebuild.paper import typeset

        files = typeset.request_form(page, html, site)
        if not files:
            return []
        cache.keep(folder, files)
    return [_file(FORM_SHEET, folder, f"{page.url}{address_of(page.header.title)}.pdf")]


def _file(edition: Edition, folder: Path, path: str) -> File:
    kept = cache.path(folder, edition.name)
    return File(edition, path, kept, kept.stat().st_size)

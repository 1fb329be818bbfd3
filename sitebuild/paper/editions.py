"""Every pamphlet's files, for the pages that link to them: kept ones where nothing changed, else made anew."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from jinja2 import Environment

from sitebuild.data.editions import Edition
from sitebuild.data.formats import FORMATS
from sitebuild.data.layout import Format
from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import ProblemFound, report
from sitebuild.documents.front_matter import PAMPHLET, address_of
from sitebuild.documents.page import Page, Sheet, Shown
from sitebuild.documents.printed import File, Printed
from sitebuild.documents.site import IMAGES, Site
from sitebuild.i18n.languages import Language
from sitebuild.paper import cache
from sitebuild.paper.other_sheets import FORM_SHEET, TEST_SHEET
from sitebuild.paper.panels import Setting, panels
from sitebuild.rendering.placeholders import filled_alone


def printed(env: Environment, site: Site) -> Printed:
    """Return the files of all pamphlets that are asked for; why one cannot be made is reported."""
    everything = site.paper_only == ("", "")
    wanted = [page for page in site.listed() if page.header.kind == PAMPHLET and _asked_for(page, site)]
    pamphlets: dict[tuple[str, str], list[File] | None] = {}
    forms: dict[str, list[File] | None] = {}
    for number, page in enumerate(wanted, start=1):
        progress = _("Printing {title}: {number} of {all}", title=page.header.title, number=number, all=len(wanted))
        pamphlets[page.key, page.language.code] = _reported(partial(_pamphlet, page, env, site, progress))
    languages = {page.language.code: page.language for page in wanted}
    tests = {code: _test_sheet(language, env, site) for code, language in languages.items()}
    for page in filter(None, (site.of_kind("form", language) for language in site.languages.values())):
        if everything and site.facts.requests.way != "link":
            forms[page.language.code] = _reported(partial(_request_form, page, env, site))
    whole = everything and None not in (*pamphlets.values(), *forms.values())
    made = {names: files for names, files in pamphlets.items() if files is not None}
    return Printed(made, tests, {code: files for code, files in forms.items() if files is not None}, whole)


def _reported(make: Callable[[], list[File]]) -> list[File] | None:
    """Return what is made, or None where it cannot be: why is reported."""
    try:
        return make()
    except ProblemFound as found:
        report(found.problems)
        return None


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
    form = FORMATS[page.pamphlet.format]
    texts = [page]
    if form.bilingual:
        texts.append(next((other for other in site.versions(page) if other is not page), page))
    settings = [_setting(text, form, env, site) for text in texts]
    folder = site.project.kept_paper / cache.digest(
        *(each.html for each in settings), page.pamphlet.format, *_pictures(texts, site)
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
    names = {"page": Shown(page), "form": form, "panels": each}
    return Setting(page, form, each, env.get_template("paper/pamphlet.html").render(names))


def _pictures(texts: list[Page], site: Site) -> Iterator[bytes]:
    """Yield the bytes of each picture that a pamphlet shows."""
    for page in texts:
        for picture in page.text.index.pictures:
            yield (site.content / IMAGES / picture.name).read_bytes()


def _test_sheet(language: Language, env: Environment, site: Site) -> list[File]:
    names = {"page": Shown(Sheet(language)), "form": TEST_SHEET}
    html = env.get_template("paper/printer-test.html").render(names)
    folder, title = site.project.kept_paper / cache.digest(html), language.translations.gettext("Printer test")
    if not cache.kept(folder, [edition.name for edition in TEST_SHEET.editions]):
        from sitebuild.paper import typeset

        cache.keep(folder, typeset.test_sheet(html, TEST_SHEET, title, language.code, site))
    return [_file(edition, folder, f"{language.prefix}{address_of(title)}.pdf") for edition in TEST_SHEET.editions]


def _request_form(page: Page, env: Environment, site: Site) -> list[File]:
    html = env.get_template("paper/request.html").render({"page": Shown(page)})
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

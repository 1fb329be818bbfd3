"""Build the site beside the published one, check it, and only then put it in its place."""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from jinja2 import TemplateError
from pelican.plugins import signals

from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Problem, ProblemFound, collected, of_command, report, shown
from sitebuild.documents.files import links_out
from sitebuild.documents.front_matter import PAMPHLET
from sitebuild.documents.site import Site
from sitebuild.outputs import url_registry
from sitebuild.paper.editions import put
from sitebuild.project import SETTINGS, Project, at_work
from sitebuild.publishing import swap
from sitebuild.publishing.in_process import alone, content_of, run, settings_of


class Stopped(Exception):
    """Pelican has read everything; nothing is to be written."""


def build(project: Project, settings_file: str, output: Path, published: bool = False, **settings) -> list[Problem]:
    """Build the site into the folder output. Return its problems; with any, output is what it was before.

    published: whether this is what the web gets; then its addresses are kept. settings: over those of the file.
    """
    with alone(project), collected() as found, _told(), swap.side_folder(output) as folder:
        site = _run(project, settings_file, folder, lambda: bool(found.problems), **settings)
        if not found.problems:
            swap.put_in_place(folder, output)
            if published:
                url_registry.keep(site)
    return found.problems


def press(project: Project, settings_file: str, output: Path, only: tuple[str, str]) -> list[Problem]:
    """Put the pamphlets' files, and nothing else of the site, into the folder output. Return the problems.

    only: the key and the language of the one to make, "" for all.
    """
    with alone(project), collected() as found, _told(), swap.side_folder(output) as folder:
        site = _run(project, settings_file, folder, lambda: True, PAPER_ONLY=only)
        if not found.problems and not any(site.printed.pamphlets.values()):
            keys = ", ".join(dict.fromkeys(page.key for page in site.pages.values() if page.header.kind == PAMPHLET))
            wrong = _("there is no pamphlet “{name}”", name=" ".join(only).strip())
            report([of_command(wrong, _("Write one of: {names}", names=keys or "–"))])
        if not found.problems:
            put(site, folder)
            swap.put_in_place(folder, output)
    return found.problems


def check(project: Project) -> tuple[list[Problem], Site | None]:
    """Return the problems of the content and, as far as it could be read, the site; nothing is written."""
    site = None
    with alone(project), collected() as found, _told():
        site = _run(project, SETTINGS, project.root / "output", lambda: True)
    return found.problems, site


def _run(project: Project, settings_file: str, folder: Path, stop_before_writing: Callable[[], bool], **over) -> Site:
    def stop(_pelican):
        if stop_before_writing():
            raise Stopped

    content = content_of(project, settings_file)
    if not content.is_dir():
        wrong, instead = _("this folder does not exist"), _("Put it back: it holds the texts")
        raise ProblemFound(Problem(shown(content), 1, wrong, instead))
    if links := list(links_out(content)):  # Pelican would walk into them, and round in circles
        raise ProblemFound(*links)
    settings = settings_of(project, settings_file, OUTPUT_PATH=str(folder), **over)
    # Pelican asks for a writer when all is read and checked, and before it writes the first byte.
    with signals.get_writer.connected_to(stop), contextlib.suppress(Stopped):
        run(settings)
    return settings["SITE"]


@contextlib.contextmanager
def _told():
    """Report what stops a build as problems, instead of a traceback."""
    try:
        yield
    except ProblemFound as found:
        report(found.problems)
    except OSError as error:
        wrong = _("this cannot be read or written ({said})", said=os.strerror(error.errno) if error.errno else error)
        report(
            [Problem(shown(error.filename or "."), 1, wrong, _("See that there is room and that you may write here"))]
        )
    except Exception as error:  # a template's or a library's; told in one line like all others
        report([_unexpected(error)])


def _unexpected(error: Exception) -> Problem:
    """Return a problem for an error in a template or in the code, at the place where it happened."""
    frame, path, line = error.__traceback__, SETTINGS, 1
    while frame:
        name = frame.tb_frame.f_code.co_filename
        meant = name.endswith((".html", ".xml", ".txt")) or not isinstance(error, TemplateError)
        if meant and Path(name).is_relative_to(at_work().root) and ".venv" not in name:
            path, line = name, frame.tb_lineno
        frame = frame.tb_next
    wrong = f"{type(error).__name__}: {error}".replace("\n", " ").rstrip(".")
    return Problem(shown(path), line, wrong, _("Ask the people who look after the site"))

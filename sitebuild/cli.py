"""The commands behind the Makefile: python -m sitebuild html, publish, deploy, rollback, print, check, …"""

import argparse
import io
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from sitebuild.data.facts import Facts
from sitebuild.data.redirects import PART
from sitebuild.data.today import today
from sitebuild.diagnostics import problems
from sitebuild.diagnostics.messages import _
from sitebuild.paper import fingerprint
from sitebuild.project import PUBLISHED_SETTINGS, SETTINGS, Project
from sitebuild.publishing import build, summary
from sitebuild.publishing.in_process import alone, settings_of

# Where each command puts what it makes, in the project's folder.
OUTPUT, PRINT, GUIDE, PREVIEW, SCHEMA = "output", "print", ".styleguide", ".preview", "content/facts.schema.json"

# Of a site: it stands in the files for servers too, so it holds nothing that they would read as more than letters.
ADDRESS = re.compile(rf"https?://[\w.-]+(:\d+)?(/{PART})*/?")


def html(project: Project) -> int:
    """Build the site into output/."""
    return _built(project, SETTINGS)


def publish(project: Project) -> int:
    """Build the site as it is published, for the address in SITEURL."""
    address = os.environ.get("SITEURL", "")
    if not address:
        wrong = _("the site's address is not known")
        instead = _("Write make publish SITEURL=https://…, with the address at which people will find it")
        return problems.show([problems.Problem(PUBLISHED_SETTINGS, 1, wrong, instead)])
    if fault := _no_address(address):
        return problems.show([fault])
    return _built(project, PUBLISHED_SETTINGS, published=True)


def _no_address(written: str) -> problems.Problem | None:
    if written and not ADDRESS.fullmatch(written):
        wrong = _("“{written}” is no address of a site", written=written)
        return problems.of_command(wrong, _("Write one like https://example.org or https://example.org/bf"))
    return None


def deploy(project: Project) -> int:
    """Bring what was published to TARGET, user@host:/path or a path, and run AFTER there."""
    from sitebuild.publishing import deploy as deploying  # here and below: no build waits for what it does not use

    return _deployed(project, deploying.deploy)


def rollback(project: Project) -> int:
    """Take TARGET back to the release before the present one, and run AFTER there."""
    from sitebuild.publishing import deploy as deploying

    return _deployed(project, deploying.rollback)


def _deployed(project: Project, step: Callable[[Path, str, str], str]) -> int:
    try:
        print(step(project.root / OUTPUT, os.environ.get("TARGET", ""), os.environ.get("AFTER", "")))
    except problems.ProblemFound as found:
        return problems.show(found.problems)
    return 0


def _built(project: Project, settings_file: str, published: bool = False) -> int:
    status = problems.show(build.build(project, settings_file, project.root / OUTPUT, published))
    if not status:
        print(_("The site is in {folder}/", folder=OUTPUT))
    return status


def print_(project: Project) -> int:
    """Put the pamphlets to print into print/: those that changed are made anew."""
    asked = [os.environ.get(name, "") for name in ("pamphlet", "lang", "SITEURL")]
    if fault := _no_address(asked[2]):
        return problems.show([fault])
    folder = project.root / PRINT
    now, stamp = fingerprint.of(project, [*asked, _day(project)]), fingerprint.Stamp(folder, project.kept_paper)
    if stamp.read() == now:
        print(_("Nothing changed. The pamphlets are in {folder}/", folder=PRINT))
        return 0
    settings_file = PUBLISHED_SETTINGS if asked[2] else SETTINGS
    status = problems.show(build.press(project, settings_file, folder, (asked[0], asked[1])))
    if not status:
        stamp.write(now)
        print(_("The pamphlets are in {folder}/", folder=PRINT))
    return status


def _day(project: Project) -> str:
    """Return the house's day: hours that nobody has confirmed for long are printed with “ring first”.

    "" where the settings cannot be read: the build says why.
    """
    try:
        with alone(project):
            return today(ZoneInfo(settings_of(project, SETTINGS)["TIMEZONE"])).isoformat()
    except Exception:
        return ""


def check(project: Project) -> int:
    """Show the problems of the content, without building; how hard advice is to read, and what the hours need."""
    found, site = build.check(project)
    status = problems.show(found)
    if not status and site:
        print(*summary.readability(site), *summary.hours(site), sep="\n")
        print(_("No problems found"))
    return status


def preview(project: Project) -> int:
    """Serve the site and build it again when something is saved."""
    from sitebuild.preview import server as preview_server

    return preview_server.run(project, project.root / PREVIEW, os.environ.get("PORT"))


def styleguide(project: Project) -> int:
    """Build the site with the page that shows the design system, into .styleguide/."""
    status = problems.show(build.build(project, SETTINGS, project.root / GUIDE, STYLEGUIDE=True))
    if not status:
        print(_("Open {file} in a browser", file=f"{GUIDE}/styleguide/index.html"))
    return status


def schema(project: Project) -> int:
    """Write the JSON schema of facts.yaml, for editors' tools."""
    (project.root / SCHEMA).write_text(
        json.dumps(Facts.model_json_schema(), indent=1, ensure_ascii=False) + "\n", "utf-8"
    )
    return 0


def translations(project: Project) -> int:
    """Bring the catalogues up to date with the words of the theme and the commands."""
    from sitebuild.i18n import extract

    with alone(project):
        settings = settings_of(project, SETTINGS)
    codes = [code for code in settings["LANGUAGES"] if code != settings["MESSAGE_LANGUAGE"]]
    extract.update(codes, Path(settings["THEME"]), project.translations)
    return 0


COMMANDS = (html, publish, deploy, rollback, print_, check, preview, styleguide, schema, translations)


def main(arguments: list[str] | None = None, project: Project | None = None) -> int:
    """Run a command; return its exit status.

    arguments: instead of those of the command line. project: instead of the one in the current folder.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without our letters still shows the line
    parser = argparse.ArgumentParser(prog="python -m sitebuild", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    for command in COMMANDS:
        commands.add_parser(command.__name__.rstrip("_"), help=command.__doc__).set_defaults(run=command)
    project = project or Project(Path.cwd())
    with project.at_work():
        status: int = parser.parse_args(arguments).run(project)
        return status

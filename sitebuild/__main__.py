"""The commands behind the Makefile: python -m sitebuild html, publish, deploy, rollback, print, check, …"""

import gc

if __name__ == "__main__":
    gc.disable()  # a command lives for less than a second, and a quarter of that went into looking for garbage

import argparse
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from pelican.settings import get_settings_from_file

from sitebuild import build, extract, problems, report
from sitebuild import deploy as deploying
from sitebuild import preview as preview_server
from sitebuild.facts import Facts
from sitebuild.departed import PART
from sitebuild.paper import stamp
from sitebuild.today import today
from sitebuild.voice import _

OUTPUT, PRINT, GUIDE, SCHEMA = Path("output"), Path("print"), Path(".styleguide"), Path("content", "facts.schema.json")

# Of a site: it stands in the files for servers too, so it holds nothing that they would read as more than letters.
ADDRESS = re.compile(rf"https?://[\w.-]+(:\d+)?(/{PART})*/?")


def html() -> int:
    """Build the site into output/."""
    return _built("pelicanconf.py")


def publish() -> int:
    """Build the site as it is published, for the address in SITEURL."""
    address = os.environ.get("SITEURL", "")
    if not address:
        wrong = _("the site's address is not known")
        instead = _("Write make publish SITEURL=https://…, with the address at which people will find it")
        return problems.show([problems.Problem("publishconf.py", 1, wrong, instead)])
    if fault := _no_address(address):
        return problems.show([fault])
    return _built("publishconf.py", published=True)


def _no_address(written: str) -> problems.Problem | None:
    if written and not ADDRESS.fullmatch(written):
        wrong = _("“{written}” is no address of a site", written=written)
        return problems.Problem("Makefile", 1, wrong, _("Write one like https://example.org or https://example.org/bf"))
    return None


def deploy() -> int:
    """Bring what was published to TARGET, user@host:/path or a path, and run AFTER there."""
    return _deployed(deploying.deploy)


def rollback() -> int:
    """Take TARGET back to the release before the present one, and run AFTER there."""
    return _deployed(deploying.rollback)


def _deployed(step: Callable[[Path, str, str], str]) -> int:
    try:
        print(step(OUTPUT, os.environ.get("TARGET", ""), os.environ.get("AFTER", "")))
    except problems.ProblemFound as found:
        return problems.show(found.problems)
    return 0


def _built(settings: str, published: bool = False) -> int:
    status = problems.show(build.build(settings, OUTPUT, published))
    if not status:
        print(_("The site is in {folder}/", folder=OUTPUT))
    return status


def print_() -> int:
    """Put the pamphlets to print into print/: those that changed are made anew."""
    asked = [os.environ.get(name, "") for name in ("pamphlet", "lang", "SITEURL")]
    if fault := _no_address(asked[2]):
        return problems.show([fault])
    now = stamp.of([*asked, _day()])
    if stamp.read(PRINT) == now:
        print(_("Nothing changed. The pamphlets are in {folder}/", folder=PRINT))
        return 0
    status = problems.show(build.press("publishconf.py" if asked[2] else "pelicanconf.py", PRINT, (asked[0], asked[1])))
    if not status:
        stamp.write(PRINT, now)
        print(_("The pamphlets are in {folder}/", folder=PRINT))
    return status


def _day() -> str:
    """Return the house's day: hours that nobody has confirmed for long are printed with “ring first”.

    "" where the settings cannot be read: the build says why.
    """
    try:
        return today(ZoneInfo(get_settings_from_file("pelicanconf.py")["TIMEZONE"])).isoformat()
    except Exception:
        return ""


def check() -> int:
    """Show the problems of the content, without building; how hard advice is to read, and what the hours need."""
    found, site = build.check("pelicanconf.py")
    status = problems.show(found)
    if not status:
        print(*report.readability(site), *report.hours(site), sep="\n")
        print(_("No problems found"))
    return status


def preview() -> int:
    """Serve the site and build it again when something is saved."""
    return preview_server.run(Path(".preview"), os.environ.get("PORT"))


def styleguide() -> int:
    """Build the site with the page that shows the design system, into .styleguide/."""
    status = problems.show(build.build("pelicanconf.py", GUIDE, STYLEGUIDE=True))
    if not status:
        print(_("Open {file} in a browser", file=GUIDE / "styleguide" / "index.html"))
    return status


def schema() -> int:
    """Write the JSON schema of facts.yaml, for editors' tools."""
    SCHEMA.write_text(json.dumps(Facts.model_json_schema(), indent=1, ensure_ascii=False) + "\n", "utf-8")
    return 0


def translations() -> int:
    """Bring the catalogues up to date with the words of the theme and the commands."""
    settings = get_settings_from_file("pelicanconf.py")
    codes = [code for code in settings["LANGUAGES"] if code != settings["MESSAGE_LANGUAGE"]]
    extract.update(codes, Path(settings["THEME"]))
    return 0


COMMANDS = (html, publish, deploy, rollback, print_, check, preview, styleguide, schema, translations)


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return its exit status. arguments: instead of those of the command line."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a terminal without our letters still shows the line
    parser = argparse.ArgumentParser(prog="python -m sitebuild", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    for command in COMMANDS:
        commands.add_parser(command.__name__.rstrip("_"), help=command.__doc__).set_defaults(run=command)
    return parser.parse_args(arguments).run()


if __name__ == "__main__":
    sys.exit(main())

"""Lighthouse's four scores on a phone: python -m bench.lighthouse (one page of each kind), or with --all.

The site is built for the very address at which it is served here, so that canonical addresses agree. That address
is plain http on loopback, which browsers take for secure; what only https shows (HSTS, HTTP/2) is not seen.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from bench import packages, projects
from bench.line import serving
from bench.paint import FLAGS
from bootstrap import chromium

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def scored(address: str) -> tuple[list[int], list[str]]:
    """Return a page's scores (0 to 100, in the order of CATEGORIES), and the audits that cost it points."""
    command = ["node", str(packages.installed() / "lighthouse" / "cli" / "index.js"), address, "--quiet"]
    command += ["--output=json", f"--only-categories={','.join(CATEGORIES)}"]
    command += [f"--chrome-flags=--headless=new {' '.join(flag for flag in FLAGS if ' ' not in flag)}"]
    environment = projects.environment() | {"CHROME_PATH": chromium()}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)}:\n{done.stderr}")
    report = json.loads(done.stdout)
    weighed = {audit["id"] for each in report["categories"].values() for audit in each["auditRefs"] if audit["weight"]}
    costly = [name for name in weighed if (score := report["audits"][name]["score"]) is not None and score < 0.9]
    return [round(100 * report["categories"][name]["score"]) for name in CATEGORIES], sorted(costly)


def addresses(site: Path, every: bool) -> Iterator[tuple[str, str]]:
    """Yield each page's address below the site's and its kind: every page, or one of each kind in each language.

    The pages for addresses that do not exist are left out: they are not meant to be found, and SEO marks them down.
    """
    met = set()
    for path in sorted(site.rglob("*.html")):
        page = LexborHTMLParser(path.read_text("utf-8"))
        kind = page.body.attributes.get("class") or path.parent.name
        language = page.css_first("html").attributes["lang"]
        if page.css_matches("meta[name=robots][content*=noindex]") or (not every and (kind, language) in met):
            continue
        met.add((kind, language))
        yield "/" + re.sub(r"index\.html$", "", path.relative_to(site).as_posix()), kind


def published_headers(site: Path) -> str:
    """Return the headers that the published site wants in every answer: the first rule of its _headers."""
    rule = (site / "_headers").read_text("utf-8").partition("\n/")[0]
    return "".join(f"{line.strip()}\r\n" for line in rule.splitlines()[1:])


def table(project: Path, every: bool = False) -> str:
    """Build the site of a copy of the project, and return the Markdown table of its pages' scores."""
    with serving(project / "output") as (address, server):
        projects.run([".venv/bin/python", "-m", "sitebuild", "publish"], project, SITEURL=address)
        server.headers = published_headers(project / "output")
        rows = []
        for path, kind in addresses(project / "output", every):
            scores, costly = scored(address + path)
            rows.append(f"| {kind} | `{path}` | {' | '.join(map(str, scores))} | {', '.join(costly)} |")
    head = "| kind | page | performance | accessibility | best practices | SEO | what costs points |"
    return "\n".join([head, "| --- | --- | ---: | ---: | ---: | ---: | --- |", *rows])


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        print(table(projects.copied(Path.cwd(), Path(temporary, "ours")), every="--all" in sys.argv[1:]))


if __name__ == "__main__":
    main()

"""What must be true of the content before a byte is written, and of the output before it is published.

Each rule is a file; `check(site)` or `check(folder, site)` yields its problems. A new rule is a file and a name here.
"""

from pathlib import Path

from sitebuild.checks import addresses, facts_once, files, images, kinds, links, output, placed, texts, twins, words
from sitebuild.problems import ProblemFound, report

SOURCE_CHECKS = (files, texts, kinds, twins, addresses, links, images, placed, facts_once, words)
OUTPUT_CHECKS = (output,)


def check_source(generators) -> None:
    """Report every problem of the source (signal all_generators_finalized)."""
    site = generators[0].settings["SITE"]
    for rule in SOURCE_CHECKS:
        report(rule.check(site))
    if site.facts is None:  # already told; without facts no page can be written
        raise ProblemFound


def check_output(pelican) -> None:
    """Report every problem of the written pages (signal finalized)."""
    for rule in OUTPUT_CHECKS:
        report(rule.check(Path(pelican.output_path), pelican.settings["SITE"]))

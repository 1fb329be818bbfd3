"""What must be true of the content before a byte is written, and of the output before it is published.

Each rule is a file; `check(site)` or `check(folder, site)` yields its problems. A new rule is a file and a name here.
"""

from pathlib import Path

from sitebuild.checks import (
    addresses,
    asked_for,
    avoided,
    citations,
    due,
    facts_once,
    files,
    images,
    kinds,
    links,
    numbers,
    opening,
    output,
    pamphlets,
    parity,
    placed,
    readable,
    texts,
    twins,
    vanished,
    words,
)
from sitebuild.problems import ProblemFound, report

SOURCE_CHECKS = (
    files,
    texts,
    kinds,
    pamphlets,
    twins,
    addresses,
    vanished,
    links,
    images,
    asked_for,
    placed,
    facts_once,
    citations,
    due,
    numbers,
    avoided,
    readable,
    words,
    opening,
)
OUTPUT_CHECKS = (output,)


def check_source(site) -> None:
    """Report every problem of the source. Raises ProblemFound where the rest cannot go on."""
    problems = [problem for rule in SOURCE_CHECKS for problem in rule.check(site)]
    # Two versions can be compared when each is right by itself; else one mistake is told three times.
    problems += parity.check(site, {problem.path for problem in problems})
    report(problems)
    site.sound = not problems and site.read_whole
    if site.facts is None:  # already told; without facts no page can be written
        raise ProblemFound


def check_files(site) -> None:
    """Report every problem of the files that are made from the texts."""
    report(vanished.files(site))


def check_output(folder: Path, site) -> bool:
    """Report every problem of the written pages; return whether there is none, here or in the source."""
    problems = [problem for rule in OUTPUT_CHECKS for problem in rule.check(folder, site)]
    report(problems)
    return site.sound and not problems

"""What must be true of the content before a byte is written, and of the output before it is published.

Each rule is a file of source/ or output/, found by its being there: `check(site)` or `check(folder, site)` yields its
problems. What can only be seen while something is read or set is judged there: a value in data/, a text's markup in
documents/markdown/faults.py (told by source/markup.py), a printed page in paper/preflight.py and paper/typeset.py.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from sitebuild.diagnostics.problems import ProblemFound, report
from sitebuild.documents.site import Site
from sitebuild.rules import output, source


def _rules(package: ModuleType) -> Iterator[ModuleType]:
    """Yield the rules of a package, in the order of their names."""
    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda each: each.name):
        yield importlib.import_module(f"{package.__name__}.{module.name}")


def source_is_sound(site: Site) -> bool:
    """Report every problem of the source; return whether there is none. Raises ProblemFound where nothing can go on."""
    rules = list(_rules(source))
    problems = [problem for rule in rules if hasattr(rule, "check") for problem in rule.check(site)]
    # Two versions can be compared when each is right by itself; else one mistake is told three times.
    faulty = {problem.path for problem in problems}
    problems += [problem for rule in rules if hasattr(rule, "compare") for problem in rule.compare(site, faulty)]
    report(dict.fromkeys(problems))  # a section that several texts include has a fault of theirs once
    if site.stated is None:  # already told; without facts no page can be written
        raise ProblemFound
    return not problems and site.read_whole


def check_files(site: Site) -> None:
    """Report every problem of the files that are made from the texts."""
    report(problem for rule in _rules(source) if hasattr(rule, "check_files") for problem in rule.check_files(site))


def check_output(folder: Path, site: Site) -> bool:
    """Report every problem of the written pages; return whether there is none, here or in the source."""
    problems = [problem for rule in _rules(output) for problem in rule.check(folder, site)]
    report(problems)
    return site.sound and not problems

"""A phone number or the street stands in content/facts.yaml and nowhere else: change it once, and it is changed."""

import re

from sitebuild.diagnostics.messages import _

LONG_ENOUGH = 6  # characters; 112 may stand in a text as a word


def check(site):
    """Yield a problem for each text that writes out a fact instead of placing it."""
    if site.facts is None:
        return
    patterns = {"street": re.escape(site.facts.address.value.street)}
    for name, fact in site.facts.phones.items():
        if fact.known and len(fact.dialled) >= LONG_ENOUGH:
            national = fact.value.partition(" ")[2] if fact.value.startswith("+") else fact.value
            patterns[name] = r"[ \-.]?".join(national.replace(" ", ""))
    written_out = re.compile("|".join(rf"(?<!\d)(?P<{name}>{pattern})(?!\d)" for name, pattern in patterns.items()))
    for text in site.texts:
        for match in written_out.finditer(text.body):
            wrong = _("“{words}” is written out here", words=match[0])
            yield text.problem(match[0], wrong, _("Write {name}", name=f"{{{{ {match.lastgroup} }}}}"))

"""A text is checked again no later than the numbers that it prints: one that may change takes the text along."""

from sitebuild.diagnostics.messages import _


def check(site):
    """Yield a problem for each text that is due after a phone number that it places."""
    if site.stated is None:
        return
    for text in site.texts:
        due = getattr(text.header, "next_check", None)
        placed = (site.facts.phones.get(each.name) for each in text.index.placeholders)
        days = [fact.look_again for fact in placed if fact and fact.look_again]
        if due and days and due > min(days):
            wrong = _("this text prints a number that may be another from {day} on", day=min(days))
            instead = _("Write {name}", name=f"next_check: {min(days)}")
            yield text.problem_at(text.header_line("next_check"), wrong, instead)

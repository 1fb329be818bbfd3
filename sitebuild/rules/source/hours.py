"""Hours are confirmed on a day that has come, and each answer is for a holiday that there is."""

from sitebuild.data.loader import line_of, nearest
from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Problem, shown
from sitebuild.hours.holidays import names


def check(site):
    """Yield a problem for hours that were confirmed in the future, and for each answer to a holiday nobody knows."""
    if site.stated is None:
        return
    path = site.content / "facts.yaml"
    for key, hours in site.facts.hours.items():
        if hours.confirmed.known and hours.confirmed.value > site.today:
            wrong = _("these hours are confirmed in the future ({day})", day=hours.confirmed.value)
            instead = _("Write the day on which somebody confirmed them")
            yield _at(path, key, ("confirmed", "value"), wrong, instead)
        if hours.holidays:
            known = names(site.country, range(site.today.year, site.today.year + 3))
            for name in hours.holidays:
                if name.casefold() not in {each.casefold() for each in known}:
                    near = nearest(name, known)
                    instead = (
                        _("Write {name}", name=near) if near else _("Write one of: {names}", names=", ".join(known))
                    )
                    yield _at(
                        path, key, ("holidays", name), _("there is no holiday called “{name}”", name=name), instead
                    )


def _at(path, key, way, wrong, instead):
    return Problem(shown(path), line_of(path, "hours", key, *way), wrong, instead)

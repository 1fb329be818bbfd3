"""What a form elsewhere calls our services is said of services that we have."""

from sitebuild.data.loader import line_of, nearest
from sitebuild.data.request_channel import Link
from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Problem, shown


def check(site):
    """Yield a problem for each service that a form has a value for and the facts do not know."""
    if site.stated is None or not isinstance(site.facts.requests, Link):
        return
    services, path = [service.page for service in site.facts.services], site.content / "facts.yaml"
    for name in site.facts.requests.values:
        if name not in services:
            near = nearest(name, services)
            choices = ", ".join(services)
            line = line_of(path, "requests", "values", name)
            instead = _("Write {name}", name=near) if near else _("Write one of: {choices}", choices=choices)
            yield Problem(shown(path), line, _("no service is called “{name}”", name=name), instead)

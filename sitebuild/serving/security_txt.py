"""Whom to tell of a hole in the site: .well-known/security.txt (RFC 9116)."""

from datetime import timedelta
from pathlib import Path

from sitebuild.documents.site import Site

PATH = Path(".well-known", "security.txt")
# RFC 9116 wants less than a year. Each publication begins it anew; after half a year without one, nobody may be
# reading what is sent, and hours are not trusted any longer either.
VALID = timedelta(days=180)


def put(site: Site, folder: Path) -> None:
    """Write the file into folder."""
    (folder / PATH).parent.mkdir(exist_ok=True)
    (folder / PATH).write_text(text(site), "utf-8")


def text(site: Site) -> str:
    """Return the file's text: who is told is the union, by e-mail or, as long as that is not known, by phone."""
    email, phone = site.facts.emails["email"], site.facts.phones["phone"]
    fields = {
        "Contact": f"mailto:{email.value}" if email.known else f"tel:{phone.dialled}",
        "Expires": f"{site.today + VALID}T00:00:00Z",
        "Preferred-Languages": ", ".join(site.languages),
        "Canonical": f"{site.siteurl}/{PATH.as_posix()}",
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())

"""A published folder serves itself: how servers read it, its files compressed, and what they must be.

`put` is the last step of a publication: nothing in the folder changes after it.
"""

from pathlib import Path

from sitebuild.documents.site import Site
from sitebuild.serving import apache, checksums, compression, marks, nginx, security_txt, static_hosts
from sitebuild.serving.description import Serving, described


def put(site: Site, folder: Path) -> None:
    """Write beside the checked pages in folder what servers need."""
    security_txt.put(site, folder)
    write(described(site, folder), folder)
    compression.put(folder)
    checksums.put(folder)


def write(serving: Serving, folder: Path) -> None:
    """Write how the site is served, for each server in its own words."""
    (folder / nginx.NAME).write_text(nginx.written(serving), "utf-8")
    marks.put(serving, folder)
    for below, text in apache.written(serving):
        (folder / below / apache.NAME).write_text(text, "utf-8")
    (folder / apache.REDIRECT).write_text("301 Moved Permanently\n", "utf-8")
    (folder / "_headers").write_text(static_hosts.headers(serving), "utf-8")
    (folder / "_redirects").write_text(static_hosts.redirects(serving), "utf-8")

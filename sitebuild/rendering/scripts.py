"""The theme's scripts, each under a name that changes with it: a browser may keep one for ever."""

import base64
import hashlib
from pathlib import Path


def path(theme: Path, name: str) -> str:
    """Return where a script of theme/static/js stands, from the site's root: js/open-1a2b3c4d.js."""
    digest = hashlib.sha256(_source(theme, name).read_bytes()).hexdigest()
    return f"js/{name}-{digest[:8]}.js"


def integrity(theme: Path, name: str) -> str:
    """Return the hash by which a page knows a script: a browser runs no other."""
    digest = hashlib.sha256(_source(theme, name).read_bytes()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def put(theme: Path, folder: Path) -> None:
    """Write every script of the theme into the output folder."""
    for source in sorted((theme / "static" / "js").glob("*.js")):
        target = folder / path(theme, source.stem)
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(source.read_bytes())


def _source(theme: Path, name: str) -> Path:
    return theme / "static" / "js" / f"{name}.js"

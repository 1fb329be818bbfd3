"""The fonts of paper: those of pinned packages, and no font of the system.

PAPER_FONTS in pelicanconf.py names the packages; another script is one more package there and in pyproject.toml.
"""

import functools
import importlib.util
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>{folders}<cachedir>{cache}</cachedir></fontconfig>
"""


def folders(packages: Iterable[str]) -> list[Path]:
    """Return the folder of each package of fonts."""
    return [_folder(package) for package in packages]


def _folder(package: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"No module named {package!r}")
    return Path(found.origin).parent


def configuration(packages: Iterable[str], cache: Path) -> Path:
    """Write a configuration for fontconfig that knows only these packages' fonts; return its path."""
    cache.mkdir(parents=True, exist_ok=True)
    path = cache / "fonts.conf"
    lines = "".join(f"<dir>{escape(str(folder))}</dir>" for folder in folders(packages))
    text = CONFIGURATION.format(folders=lines, cache=escape(str(cache.resolve())))
    if not path.exists() or path.read_text("utf-8") != text:
        path.write_text(text, "utf-8")
    return path.resolve()


@functools.cache
def _letters(packages: tuple[str, ...]) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # only where something is set

    letters: set[int] = set()
    for path in (path for folder in folders(packages) for path in folder.rglob("*-Regular.[ot]tf")):
        with TTFont(path, lazy=True) as font:
            letters.update(font.getBestCmap())
    return frozenset(letters)


def lacking(text: str, packages: Iterable[str]) -> list[str]:
    """Return each character of a text that none of the fonts has."""
    have = _letters(tuple(packages))
    unseen = ("Cc", "Cf", "Zs", "Zl", "Zp")
    return [c for c in dict.fromkeys(text) if ord(c) not in have and unicodedata.category(c) not in unseen]

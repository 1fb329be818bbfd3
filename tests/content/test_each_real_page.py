"""Each real page in Chromium, visited once: whatever an editor wrote on it, everybody can read and use it."""

import hashlib
import os
from pathlib import Path

import pytest
import visits
from conftest import REAL
from site_map import ALONE, paths


def noted(site: Path, path: str) -> Path | None:
    """Return where changes.py wants it noted that these bytes were visited and are right; None where nobody wants it."""
    if "VISITED" not in os.environ:
        return None
    page = site / (path.lstrip("/") + "index.html" * path.endswith("/"))
    return Path(os.environ["VISITED"], hashlib.sha256(page.read_bytes() + path.encode()).hexdigest())


@pytest.mark.parametrize("path", paths(REAL))
def test_nothing_is_wrong_with_a_page(visitor, real_site, real_address, path):
    note = noted(real_site, path)
    if not (note and note.exists()):
        assert visits.found(visitor, real_address, path, ("wide",) if path not in ALONE[1:] else ()) == {}
    if note:
        note.touch()


@pytest.mark.long
@pytest.mark.parametrize("path", [path for path in paths(REAL) if path not in ALONE[1:]])
def test_axe_finds_nothing_on_a_page_in_any_mode(visitor, real_address, path):
    """In light colours on a wide screen; in dark ones at 400 %; in the reader's own at 200 %."""
    assert visits.found(visitor, real_address, path, visits.MODES) == {}

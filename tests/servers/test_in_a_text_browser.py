"""/112/ as a text browser shows it: no style, no script, no picture, and no other file beside it."""

import subprocess

import pytest
from conftest import ENGLISH

from bootstrap import program

IN_ORDER = {
    "da": ["English ↓", "Kan ikke vækkes?", "Ring 112", "Gør sådan", "1. Ring 112.", "2. Andet trin", "5. "],
    "en": ["Dansk ↑", "Cannot be woken?", "Ring 112", "Do this", "1. Ring 112.", "2. Second step", "5. "],
}


@pytest.mark.parametrize("columns", [40, 80])
def test_a_text_browser_shows_112_in_order_in_both_languages(site, tmp_path, columns):
    alone = tmp_path / "hentet.html"
    alone.write_bytes((site / "112" / "index.html").read_bytes())
    command = [program("w3m"), "-dump", "-cols", str(columns), "-I", "UTF-8", "-O", "UTF-8", str(alone)]
    text = subprocess.run(
        command, env=ENGLISH | {"HOME": str(tmp_path)}, capture_output=True, text=True, check=True
    ).stdout
    at = 0
    for line in (*IN_ORDER["da"], *IN_ORDER["en"]):
        assert line in text[at:], (line, text)
        at = text.index(line, at) + len(line)

"""Every part of the design looks as it did when somebody last looked at it: `make photographs` takes new pictures."""

import os

import photographs
import pytest
from conftest import Editor, served_from

PAGES = {"da": "/styleguide/", "en": "/en/styleguide/"}
SEEN = [(width, scheme) for width in (320, 768, 1280) for scheme in ("light", "dark")] + [(794, "print")]


@pytest.fixture(scope="module")
def guide(tmp_path_factory):
    """The address of the site with its style guide."""
    editor = Editor(tmp_path_factory.mktemp("styleguide"))
    run = editor.runs_alone("styleguide", SOURCE_DATE_EPOCH=str(photographs.DAY))
    assert (run.problems, run.status) == ([], 0) and "Open .styleguide/styleguide/index.html" in run.said
    with served_from(editor.folder / ".styleguide") as address:
        yield address


@pytest.mark.parametrize("lang", PAGES)
@pytest.mark.parametrize(("width", "scheme"), SEEN)
def test_every_part_looks_as_it_did_when_somebody_last_looked(browser, guide, lang, width, scheme, tmp_path):
    file = photographs.FOLDER / f"{lang}-{width}-{scheme}.webp"
    now = photographs.taken(browser, guide, PAGES[lang], width, scheme)
    if os.environ.get("PHOTOGRAPHS") == "new":
        photographs.keep(now, file)
    differing = photographs.differing(now, photographs.kept(file))
    photographs.keep(now, tmp_path / file.name)
    assert differing == [], f"compare {tmp_path / file.name} with {file}; if it is meant so: make photographs"


def test_a_change_that_nobody_meant_is_seen_where_it_is(browser, guide):
    before = photographs.kept(photographs.FOLDER / "da-320-light.webp")
    changed = photographs.taken(browser, guide, PAGES["da"], 320, "light", ".review { border-color: #00f }")
    assert photographs.differing(changed, before) == ["reviews"]


def test_the_style_guide_is_not_published(site, published):
    assert not [*site.rglob("styleguide"), *published.rglob("styleguide")]

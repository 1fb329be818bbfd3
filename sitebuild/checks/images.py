"""A drawing in a text is a file in content/images."""

from sitebuild.facts_file import nearest
from sitebuild.model import IMAGES
from sitebuild.voice import _


def check(site):
    """Yield a problem for each drawing that does not exist."""
    folder = site.content / IMAGES
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for text in site.texts:
        for name in text.found.images:
            if name not in names:
                near = nearest(name, names)
                wrong = _("there is no drawing “{name}” in {folder}", name=name, folder=f"{site.content.name}/{IMAGES}")
                instead = _("Write {name}", name=near) if near else _("Put the file there, or take the drawing out")
                yield text.problem(f"]({name}", wrong, instead)

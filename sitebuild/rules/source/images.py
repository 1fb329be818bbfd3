"""A drawing in a text is a file in content/images that can be read, and says what it shows."""

from sitebuild.data.loader import nearest
from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Problem, shown
from sitebuild.documents import images
from sitebuild.documents.document import at
from sitebuild.documents.files import walk
from sitebuild.documents.site import IMAGES


def check(site):
    """Yield a problem for each file that is no picture, and for each in a text that is not there or not described."""
    folder = site.content / IMAGES
    pictures: dict[str, images.Picture | None] = {}
    for path in walk(folder):
        try:
            pictures[path.relative_to(folder).as_posix()] = images.read(path)
        except images.Unreadable as unreadable:
            pictures[path.relative_to(folder).as_posix()] = None
            wrong = _("this is no picture that a browser can show")
            instead = _("Save it once more from your drawing program, as SVG with a viewBox; or as PNG, JPEG or WebP")
            yield Problem(shown(path), unreadable.line, wrong, instead)
    first = site.first_language.code
    for text in site.texts:
        for name, place, described in _in(text):
            if name not in pictures:
                near = nearest(name, pictures)
                wrong = _("there is no drawing “{name}” in {folder}", name=name, folder=f"{site.content.name}/{IMAGES}")
                instead = _("Write {name}", name=near) if near else _("Put the file there, or take the drawing out")
                yield at(place, wrong, instead)
            elif not described and (picture := pictures[name]) and not picture.shown(text.language.code, first)[0]:
                wrong = _("the drawing {name} has no description", name=name)
                instead = _("Say what it shows: ![A hand is washed]({name})", name=name)
                yield at(place, wrong, instead)


def _in(text):
    """Yield the name, the place and whether it is described of each picture that the text's own file shows."""
    for picture in text.index.pictures:
        if text.wrote(picture.place):
            yield picture.name, picture.place, picture.described

"""The formats of pamphlets. A file of this folder is a format, by the name that a pamphlet's header says."""

import importlib
import pkgutil

from sitebuild.data.layout import Format

FORMATS: dict[str, Format] = {
    module.name: importlib.import_module(f"{__name__}.{module.name}").FORMAT
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda each: each.name)
}

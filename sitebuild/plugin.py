"""Pelican plugin that turns the union's content into its site: which step runs at which signal.

content → reader → model → checks on the source → templates → output → checks on the output.
No step reaches back. `build.py` runs Pelican with this plugin and swaps the result into place.
"""

from pelican.plugins import signals

from sitebuild import checks, load, reader, render


def register():
    # Blinker keeps handlers weakly: connect module-level functions, or they vanish without a word.
    signals.initialized.connect(load.load)  # languages, catalogues, facts and sources into the settings
    signals.readers_init.connect(reader.install)  # our front matter and Markdown for .md files
    signals.generator_init.connect(render.install)  # templates speak the page's language
    signals.page_generator_finalized.connect(load.collect)  # Pelican's pages become the typed model
    signals.all_generators_finalized.connect(checks.check_source)  # before a byte is written
    signals.finalized.connect(checks.check_output)

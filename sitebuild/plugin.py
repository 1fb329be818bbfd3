"""Pelican plugin that turns the union's content into its site: which step runs at which signal.

content → reader → model → checks on the source → templates → output → checks on the output.
No step reaches back. `build.py` runs Pelican with this plugin and swaps the result into place.
"""

from pathlib import Path

from pelican.plugins import signals

from sitebuild import (
    addresses,
    archive,
    checks,
    feed,
    handout,
    ical,
    load,
    reader,
    render,
    scripts,
    serving,
    styleguide,
)
from sitebuild.paper import pictures, press


def register():
    # Blinker keeps handlers weakly: connect module-level functions, or they vanish without a word.
    signals.initialized.connect(load.load)  # languages, catalogues, facts and sources into the settings
    signals.readers_init.connect(reader.install)  # our front matter and Markdown for .md files
    signals.generator_init.connect(render.install)  # templates speak the page's language
    signals.page_generator_finalized.connect(load.collect)  # Pelican's pages become the typed model
    signals.all_generators_finalized.connect(before_writing)
    signals.page_writer_finalized.connect(addresses.put)  # what stands where a page was
    signals.page_writer_finalized.connect(show_the_system)
    signals.finalized.connect(after_writing)


def before_writing(generators):
    """Check the source; where it is sound, make what is printed and handed over: pages say how large the files are."""
    site = generators[0].settings["SITE"]
    checks.check_source(site)
    if site.sound:
        env = next(generator.env for generator in generators if hasattr(generator, "pages"))
        if press.make(env, site):
            checks.check_files(site)
        pictures.make(env, site)
        handout.make(env, site)
    addresses.publish(site)


def show_the_system(generator, writer):
    """Put the page that shows the design system beside the others, where that was asked for."""
    if generator.settings.get("STYLEGUIDE"):
        styleguide.put(generator.env, generator.settings["SITE"], Path(writer.output_path))


def after_writing(pelican):
    """Put scripts, printed files and calendars beside the pages, and check it all; then what servers need."""
    site, folder = pelican.settings["SITE"], Path(pelican.output_path)
    scripts.put(site.theme, folder)
    press.put(site, folder)
    pictures.put(site, folder)
    ical.put(site, folder)
    feed.put(site, folder)
    handout.put(site, folder)
    archive.put(site, folder)
    if checks.check_output(folder, site) and site.siteurl:
        serving.put(site, folder)

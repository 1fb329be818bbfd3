"""Pelican plugin that turns the union's content into its site: which step runs at which signal.

content → reader → model → checks on the source → templates → output → checks on the output.
No step reaches back. `build.py` runs Pelican with this plugin and swaps the result into place.
"""

from dataclasses import replace
from pathlib import Path

from pelican.plugins import signals

from sitebuild import rules, serving
from sitebuild.documents import loading, reader
from sitebuild.hours import ical
from sitebuild.hours import templating as hours_templating
from sitebuild.outputs import archive, feed, redirects, single_file, social_images, styleguide, url_registry
from sitebuild.paper import editions
from sitebuild.paper import templating as paper_templating
from sitebuild.rendering import environment, scripts


def register():
    # Blinker keeps handlers weakly: connect module-level functions, or they vanish without a word.
    signals.initialized.connect(read)  # languages, catalogues, facts and sources into the settings
    signals.readers_init.connect(reader.install)  # our front matter and Markdown for .md files
    # Each room says itself what it lets templates use.
    for templates in (environment, hours_templating, paper_templating, social_images, feed, archive):
        signals.generator_init.connect(templates.install)
    signals.page_generator_finalized.connect(take_pages)  # Pelican's pages become the typed model
    signals.all_generators_finalized.connect(before_writing)
    signals.page_writer_finalized.connect(redirects.put)  # what stands where a page was
    signals.page_writer_finalized.connect(show_the_system)
    signals.finalized.connect(after_writing)


def read(pelican):
    """Read the data files."""
    pelican.settings["SITE"] = loading.load(pelican.settings)


def take_pages(generator):
    """Take Pelican's pages into the site."""
    pages = (*generator.pages, *generator.translations)
    generator.settings["SITE"] = loading.with_pages(generator.settings["SITE"], pages)


def before_writing(generators):
    """Check the source; where it is sound, make what is printed and handed over: pages say how large the files are."""
    settings = generators[0].settings
    site = settings["SITE"]
    site = replace(site, sound=rules.source_is_sound(site))
    environment.show(generators, site)
    if site.sound:
        env = next(generator.env for generator in generators if hasattr(generator, "pages"))
        site = replace(site, printed=editions.printed(env, site))
        if site.printed.whole:
            rules.check_files(site)
        environment.show(generators, site)
        site = replace(site, pictures=social_images.made(env, site), handouts=single_file.made(env, site))
    settings["SITE"] = replace(site, published=url_registry.published(site))
    environment.show(generators, settings["SITE"])


def show_the_system(generator, writer):
    """Put the page that shows the design system beside the others, where that was asked for."""
    if generator.settings.get("STYLEGUIDE"):
        styleguide.put(generator.env, generator.settings["SITE"], Path(writer.output_path))


def after_writing(pelican):
    """Put scripts, printed files and calendars beside the pages, and check it all; then what servers need."""
    site, folder = pelican.settings["SITE"], Path(pelican.output_path)
    scripts.put(site.theme, folder)
    editions.put(site, folder)
    social_images.put(site, folder)
    ical.put(site, folder)
    feed.put(site, folder)
    single_file.put(site, folder)
    archive.put(site, folder)
    if rules.check_output(folder, site) and site.siteurl:
        serving.put(site, folder)

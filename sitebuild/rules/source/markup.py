"""A text keeps to Markdown: headings with ids and in order, drawings described, nothing that runs or loads."""


def check(site):
    """Yield what each text does wrong by itself."""
    for text in site.texts:
        yield from text.problems()

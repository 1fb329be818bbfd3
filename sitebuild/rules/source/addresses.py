"""No two pages stand at one address, and there is a front page in every language."""

from collections import defaultdict

from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Problem


def check(site):
    """Yield a problem for each page whose address another page has; both are named."""
    at = defaultdict(list)
    for page in site.pages.values():
        at[page.save_as].append(page.text)
    for texts in at.values():
        texts.sort(key=lambda text: text.shown)
        for text in texts[1:]:
            wrong = _("{file} has the same address, {slug}", file=texts[0].shown, slug=text.header.slug)
            yield Problem(text.shown, text.header_line("slug"), wrong, _("Write another slug: in one of the two"))
    for language in site.languages.values():
        if site.texts and f"{language.prefix}index.html" not in at:
            wrong = _("the site has no front page in {language}", language=language.name)
            yield Problem("content/pages", 1, wrong, _("Give one page in that language the slug: /"))

"""The site's serving as Netlify and Cloudflare Pages are told it: _headers and _redirects.

Both compress by themselves, and show the nearest 404.html (Cloudflare) or what _redirects says (Netlify). Where rules
meet, both join the values of a header, so none is said twice; how long to keep a page is left to them: they keep it
for nobody (max-age=0, must-revalidate), and drop their own copies with each publication. A page that is gone says so
with status 200: neither knows 410.
Cloudflare's limits: 100 rules, one * each, 2,000 characters a line; 2,000 redirects of 1,000 characters.
"""

from sitebuild.serving.description import HEADERS, KEPT, TYPES, Serving


def headers(serving: Serving) -> str:
    """Return the text of _headers."""
    rules = {f"{serving.root}*": dict(HEADERS)}
    for each in TYPES:
        for ending in each.endings if "charset" in each.sent_as and ".html" not in each.endings else ():
            rules.setdefault(f"{serving.root}*{ending}", {})["Content-Type"] = each.sent_as
    # By name: a rule with a * would let a browser keep the answer that a script is not there.
    for script in serving.lasting:
        rules[script] = {"Cache-Control": KEPT[0].control}
    return "".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in rule.items()) for path, rule in rules.items()
    )


def redirects(serving: Serving) -> str:
    """Return the text of _redirects: exact addresses first, as Cloudflare wants it; it passes over the 404s."""
    moved = [f"{old} {new} 301\n" for old, new in serving.moved.items()]
    # The deepest first: the first that fits is taken. The root's 404.html both find by themselves.
    missing = [f"{below}* {page} 404\n" for below, page in reversed(serving.not_found.items()) if below != serving.root]
    return "".join(moved + missing)

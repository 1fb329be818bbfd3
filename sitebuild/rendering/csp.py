"""What a page lets a browser load and run: its Content-Security-Policy (W3C, CSP Level 3).

Nothing but what is named: the page's own style by its hash, our scripts and drawings, pictures in the page itself.
"""

import base64
import hashlib
from collections.abc import Iterable

NOWHERE = "'none'"


def style_hash(css: str) -> str:
    """Return the source expression that allows a style element with exactly this text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()}'"


def page_policy(css: str, scripts: Iterable[str] = (), form_action: str = NOWHERE) -> str:
    """Return the policy of one page, for its meta element.

    scripts: the hashes of the scripts that it loads. form_action: where it may send what is typed.
    """
    # 'self' and file: are for a page in a folder, where a browser cannot hold a script against its hash (archive.py).
    sources = " ".join(f"'{each}'" for each in scripts)
    return _policy([style_hash(css)], f"'self' file: {sources}" if sources else NOWHERE, form_action, " file:")


def site_policy() -> str:
    """Return the policy of the whole site, for the header: the same whatever the pages hold, and in every version.

    A server may read its configuration before or after the pages change; what is of a page stands in the page, whose
    own policy narrows this one (a browser obeys both). Only a header can forbid others to frame the pages.
    """
    return _policy(["'unsafe-inline'"], "'self'", "'self' https:") + "; frame-ancestors 'none'"


def _policy(style_hashes: Iterable[str], scripts: str, form_action: str, folder: str = "") -> str:
    styles = " ".join(style_hashes)
    # Nothing of ours connects; but what judges a page from within it asks its own host for robots.txt.
    own = f"script-src {scripts}; connect-src 'self'; img-src 'self'{folder} data:"
    return f"default-src 'none'; style-src {styles}; {own}; form-action {form_action}; base-uri 'none'"

"""What a page lets a browser load and run: its Content-Security-Policy (W3C, CSP Level 3).

Nothing but what is named: the page's own style by its hash, our scripts and drawings, pictures in the page itself.
"""

import base64
import hashlib
from collections.abc import Iterable

NOWHERE = "'none'"
FOLDER = " file:"  # where a page is opened from a disk, not every program takes a file beside it for the page's own


def style_hash(css: str) -> str:
    """Return the source expression that allows a style element with exactly this text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()}'"


def page_policy(css: str, form_action: str = NOWHERE) -> str:
    """Return the policy of one page, for its meta element. form_action: where it may send what is typed."""
    return _policy([style_hash(css)], form_action, FOLDER)


def site_policy(style_hashes: Iterable[str], form_action: str = NOWHERE) -> str:
    """Return the policy of the whole site, for the header. Only a header can forbid others to frame the pages."""
    return f"{_policy(style_hashes, form_action)}; frame-ancestors 'none'"


def _policy(style_hashes, form_action, folder=""):
    styles = " ".join(style_hashes)
    # Nothing of ours connects; but what judges a page from within it asks its own host for robots.txt.
    own = f"script-src 'self'{folder}; connect-src 'self'; img-src 'self'{folder} data:"
    return f"default-src 'none'; style-src {styles}; {own}; form-action {form_action}; base-uri 'none'"

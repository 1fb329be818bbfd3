"""The peers, and Lighthouse, from the npm registry: exact versions, pinned by their hashes, kept in .cache/bench."""

import json
import subprocess
import sys
from pathlib import Path

FOLDER = Path(".cache", "bench")
PINNED = {
    "govuk-frontend@6.6.0": "xctkWrQvLnvQt7fyjQ3MGX9S0wz0x0RQuLxCeoXF+s8EjGICG81/DYQGKN5qgO+0KVT12UAaRwUsGY6fulRcRg==",
    "nhsuk-frontend@10.6.1": "PZorqQZjZx/A26yJoskCL9z0ib6AtkAyF0o4K/RHr8zRrJyXrUOCnMbjy0VNXsGO4tfTNMwqlkwATKs4a0xayw==",
    "dkfds@11.2.0": "JuVf8NjEOeF+TKIhEFXa3BfZvk1ulQM8+XN+6QhgDo6kiwwvupyBY34YU4FglBeyFWHbE5mYDmnrcYTWOSKkEA==",
    "nunjucks@3.2.4": "26XRV6BhkgK0VOxfbU5cQI+ICFUtMLixv1noZn1tGU38kQH5A5nmmbk/O45xdyBhD1esk47nKrY0mvQpZIhRjQ==",
    "lighthouse@13.5.0": "w/yYIwg7mP9pCwkcbAXRztnvKHua2dJnZaNptPLa1cEw+akr6lbsIDiUOLsQwvaiAUr0xvxdmwvAzl3pj3Np0A==",
}
# No script of a package runs while it is installed, and nothing is written outside FOLDER.
INSTALL = ["npm", "install", "--prefix", ".", "--ignore-scripts", "--no-save", "--no-package-lock", "--no-audit"]


def installed() -> Path:
    """Return the folder that holds the packages, installed now if they were not.

    Stops if a package is not the one that was pinned. What these packages themselves need is not pinned.
    """
    if _present() != PINNED:
        FOLDER.mkdir(parents=True, exist_ok=True)
        subprocess.run([*INSTALL, "--no-fund", "--silent", *PINNED], cwd=FOLDER, check=True)
    present = _present()
    if wrong := [name for name, hash in PINNED.items() if present.get(name) != hash]:
        sys.exit(f"bench: {', '.join(wrong)} is not what was pinned. Remove {FOLDER} and try again.")
    return FOLDER / "node_modules"


def _present() -> dict[str, str]:
    """Return the hash, as npm checked it, of each of the pinned packages that are there."""
    record = FOLDER / "node_modules" / ".package-lock.json"
    packages = json.loads(record.read_text("utf-8"))["packages"] if record.exists() else {}
    present = {
        f"{path.removeprefix('node_modules/')}@{each['version']}": each["integrity"].removeprefix("sha512-")
        for path, each in packages.items()
    }
    return {name: present[name] for name in PINNED if name in present}

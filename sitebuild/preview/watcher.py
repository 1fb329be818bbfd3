"""What an editor saves while the preview runs: texts, theme, catalogues, or the settings."""

import contextlib
import threading
from functools import partial
from pathlib import Path

import watchfiles

WATCHED = ("content", "theme", "translations")
watch = partial(watchfiles.watch, step=20, debounce=400, raise_interrupt=False)


def watched(root: Path) -> threading.Event:
    """Return an event that is set when something is saved, from now on. root: the project's folder."""
    saved, replaced = threading.Event(), threading.Event()

    def project():
        for changes in watch(root, recursive=False):
            paths = [Path(path) for _change, path in changes]
            if any(path.name in WATCHED for path in paths):
                replaced.set()
            if any(path.suffix == ".py" for path in paths):
                saved.set()

    def folders():
        while True:
            replaced.clear()
            existing = [root / name for name in WATCHED if (root / name).is_dir()]
            if not existing:
                replaced.wait()
            with contextlib.suppress(FileNotFoundError):  # it went as one looked
                for _changes in watch(*existing, stop_event=replaced) if existing else ():
                    saved.set()
            saved.set()  # a folder that is put in another's place is another: it is read, and watched anew

    for each in (project, folders):
        threading.Thread(target=each, daemon=True).start()
    return saved

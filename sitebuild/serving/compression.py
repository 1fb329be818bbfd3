"""Each file that shrinks lies beside itself compressed, so that a server needs no time for it, and no module."""

import gzip
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from sitebuild.serving.description import ENCODINGS, file_type


def put(folder: Path) -> None:
    """Write .br (brotli, quality 11) and .gz (gzip, level 9) beside every file of folder that shrinks."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    with ThreadPoolExecutor() as pool:  # both libraries let other threads run meanwhile
        list(pool.map(_compress, (file for file in files if (kind := file_type(file.name)) and kind.shrinks)))


def _compress(file: Path) -> None:
    content = file.read_bytes()
    for encoding, ending in ENCODINGS.items():
        # Without a time in it, the same input gives the same bytes.
        compressed = brotli.compress(content) if encoding == "br" else gzip.compress(content, 9, mtime=0)
        file.with_name(file.name + ending).write_bytes(compressed)

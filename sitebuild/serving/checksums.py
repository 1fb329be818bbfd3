"""What every published file must be, byte for byte: SHA256SUMS, for `sha256sum -c SHA256SUMS` in the folder."""

import hashlib
from pathlib import Path

NAME = "SHA256SUMS"


def put(folder: Path) -> None:
    """Write the list of all files in folder; it lists everything but itself, sorted."""
    files = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    files.pop(NAME, None)
    lines = (f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {name}\n" for name, file in sorted(files.items()))
    (folder / NAME).write_text("".join(lines), "utf-8")

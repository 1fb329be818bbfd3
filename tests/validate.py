"""Hold every page, style sheet and drawing against the Nu Html Checker: `make validate`.

The checker is a Java program that only the npm registry has in a current version; it is kept in .cache.
"""

import contextlib
import functools
import hashlib
import http.server
import os
import shutil
import subprocess
import sys
import tarfile
import threading
from pathlib import Path

from sitebuild.diagnostics.problems import show
from sitebuild.project import Project
from sitebuild.publishing.build import build

VERSION = "26.9.27"
SHA512 = "4e441de4315f39a582f5e6edbe8cd3b2b1f655aa1dde3620faface791133217c417b12f3f7ead2d8336d8e7efe44f5226618258b44a0860057e9125135e6b428"
CACHE = Path(".cache", "vnu")
JAR = CACHE / f"vnu-{VERSION}.jar"
BUILT = Path(".cache", "validated")


def main() -> int:
    if not JAR.exists():
        fetch()
    shutil.rmtree(BUILT, ignore_errors=True)
    BUILT.mkdir(parents=True)
    os.environ["SITEURL"] = "https://example.org"
    for settings in ("pelicanconf", "publishconf"):
        if status := show(build(Project(Path.cwd()), f"{settings}.py", Path.cwd() / BUILT / settings)):
            return status
    checker = [
        "java",
        "-Dnu.validator.servlet.allow-forbidden-hosts=true",  # our own machine
        "-jar",
        str(JAR),
        "--Werror",
        "--stdout",
        "--also-check-css",
        "--also-check-svg",
        "--format",
        "gnu",
    ]
    pages = sorted(path.relative_to(BUILT).as_posix() for path in BUILT.rglob("*.html"))
    with served() as address:  # a page from the disk would be one whose policy allows no drawing
        done = subprocess.run([*checker, *(f"{address}/{page}" for page in pages)], check=False)
    sheets = subprocess.run([*checker, "--skip-non-css", "theme/static"], check=False)
    drawings = subprocess.run([*checker, "--skip-non-svg", "theme/static", "content"], check=False)
    status = max(done.returncode, sheets.returncode, drawings.returncode)
    if not status:
        print(f"The Nu Html Checker {VERSION} finds nothing on {len(pages)} pages.")
    return status


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


@contextlib.contextmanager
def served():
    """Yield the address at which what was built is served."""
    handler = functools.partial(Quiet, directory=str(BUILT))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def fetch() -> None:
    """Fetch the pinned checker from the npm registry, and keep it only if it is the one that was pinned."""
    CACHE.mkdir(parents=True, exist_ok=True)
    subprocess.run(["npm", "pack", "--silent", f"vnu-jar@{VERSION}"], cwd=CACHE, stdout=subprocess.DEVNULL, check=True)
    packed = CACHE / f"vnu-jar-{VERSION}.tgz"
    found = hashlib.sha512(packed.read_bytes()).hexdigest()
    if found != SHA512:
        sys.exit(f"tests/validate.py: vnu-jar {VERSION} is not the file that was pinned ({found}).")
    with tarfile.open(packed) as archive:
        JAR.write_bytes(archive.extractfile("package/build/dist/vnu.jar").read())
    packed.unlink()


if __name__ == "__main__":
    sys.exit(main())

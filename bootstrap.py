"""Set up what the site needs, with nothing but Python's own library.

bootstrap.py site | test | servers | validate | bench | requirements

A virtual environment in .venv from the pinned, hashed list; and what the system itself must have, by the
system's own package manager where that is allowed. Each step is skipped when it is done already.
"""

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

VENV = Path(".venv")
PYTHON = VENV / "bin" / "python"
LISTS = {"site": "requirements.txt", "test": "requirements-test.txt"}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_CHROMIUM = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# What the system calls a thing: (apt, brew).
PACKAGES = {
    "pango": (["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"], ["pango"]),
    "chromium": (["chromium"], ["--cask", "chromium"]),
    "libatomic": (["libatomic1"], ["gcc"]),  # Playwright's driver is linked against it
    "nginx": (["nginx"], ["nginx"]),
    "apache2": (["apache2"], ["httpd"]),
    "rsync": (["rsync"], ["rsync"]),
    "rclone": (["rclone"], ["rclone"]),
    "ssh": (["openssh-client"], ["openssh"]),
    "sshd": (["openssh-server"], ["openssh"]),
    "w3m": (["w3m"], ["w3m"]),
    "java": (["default-jre-headless"], ["openjdk"]),
    "npm": (["npm"], ["node"]),
}
# What the tests of servers run: by its package, the names that the program may have.
SERVERS = {"nginx": ["nginx"], "apache2": ["apache2", "httpd"]}
SERVERS |= {each: [each] for each in ("rsync", "rclone", "ssh", "sshd", "w3m")}
SERVICES = {"nginx": "nginx", "apache2": "apache2", "sshd": "ssh"}  # those that Debian starts, as it calls them
# Where Debian and Homebrew keep servers; only root has these folders on the path.
SERVER_FOLDERS = ("/usr/local/sbin", "/usr/sbin", "/sbin", "/opt/homebrew/bin", "/usr/local/bin")
POLICY = Path("/usr/sbin/policy-rc.d")  # Debian asks it before it starts a service (invoke-rc.d(8))
UV = "uv==0.13.8"


def main(what: str) -> None:
    if sys.version_info < (3, 11):
        stop(f"this is Python {sys.version.split()[0]}. Install Python 3.11 or newer")
    if what == "requirements":
        return write_requirements()
    if what == "servers":
        return servers()
    environment(LISTS.get(what, LISTS["test"]))
    need("pango", pango())
    if what in ("test", "bench"):
        need("chromium", chromium())
        need("libatomic", not run([PYTHON, "-m", "playwright", "--version"], quiet=True))
        (VENV / ".site").touch()
    if what == "validate":
        need("java", shutil.which("java"))
    if what in ("validate", "bench"):
        need("npm", shutil.which("npm"))
    if what in LISTS:
        (VENV / f".{what}").touch()


def environment(requirements: str) -> None:
    """Make .venv and install the pinned list into it."""
    if not PYTHON.exists() or run([PYTHON, "-m", "pip", "--version"], quiet=True):
        print("Setting up .venv …", flush=True)
        shutil.rmtree(VENV, ignore_errors=True)
        if run([sys.executable, "-m", "venv", VENV], quiet=True):  # Debian keeps venv in a package of its own
            install("python3-venv", [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"], ["python"])
            shutil.rmtree(VENV, ignore_errors=True)
            if run([sys.executable, "-m", "venv", VENV]):
                stop("the virtual environment could not be made. Install python3-venv")
    pip = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "-qq",
        "--disable-pip-version-check",
        "--require-hashes",
        "-r",
        requirements,
    ]
    if run(pip):
        stop(
            f"the packages in {requirements} could not be installed. Look at the lines above; the first time needs the network"
        )


def chromium() -> str | None:
    """Return the browser that the tests drive: $CHROMIUM, or the first that the system has."""
    found = (os.environ.get("CHROMIUM"), *map(shutil.which, CHROMIUM), *(p for p in MAC_CHROMIUM if Path(p).exists()))
    return next(filter(None, found), None)


def servers() -> None:
    """Install the servers that the tests run by themselves; their services stay off, also when the machine starts."""
    missing = [each for each, names in SERVERS.items() if not program(*names)]
    with services_kept_off():
        for each in missing:
            install(each, *PACKAGES[each])
    if shutil.which("systemctl"):
        for each in set(missing) & SERVICES.keys():
            run([*as_root(), "systemctl", "disable", SERVICES[each]], quiet=True)


@contextlib.contextmanager
def services_kept_off():
    """Let Debian start no service meanwhile; a machine that has a rule of its own for that keeps it."""
    if not shutil.which("apt-get") or POLICY.exists():
        yield
        return
    run([*as_root(), "sh", "-c", f"printf '#!/bin/sh\\nexit 101\\n' >{POLICY} && chmod 755 {POLICY}"], quiet=True)
    try:
        yield
    finally:
        run([*as_root(), "rm", "-f", POLICY], quiet=True)


def program(*names: str) -> str | None:
    """Return the first of the programs that is on this system, also where only root looks for it."""
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), *SERVER_FOLDERS))
    return next(filter(None, (shutil.which(name, path=path) for name in names)), None)


def pango() -> bool:
    """Tell whether the environment finds the libraries that set pamphlets, in the very way in which it will load them."""
    return not run([PYTHON, "-W", "error", "-c", "import weasyprint"], quiet=True)


def need(what: str, found: object) -> None:
    """Install what is missing on this system."""
    if not found:
        install(what, *PACKAGES[what])


def install(what: str, apt: list[str], brew: list[str]) -> None:
    """Install a system package where that is allowed; else stop with the one line that does it."""
    root = as_root()
    if shutil.which("apt-get"):
        command = [*root, "apt-get", "install", "--yes", "--quiet", "--no-install-recommends", *apt]
        allowed = not root or (shutil.which("sudo") and not run(["sudo", "-n", "true"], quiet=True))
        by_hand = f"sudo apt-get install {' '.join(apt)}"
    elif shutil.which("brew"):
        command, allowed, by_hand = ["brew", "install", *brew], True, f"brew install {' '.join(brew)}"
    else:
        command, allowed, by_hand = [], False, f"install {what} with your system's package manager"
    if not allowed:
        stop(f"{what} is missing. Install it, then try again: {by_hand}")
    print(f"Installing {what} …", flush=True)
    if command[:1] != ["brew"]:
        run([*root, "apt-get", "update", "--quiet"], quiet=True)
    if run(command, quiet=True):
        stop(f"{what} could not be installed. Install it, then try again: {by_hand}")


def as_root() -> list[str]:
    """Return what goes before a command that only root may run; sudo asks for no password here, it fails."""
    return [] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["sudo", "-n"]


def write_requirements() -> None:
    """Write requirements*.txt from pyproject.toml: every version pinned, every file's hash, no registry's address."""
    tools = Path(".cache", "tools")
    run([sys.executable, "-m", "venv", tools])
    run([tools / "bin" / "python", "-m", "pip", "install", "--quiet", UV])
    compiled = [tools / "bin" / "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
    compiled += ["--generate-hashes", "--no-emit-index-url", "--no-header", "pyproject.toml"]
    run([*compiled, "-o", LISTS["site"]])
    run([*compiled, "-o", LISTS["test"], "-c", LISTS["site"], "--group", "test"])


def run(command: list, quiet: bool = False) -> int:
    """Run a command; return its exit status."""
    out = subprocess.DEVNULL if quiet else None
    try:
        return subprocess.run([str(part) for part in command], stdout=out, stderr=out).returncode
    except FileNotFoundError:
        return 127


def stop(line: str) -> None:
    sys.exit(f"bootstrap.py: {line}.")


if __name__ == "__main__":
    main(sys.argv[1])

"""Real servers for the tests: nginx and Apache on a free port of this machine, with what was published alone."""

import contextlib
import grp
import io
import os
import pwd
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass
from http.client import HTTPMessage, HTTPResponse
from pathlib import Path
from typing import ClassVar

from bootstrap import program


@dataclass
class Answer:
    """What a server said. size: bytes over the wire, headers and all. path: of what was asked for."""

    path: str
    status: int
    headers: HTTPMessage
    body: bytes
    size: int


class Server:
    """A server for the folder published, from `with` to its end; whatever it writes goes into the folder own.

    Both folders are such that the user can read them whom a server becomes that is started by root.
    """

    name: ClassVar[str]

    def __init__(self, published: Path, own: Path):
        self.published, self.own, self.port = published, own, 0

    def __enter__(self):
        for _attempt in range(5):  # between finding a free port and taking it, another may
            self.port = free_port()
            (self.own / "server.conf").write_text(self.configuration(), "utf-8")
            with (self.own / "said").open("wb") as said:
                self.process = subprocess.Popen(self.command(), stdout=said, stderr=said)
            if self._answers():
                return self
        raise AssertionError((self.own / "said").read_text("utf-8", "replace"))

    def __exit__(self, *_error):
        self.process.terminate()
        self.process.wait()

    def _answers(self) -> bool:
        while self.process.poll() is None:
            with contextlib.suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", self.port)):
                return True
            time.sleep(0.02)
        return False

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def asked(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Return the answer to one request. headers: range="bytes=0-1", accept_encoding="br" and so on."""
        named = {"Host": f"127.0.0.1:{self.port}", "Connection": "close"}
        named |= {name.replace("_", "-").title(): value for name, value in headers.items()}
        lines = (f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in named.items()), "", "")
        with socket.create_connection(("127.0.0.1", self.port)) as connection:
            connection.sendall("\r\n".join(lines).encode())
            raw = b"".join(iter(lambda: connection.recv(65536), b""))
        response = HTTPResponse(_Received(raw), method=method)
        response.begin()
        return Answer(path, response.status, response.headers, response.read(), len(raw))


class _Received:
    """What came out of a socket, as http.client reads it."""

    def __init__(self, raw: bytes):
        self.raw = raw

    def makefile(self, _mode):
        return io.BytesIO(self.raw)


class Nginx(Server):
    """nginx as it may be set up around the site: it compresses all it sends by itself, and knows few types."""

    name = "nginx"

    def command(self):
        return [program("nginx"), "-p", str(self.own), "-c", str(self.own / "server.conf"), "-g", "daemon off;"]

    def configuration(self):
        kept = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        return f"""\
        {"user {} {};".format(*nobody()) if os.geteuid() == 0 else ""}
        pid {self.own}/pid;
        error_log stderr;
        events {{ worker_connections 64; }}
        http {{
            {" ".join(f"{each}_temp_path {self.own}/{each};" for each in kept)}
            access_log off;
            types {{ text/html html; image/gif gif; }}
            default_type application/octet-stream;
            gzip on;
            gzip_types *;
            server {{
                listen 127.0.0.1:{self.port};
                root {self.published};
                include {next(self.published.rglob("nginx.conf"))};
            }}
        }}
        """


class Apache(Server):
    """Apache as cheap hosting sets it up: it lists folders, guesses names, compresses, and obeys .htaccess."""

    name = "apache"
    modules = [
        "mpm_event",
        "unixd",
        "authz_core",
        "dir",
        "mime",
        "headers",
        "rewrite",
        "negotiation",
        "autoindex",
        "filter",
        "deflate",
    ]

    def command(self):
        return [program("apache2", "httpd"), "-f", str(self.own / "server.conf"), "-D", "FOREGROUND"]

    def configuration(self):
        folder = modules_folder()
        modules = ((each, folder / f"mod_{each}.so") for each in self.modules)  # Debian has built some in
        first = [f"LoadModule {name}_module {file}" for name, file in modules if file.exists()]
        if os.geteuid() == 0:
            first += map(" ".join, zip(("User", "Group"), nobody(), strict=True))
        first = "\n".join(first)
        return f"""{first}
        ServerRoot "{self.own}"
        DefaultRuntimeDir "{self.own}"
        PidFile "{self.own}/pid"
        ErrorLog "{self.own}/errors"
        ServerName 127.0.0.1
        Listen 127.0.0.1:{self.port}
        DocumentRoot "{self.published}"
        <Directory "{self.published}">
            Options Indexes FollowSymLinks MultiViews
            AllowOverride FileInfo Options=Indexes,MultiViews
            Require all granted
        </Directory>
        <Files ".ht*">
            Require all denied
        </Files>
        <IfModule mod_mime.c>
            TypesConfig /dev/null
            AddType application/x-gzip .gz .tgz
            AddLanguage br .br
        </IfModule>
        <IfModule mod_deflate.c>
            AddOutputFilterByType DEFLATE text/html text/plain text/javascript application/xml
        </IfModule>
        """


class BareApache(Apache):
    """Apache that lists folders, with none of the modules that .htaccess uses."""

    modules = ("mpm_event", "unixd", "authz_core", "dir", "autoindex")


def modules_folder() -> Path:
    """Return where Apache's modules are: Debian's folder, Red Hat's, or Homebrew's beside the program."""
    beside = Path(program("apache2", "httpd")).resolve().parents[1] / "lib" / "httpd" / "modules"
    return next(filter(Path.is_dir, (Path("/usr/lib/apache2/modules"), Path("/usr/lib64/httpd/modules"), beside)))


def nobody() -> tuple[str, str]:
    """Return a user without rights and that user's group."""
    user = pwd.getpwnam("nobody")
    return user.pw_name, grp.getgrgid(user.pw_gid).gr_name


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


def readable_copy(folder: Path, into: Path, below: str = "") -> Path:
    """Copy a published folder to where every user of the machine can read it; return where a server finds the copy.

    below: the folder of the host in which the site is to stand, "" for none.
    """
    into.chmod(0o755)
    shutil.copytree(folder, into / "host" / below, symlinks=True)
    return into / "host"

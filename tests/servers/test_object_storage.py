"""The site reaches object storage in an order that no reader notices: by the real rclone, to an S3 server of one's own."""

import re
import shlex
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from by_make import made_for, make
from servers_in_use import free_port
from test_deploy import ENVIRONMENT, Project
from test_real_servers import TYPES

KEPT = {".js": "public, max-age=31536000, immutable", ".pdf": "public, max-age=86400", ".zip": "public, max-age=86400"}
NONE_OF_OURS = "Such a host sends none of our headers and redirects: set at the CDN what output/_headers says"


class Storage:
    """moto's S3 server on the loopback, and what it was asked for."""

    def __init__(self, folder: Path):
        self.log, self.port = folder / "log", free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(self.port)]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, env=ENVIRONMENT)
        while "Running on" not in self.log.read_text():
            assert self.process.poll() is None, self.log.read_text()
        self.settings = {
            "RCLONE_CONFIG": str(folder / "none"),
            "RCLONE_CONFIG_STORE_TYPE": "s3",
            "RCLONE_CONFIG_STORE_PROVIDER": "Other",
            "RCLONE_CONFIG_STORE_ENDPOINT": self.address,
            "RCLONE_CONFIG_STORE_ACCESS_KEY_ID": "x",
            "RCLONE_CONFIG_STORE_SECRET_ACCESS_KEY": "x",
            "RCLONE_CONFIG_STORE_REGION": "us-east-1",
            "RCLONE_CONFIG_STORE_ACL": "public-read",
        }

    def holds(self, key: str, data: bytes = b"") -> None:
        self.asked(f"/{key}", "PUT", data)

    def asked(self, path: str, method: str = "GET", data: bytes | None = None):
        request = urllib.request.Request(self.address + path, data, method=method)
        with urllib.request.urlopen(request) as answer:
            return answer.headers, answer.read()

    def keys(self, bucket: str) -> set[str]:
        return set(re.findall("<Key>(.*?)</Key>", self.asked(f"/{bucket}?list-type=2&max-keys=1000")[1].decode()))

    def changes(self) -> list[tuple[str, str]]:
        """Return what was written and deleted so far, in order."""
        return re.findall(r"(PUT|DELETE|POST) (/\S*) HTTP", self.log.read_text())


@pytest.fixture(scope="module")
def storage(tmp_path_factory):
    storage = Storage(tmp_path_factory.mktemp("storage"))
    yield storage
    storage.process.terminate()
    storage.process.wait()


@pytest.fixture
def bucket(storage, request) -> str:
    name = re.sub("[^a-z]+", "-", request.node.name.lower())[:50].strip("-")
    storage.holds(name)
    return name


@pytest.fixture
def project(tmp_path):
    made_for(tmp_path, f'exec {shlex.quote(sys.executable)} "$@"')
    project = Project(tmp_path)
    project.publishes("first", files=3)
    return project


def test_every_file_arrives_with_its_type_and_the_time_for_which_it_is_kept(storage, served, tmp_path, bucket):
    made_for(tmp_path, f'exec {shlex.quote(sys.executable)} "$@"')
    (tmp_path / "output").symlink_to(served)
    target = f"rclone:store:{bucket}"
    done = make(tmp_path, "deploy", f"TARGET={target}", **ENVIRONMENT, **storage.settings)
    assert (done.returncode, done.stdout) == (0, f"The site is at {target}. {NONE_OF_OURS}\n"), done.stderr
    names = {path.relative_to(served).as_posix() for path in served.rglob("*") if path.is_file()}
    hidden = (
        ".br",
        ".gz",
        ".gone",
        ".moved",
        ".page",
        ".section-house",
        "nginx.conf",
        ".htaccess",
        "_headers",
        "_redirects",
        ".redirect",
    )
    wanted = {name for name in names if not name.endswith(hidden)}
    assert storage.keys(bucket) == wanted and len(wanted) > 150
    for name in wanted:
        headers, body = storage.asked(f"/{bucket}/{name}")
        assert body == (served / name).read_bytes(), name
        assert headers["Content-Type"] == TYPES[Path(name).suffix], name
        assert headers["Cache-Control"] == KEPT.get(Path(name).suffix, "public, max-age=600"), name
    written = [path for _method, path in storage.changes() if path.startswith(f"/{bucket}/")]
    first_page = next(number for number, path in enumerate(written) if path.split("?")[0].endswith(".html"))
    assert all(path.split("?")[0].endswith(".html") for path in written[first_page:]) and first_page > 50


def test_pages_come_after_what_they_load_and_nothing_goes_before_they_are_there(storage, project, bucket):
    target = f"rclone:store:{bucket}/site"
    settings = ENVIRONMENT | storage.settings
    (project.output / "js").mkdir()
    (project.output / "js/open-aaaaaaaa.js").write_text("1")
    project.lists()
    assert make(project.folder, "deploy", f"TARGET={target}", **settings).returncode == 0
    before = len(storage.changes())
    project.publishes("second", files=2)  # a page fewer
    (project.output / "js").mkdir()
    (project.output / "js/open-bbbbbbbb.js").write_text("2")
    (project.output / "images").mkdir()
    (project.output / "images/a.svg").write_text("<svg/>")
    project.lists()
    assert make(project.folder, "deploy", f"TARGET={target}", **settings).returncode == 0
    changes = [(method, path.split("?")[0]) for method, path in storage.changes()[before:]]
    puts = [path.removeprefix(f"/{bucket}/site/") for method, path in changes if method == "PUT"]
    assert set(puts[:3]) == {"SHA256SUMS", "js/open-bbbbbbbb.js", "images/a.svg"}
    assert set(puts[3:]) == {"index.html", "404.html", "raad/0/index.html", "raad/1/index.html"}  # no other had changed
    assert changes[len(puts) :] == [("DELETE", f"/{bucket}/site/raad/2/index.html")]
    keys = {key.removeprefix("site/") for key in storage.keys(bucket)}
    assert "raad/2/index.html" not in keys and {"js/open-aaaaaaaa.js", "js/open-bbbbbbbb.js"} <= keys


def test_one_that_broke_off_is_finished_by_the_next(storage, project, bucket):
    target = f"rclone:store:{bucket}"
    settings = ENVIRONMENT | storage.settings
    broken = project.folder / "bin"
    broken.mkdir()
    (broken / "rclone").write_text(
        '#!/bin/sh\ncase "$*" in *text/html*) echo "no line" >&2; exit 1 ;; esac\n'
        f'PATH="{settings["PATH"]}" exec rclone "$@"\n'
    )
    (broken / "rclone").chmod(0o755)
    done = make(project.folder, "deploy", f"TARGET={target}", **settings | {"PATH": f"{broken}:{settings['PATH']}"})
    assert done.stderr.splitlines()[0] == (
        f"make: the upload to {target} broke off (no line). Run it again: what has arrived is not sent a second time."
    )
    assert "index.html" not in storage.keys(bucket)
    assert make(project.folder, "deploy", f"TARGET={target}", **settings).returncode == 0
    assert storage.asked(f"/{bucket}/index.html")[1] == b"first"


def test_a_folder_with_other_things_in_it_is_refused_and_left_alone(storage, project, bucket):
    storage.holds(f"{bucket}/mine.txt", b"somebody's")
    target = f"rclone:store:{bucket}"
    done = make(project.folder, "deploy", f"TARGET={target}", **ENVIRONMENT, **storage.settings)
    assert done.stderr.splitlines()[0] == (
        f"make: {target} holds “mine.txt”, which no deploy put there. Choose a new or an empty folder."
    )
    assert storage.keys(bucket) == {"mine.txt"}


@pytest.mark.parametrize(
    "written", ["", "store", "store:", ":", ":s3:", "store:/", "-n:x", "store:a\nb", "store:.", ":/x"]
)
def test_a_remote_that_cannot_be_meant_is_refused_in_one_line(project, written):
    done = make(project.folder, "deploy", f"TARGET=rclone:{written}", **ENVIRONMENT)
    assert done.returncode == 2
    assert done.stderr.splitlines()[0].endswith(
        " is no place to deploy to. "
        "Write make deploy TARGET=rclone:remote:folder, with a remote that “rclone config” knows."
    )


def test_what_such_a_host_cannot_do_is_said_in_one_line(storage, project):
    target = "rclone:store:x"
    for command, values, said in (
        ("rollback", {}, f"{target} keeps no older site. Publish the older texts, and deploy them."),
        ("deploy", {"AFTER": "true"}, f"{target} is no machine on which AFTER could run. Leave AFTER out."),
    ):
        done = make(project.folder, command, f"TARGET={target}", **ENVIRONMENT, **storage.settings, **values)
        assert (done.returncode, done.stderr.splitlines()[0]) == (2, f"make: {said}")


def test_a_remote_that_nobody_knows_and_a_missing_rclone_are_told_in_one_line(storage, project):
    done = make(
        project.folder, "deploy", "TARGET=rclone:nobody:x", **ENVIRONMENT, RCLONE_CONFIG=str(project.folder / "none")
    )
    line = done.stderr.splitlines()[0]
    assert line.startswith("make: the upload to rclone:nobody:x broke off (") and "nobody" in line
    (project.folder / "bin").mkdir()
    for tool in ("sh", "make", "uname"):
        (project.folder / "bin" / tool).symlink_to(
            next(p for p in ("/bin", "/usr/bin") if Path(p, tool).exists()) + f"/{tool}"
        )
    done = make(project.folder, "deploy", "TARGET=rclone:x:y", **ENVIRONMENT | {"PATH": str(project.folder / "bin")})
    assert done.stderr.splitlines()[0] == "make: rclone is missing on this machine. Install it, then try again."

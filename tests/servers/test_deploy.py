"""A deploy reaches its target whole or not at all, whatever breaks on the way: with real rsync, ssh and shells."""

import getpass
import hashlib
import os
import random
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {
    "PATH": f"{os.environ['PATH']}:/usr/sbin",
    "LC_ALL": "C.UTF-8",
    "PYTHONPATH": str(ROOT),
    "HOME": os.environ["HOME"],
}
LIST = "SHA256SUMS"
TOOLS = ("rsync", "mkdir", "ln", "mv", "ls", "date", "find", "wc", "sha256sum", "rm", "readlink")


class Project:
    """A folder with a published site, and a folder to deploy it to."""

    def __init__(self, folder: Path):
        self.folder, self.output, self.target = folder, folder / "output", folder / "srv" / "www"

    def publishes(self, words: str, files: int = 12) -> None:
        """Put a site into output/ as make publish does: beside, then in place, with a list of its checksums."""
        shutil.rmtree(self.output, ignore_errors=True)
        pages = {f"raad/{number}/index.html": f"{words} {number}\n" * 200 for number in range(files)}
        pages |= {
            "index.html": words,
            "css/always the same æ.css": "body {}",
            ".htaccess": f"# {words}",
            "404.html": words,
        }
        for name, text in pages.items():
            path = self.output / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        self.lists()

    def lists(self) -> None:
        paths = sorted(path for path in self.output.rglob("*") if path.is_file() and path.name != LIST)
        lines = (f"{_sum(path.read_bytes())}  {path.relative_to(self.output).as_posix()}\n" for path in paths)
        (self.output / LIST).write_text("".join(lines), "utf-8")

    def starts(self, command: str, target: str | Path | None = None, **environment: str) -> subprocess.Popen:
        where = {"TARGET": str(self.target if target is None else target)}
        return subprocess.Popen(
            [sys.executable, "-m", "sitebuild", command],
            cwd=self.folder,
            env=ENVIRONMENT | where | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def runs(self, command: str, target: str | Path | None = None, **environment: str) -> tuple[int, str, str]:
        process = self.starts(command, target, **environment)
        said, problems = process.communicate()
        return process.returncode, said.strip(), problems.strip()

    def deploys(self, target: str | Path | None = None, **environment: str) -> str:
        """Deploy what must succeed; return the release."""
        status, said, problems = self.runs("deploy", target, **environment)
        assert (status, problems) == (0, ""), problems
        return said.rpartition(" ")[2]

    @property
    def releases(self) -> list[str]:
        return sorted(path.name for path in (self.target / "releases").iterdir())

    @property
    def current(self) -> str:
        return (self.target / "current").readlink().name


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def words_of(folder: Path | str) -> str:
    """Return the words of the site in a folder, as one reader meets it; fails where it is not whole."""
    at = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)  # whatever happens meanwhile, this is one release
    try:

        def read(name):
            with open(os.open(name, os.O_RDONLY, dir_fd=at), "rb") as file:
                return file.read()

        for line in read(LIST).decode().splitlines():
            checksum, name = line.split("  ", 1)
            assert _sum(read(name)) == checksum, name
        return read("index.html").decode()
    finally:
        os.close(at)


@pytest.fixture
def project(tmp_path):
    project = Project(tmp_path)
    project.publishes("first")
    return project


@pytest.fixture(scope="module")
def ssh(tmp_path_factory) -> str:
    """A real sshd on the loopback, for the user who runs the tests; what to put into SSH to reach it as “server”."""
    folder = tmp_path_factory.mktemp("ssh")
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    shutil.copy(folder / "user.pub", folder / "authorized_keys")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = ["ListenAddress 127.0.0.1", f"Port {port}", f"HostKey {folder / 'host'}", "PidFile none", "UsePAM no"]
    settings += ["StrictModes no", f"AuthorizedKeysFile {folder / 'authorized_keys'}", "PasswordAuthentication no"]
    (folder / "sshd_config").write_text("\n".join(settings) + "\n")
    client = [
        "Host server",
        "HostName 127.0.0.1",
        f"Port {port}",
        f"User {getpass.getuser()}",
        f"IdentityFile {folder / 'user'}",
    ]
    client += [
        "IdentitiesOnly yes",
        "StrictHostKeyChecking no",
        f"UserKnownHostsFile {folder / 'known'}",
        "LogLevel ERROR",
    ]
    (folder / "config").write_text("\n".join(client) + "\n")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # sshd asks for it; a service that is off has not made it
    daemon = subprocess.Popen(
        [shutil.which("sshd", path=ENVIRONMENT["PATH"]), "-D", "-e", "-f", folder / "sshd_config"],
        stderr=subprocess.PIPE,
    )
    command = f"ssh -F {folder / 'config'}"
    for _attempt in range(100):
        if subprocess.run([*command.split(), "server", "true"], stderr=subprocess.DEVNULL, check=False).returncode == 0:
            break
        time.sleep(0.1)
    else:
        daemon.kill()
        pytest.fail(f"sshd does not answer: {daemon.stderr.read().decode()}")
    yield command
    daemon.terminate()
    daemon.wait()
    daemon.stderr.close()


def test_the_first_deploy_makes_the_folder_and_the_link(project):
    status, said, problems = project.runs("deploy")
    assert (status, problems) == (0, "")
    assert said == f"The site is at {project.target}: {project.current}"
    assert words_of(project.target / "current") == "first"
    assert os.readlink(project.target / "current") == f"releases/{project.current}"
    assert project.current.endswith(_sum((project.output / LIST).read_bytes())[:12])
    assert sorted(path.name for path in project.target.iterdir()) == [".done", ".incoming", "current", "releases"]
    assert list((project.target / ".incoming").iterdir()) == []
    assert oct((project.target / "current").stat().st_mode)[-3:] == "755"


def test_the_same_bytes_make_no_second_release(project):
    release = project.deploys()
    project.publishes("first")
    status, said, _problems = project.runs("deploy")
    assert (status, said) == (0, f"{project.target} has this site already: {release}")
    assert project.releases == [release]


def test_the_same_bytes_mend_a_release_that_was_damaged(project):
    project.deploys()
    (project.target / "current" / "index.html").write_text("defaced")
    project.deploys()
    assert words_of(project.target / "current") == "first"


def test_a_file_that_did_not_change_is_not_stored_or_sent_again(project):
    project.deploys()
    project.publishes("second")
    project.deploys()
    one, two = (project.target / "releases" / name for name in project.releases)
    assert (one / "css/always the same æ.css").samefile(two / "css/always the same æ.css")
    assert not (one / "index.html").samefile(two / "index.html")


@pytest.mark.parametrize("host", ["", "server:"], ids=["here", "over ssh"])
def test_a_link_within_the_site_arrives_as_a_link_and_one_that_leads_elsewhere_is_damage(project, ssh, host):
    (project.output / "old.moved").symlink_to("raad/1/index.html")
    project.lists()
    project.deploys(f"{host}{project.target}", SSH=ssh)
    project.publishes("second")
    (project.output / "old.moved").symlink_to("raad/2/index.html")
    project.lists()
    project.deploys(f"{host}{project.target}", SSH=ssh)
    leads = [os.readlink(project.target / "releases" / each / "old.moved") for each in project.releases]
    assert leads == ["raad/1/index.html", "raad/2/index.html"]
    link = project.target / "releases" / project.releases[0] / "old.moved"
    link.unlink()
    link.symlink_to("raad/3/index.html")
    assert "are not those that were sent" in project.runs("rollback", f"{host}{project.target}", SSH=ssh)[2]


def test_five_releases_are_kept(project):
    made = []
    for number in range(7):
        project.publishes(f"site {number}", files=1)
        made.append(project.deploys())
    assert project.releases == made[-5:] and made == sorted(made)
    assert project.current == made[-1]


def test_rollback_goes_back_one_release_each_time_and_says_when_there_is_none(project):
    made = []
    for number in range(3):
        project.publishes(f"site {number}")
        made.append(project.deploys())
    assert project.runs("rollback") == (0, f"{project.target} is back at {made[1]}; it was at {made[2]}", "")
    assert words_of(project.target / "current") == "site 1"
    assert project.runs("rollback")[0] == 0
    assert words_of(project.target / "current") == "site 0"
    assert project.runs("rollback") == (
        1,
        "",
        f"make: {project.target} has no release before {made[0]}. Deploy what should be there.",
    )
    assert words_of(project.target / "current") == "site 0"


def test_what_was_rolled_back_from_is_nothing_to_go_back_to(project):
    for words in ("good", "bad"):
        project.publishes(words)
        project.deploys()
    project.runs("rollback")
    project.publishes("better")
    project.deploys()
    project.runs("rollback")
    assert words_of(project.target / "current") == "good"


def test_rollback_passes_over_a_damaged_release_to_the_next_whole_one_and_says_so(project):
    made = []
    for number in range(4):
        project.publishes(f"site {number}")
        made.append(project.deploys())
    (project.target / "releases" / made[2] / "404.html").unlink()
    (project.target / "releases" / made[1] / "more").write_text("x")
    assert project.runs("rollback") == (
        0,
        f"{project.target} is back at {made[0]}; it was at {made[3]}; "
        f"passed over, for they are damaged: {made[2]}, {made[1]}",
        "",
    )
    assert words_of(project.target / "current") == "site 0"


def test_rollback_never_leads_to_a_damaged_release(project):
    project.deploys()
    project.publishes("second")
    project.deploys()
    (project.target / "releases" / project.releases[0] / "404.html").unlink()
    status, _said, problems = project.runs("rollback")
    assert status == 1 and problems.startswith(f"make: the files at {project.target} are not those that were sent.")
    assert words_of(project.target / "current") == "second"


def test_rollback_without_a_deploy_says_so_and_makes_nothing(project):
    assert project.runs("rollback") == (
        1,
        "",
        f"make: nothing was deployed to {project.target} yet. Run make deploy first.",
    )
    assert not project.target.exists()


def test_the_command_in_after_runs_at_the_target_when_the_new_site_is_there(project, ssh):
    after = "cat current/index.html > '../what æ'; echo noise; cat"  # and it waits for no input
    for where in (str(project.target), f"server:{project.target}"):
        project.publishes(f"{where}, old")
        project.deploys(where, SSH=ssh)
        project.publishes(f"{where}, new")
        project.deploys(where, SSH=ssh, AFTER=after)
        assert (project.target.parent / "what æ").read_text("utf-8") == f"{where}, new"
        assert project.runs("rollback", where, SSH=ssh, AFTER=after)[0] == 0
        assert (project.target.parent / "what æ").read_text("utf-8") == f"{where}, old"


def test_where_the_command_in_after_fails_the_old_site_comes_back(project):
    old = project.deploys()
    project.publishes("second")
    status, said, problems = project.runs("deploy", AFTER="echo 'no such service' >&2; exit 3")
    assert (status, said, problems) == (
        1,
        "",
        f"make: the command in AFTER failed at {project.target} (no such service), and it is as it was. "
        "Mend the command, then try again.",
    )
    assert (project.releases, project.current, words_of(project.target / "current")) == ([old], old, "first")
    new = project.deploys()
    assert project.runs("rollback", AFTER="false")[0] == 1
    assert (project.current, project.releases) == (new, [old, new])


def test_where_it_fails_the_first_time_there_is_no_site_as_before(project):
    assert project.runs("deploy", AFTER="false")[0] == 1
    assert not os.path.lexists(project.target / "current") and project.releases == []
    project.deploys(AFTER="true")


# What stands in TARGET and cannot be meant.
@pytest.mark.parametrize(
    "written",
    [
        "",
        "/",
        "//",
        "/../",
        "server:",
        "server:/",
        "server:~",
        "server:.",
        "server:/srv/..",
        "server::module",
        "ssh://server/srv",
        "-oProxyCommand=touch pwned:/srv/x",
        "a b:/srv/x",
        "u@-oX:/srv",
        "$(touch pwned):/srv",
        "/srv/x\ny",
        ":/srv",
    ],
)
@pytest.mark.parametrize("command", ["deploy", "rollback"])
def test_a_target_that_cannot_be_meant_is_refused_in_one_line(project, written, command):
    status, said, problems = project.runs(command, written)
    assert (status, said) == (1, "")
    assert problems.startswith("make: ") and problems.endswith(
        " Write make deploy TARGET=user@host:/path, or the path of a folder."
    )
    assert len(problems.splitlines()) == 1
    assert not list(project.folder.rglob("pwned"))


def test_a_folder_with_other_things_in_it_is_refused_and_left_alone(project):
    for name in ("index.html", ".bashrc", "..odd", "-rf"):
        shutil.rmtree(project.target, ignore_errors=True)
        project.target.mkdir(parents=True)
        (project.target / name).write_text("somebody's")
        assert project.runs("deploy") == (
            1,
            "",
            f"make: {project.target} holds “{name}”, which no deploy put there. Choose a new or an empty folder.",
        )
        assert [path.name for path in project.target.iterdir()] == [name]
    shutil.rmtree(project.target)
    (project.target / "current").mkdir(parents=True)
    assert project.runs("deploy")[0] == 1 and list((project.target / "current").iterdir()) == []


def test_an_empty_folder_is_taken(project):
    project.target.mkdir(parents=True)
    project.deploys()


NAMES = [
    "a b æ",
    "$(touch pwned)`touch pwned`",
    "'; touch pwned; '",
    'a "b"',
    "-rf",
    "*",
    "[a-z]",
    "a\\b",
    "~",
    "!x &",
    "x:y",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_may_have_any_name_here_and_there(project, ssh, name):
    for number, where in enumerate((f"{project.folder}/here/{name}", f"server:{project.folder}/there/{name}")):
        project.deploys(where, SSH=ssh)
        project.publishes(f"site {number}")
        project.deploys(where, SSH=ssh)
        folder = Path(where.removeprefix("server:"))
        assert words_of(folder / "current") == f"site {number}"
        assert (folder / "current/404.html").stat().st_nlink == 1 and (
            folder / "current/css/always the same æ.css"
        ).stat().st_nlink == 2
        assert [path.name for path in folder.parent.iterdir()] == [name]
    assert not list(project.folder.rglob("pwned"))


def test_a_folder_may_be_named_from_where_one_stands(project):
    project.deploys("srv/www")
    assert words_of(project.target / "current") == "first"


def test_a_folder_may_be_named_from_the_home_of_the_host(project, ssh):
    name = f"deploy-test-{os.getpid()}"
    try:
        for where in (f"server:{name}/x", f"server:~/{name}/x"):
            project.publishes(where)
            project.deploys(where, SSH=ssh)
            assert words_of(Path.home() / name / "x" / "current") == where
    finally:
        shutil.rmtree(Path.home() / name, ignore_errors=True)


def test_a_host_that_does_not_answer_is_told_in_one_line(project):
    status, said, problems = project.runs("deploy", "nobody@127.0.0.1:/srv/x", SSH="ssh -p 9 -F none")
    assert (status, said) == (1, "")
    assert problems == (
        "make: nobody@127.0.0.1:/srv/x cannot be reached "
        "(ssh: connect to host 127.0.0.1 port 9: Connection refused). See that “ssh nobody@127.0.0.1” works without a password."
    )


def test_a_folder_that_may_not_be_written_is_told_in_one_line(project):
    (project.folder / "srv").write_text("a file")
    status, _said, problems = project.runs("deploy")
    assert status == 1 and problems.startswith(f"make: {project.target} cannot be written (mkdir: ")
    assert len(problems.splitlines()) == 1


def test_a_missing_rsync_is_told_in_one_line(project):
    (project.folder / "bin").mkdir()
    for tool in ("sh", *TOOLS[1:], "head", "sleep"):
        (project.folder / "bin" / tool).symlink_to(shutil.which(tool))
    assert project.runs("deploy", PATH=str(project.folder / "bin")) == (
        1,
        "",
        "make: rsync is missing on this machine. Install it, then try again.",
    )


@pytest.mark.parametrize(
    "spoil, file",
    [
        (lambda output: (output / LIST).unlink(), LIST),
        (lambda output: (output / LIST).write_text("no list\n"), LIST),
        (lambda output: (output / "index.html").write_text("changed"), "index.html"),
        (lambda output: (output / "404.html").unlink(), "404.html"),
        (lambda output: (output / ".hidden").write_text("more"), ".hidden"),
        (shutil.rmtree, LIST),
    ],
    ids=["no list", "a list that is none", "changed", "missing", "more", "nothing"],
)
def test_only_what_make_publish_left_is_deployed(project, spoil, file):
    spoil(project.output)
    assert project.runs("deploy") == (
        1,
        "",
        f"output/{file}:1: this is not as make publish leaves it. Run make publish SITEURL=https://… first.",
    )
    assert not project.target.exists()


# --- Broken off ---------------------------------------------------------------------------------------------------


def wraps(project: Project, tools: tuple[str, ...], script: str) -> str:
    """Put a script in the place of tools on a PATH, which is returned; $real is the tool that it stands for."""
    folder = project.folder / "bin"
    folder.mkdir(exist_ok=True)
    for tool in tools:
        real = shlex.quote(shutil.which(tool))
        (folder / tool).write_text(f"#!/bin/sh\nreal={real}\n{script}")
        (folder / tool).chmod(0o755)
    return f"{folder}:{ENVIRONMENT['PATH']}"


@pytest.mark.parametrize(
    "spoil", ["printf x >> $file", "touch $folder/more", "rm $file", "echo 'x  y' >> $folder/SHA256SUMS"]
)
def test_what_arrived_otherwise_than_it_was_sent_is_never_shown(project, spoil):
    project.deploys()
    project.publishes("second")
    path = wraps(
        project,
        ("rsync",),
        f'"$real" "$@"; for folder in .incoming/*; do file=$folder/raad/3/index.html; {spoil}; done\n',
    )
    assert project.runs("deploy", PATH=path) == (
        1,
        "",
        f"make: the files at {project.target} are not those that were sent. Run make deploy again.",
    )
    assert words_of(project.target / "current") == "first" and len(project.releases) == 1
    project.deploys()
    assert words_of(project.target / "current") == "second"


def test_an_upload_that_breaks_off_is_told_and_what_arrived_is_used_again(project):
    project.publishes("second")
    path = wraps(
        project,
        ("rsync",),
        'case "$*" in *--server*) ;; *) rm -r "$PWD/../../output/raad/7" ;; esac\n"$real" "$@"; exit 12\n',
    )
    status, _said, problems = project.runs("deploy", PATH=path)
    assert status == 1 and problems.startswith(f"make: the upload to {project.target} broke off (")
    (left,) = (project.target / ".incoming").iterdir()
    inode = (left / "raad/3/index.html").stat().st_ino
    project.publishes("second")
    project.deploys()
    assert (project.target / "current/raad/3/index.html").stat().st_ino == inode
    os.utime(left, (0, 0))
    project.publishes("third")
    project.deploys()
    assert list((project.target / ".incoming").iterdir()) == []


class Reader(threading.Thread):
    """Somebody who reads the whole site, over and over, and keeps what was wrong with it."""

    def __init__(self, current: Path):
        super().__init__()
        self.current, self.seen, self.faults, self.stop = current, set(), [], threading.Event()

    def run(self):
        while not self.stop.is_set():
            try:
                self.seen.add(words_of(self.current))
                (self.current / "index.html").read_bytes()
            except (OSError, AssertionError) as fault:
                self.faults.append(repr(fault))
            time.sleep(0.01)  # and leaves the machine to the deploy

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_error):
        self.stop.set()
        self.join()


@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_at_any_step_it_leaves_the_old_site_or_the_new_one_and_the_next_deploy_succeeds(project, when):
    # Each tool takes the next number. Two of a pipe run at once, so it is taken as a folder is made: by one alone.
    taken = project.folder / "taken"
    number = f"n=1; while ! {shutil.which('mkdir')} {taken}/$n 2>/dev/null; do n=$((n + 1)); done\n"
    at_step = '[ "$n" != "$STOP" ] || kill -9 0\n'
    then = f'{at_step}exec "$real" "$@"\n' if when == "before" else f'"$real" "$@"; s=$?\n{at_step}exit $s\n'
    path = wraps(project, TOOLS, number + then)
    project.deploys()
    with Reader(project.target / "current") as reader:
        for step in range(1, 100):
            old, new = words_of(project.target / "current"), f"site {step}"
            project.publishes(new, files=3)
            shutil.rmtree(taken, ignore_errors=True)
            taken.mkdir()
            process = project.starts("deploy", PATH=path, STOP=str(step))
            process.communicate()
            assert words_of(project.target / "current") in (old, new)
            if process.returncode == 0:
                break
            assert process.returncode == -signal.SIGKILL
            project.deploys()
            assert words_of(project.target / "current") == new
    assert reader.faults == [] and len(reader.seen) > 1
    assert step > 15  # it was killed at all those
    assert len(project.releases) == 5 and sorted(p.name for p in project.target.glob(".*")) == [".done", ".incoming"]


@pytest.mark.parametrize("host, times", [("", 12), ("server:", 6)], ids=["here", "over ssh"])
def test_killed_at_any_moment_it_leaves_a_whole_site(project, ssh, host, times):
    where = f"{host}{project.target}"
    project.deploys(where, SSH=ssh)
    project.publishes("timed", files=60)
    start = time.perf_counter()
    project.deploys(where, SSH=ssh)
    takes, chance, number, killed = time.perf_counter() - start, random.Random(1993), 0, 0
    with Reader(project.target / "current") as reader:
        while killed < times:
            number += 1
            old, new = words_of(project.target / "current"), f"site {number}"
            project.publishes(new, files=60)
            process = project.starts("deploy", where, SSH=ssh)
            time.sleep(chance.uniform(0.3, 1) * takes)
            # Sometimes all of it dies, sometimes the command alone, and what it started goes on behind its back.
            os.killpg(process.pid, signal.SIGKILL) if number % 2 else process.kill()
            process.communicate()
            if process.returncode == -signal.SIGKILL:
                killed += 1
            else:  # it was done before; a machine that is quicker now than when it was timed is killed sooner
                takes *= 0.8
            assert words_of(project.target / "current") in (old, new)
            project.deploys(where, SSH=ssh)
            assert words_of(project.target / "current") == new
    assert reader.faults == []


def test_two_deploys_at_once_both_arrive_and_do_not_mix(project):
    project.deploys()
    other = Project(project.folder / "other")
    other.target = project.target
    project.publishes("one", files=60)
    other.publishes("other", files=60)
    with Reader(project.target / "current") as reader:
        processes = [each.starts("deploy") for each in (project, other)]
        said = [process.communicate() for process in processes]
    assert [process.returncode for process in processes] == [0, 0], said
    assert reader.faults == [] and reader.seen <= {"first", "one", "other"}
    assert len(project.releases) == 3 and words_of(project.target / "current") in ("one", "other")


def test_a_deploy_waits_for_another_only_so_long_and_says_how_to_clear_its_lock(project):
    project.deploys()
    project.publishes("second")
    (project.target / ".lock").symlink_to(f"{os.getpid()}.{int(time.time())}")
    assert project.runs("deploy") == (
        1,
        "",
        f"make: another deploy is at work at {project.target} (process {os.getpid()}). "
        "Wait for it; if there is none, delete .lock there.",
    )
    assert words_of(project.target / "current") == "first"
    (project.target / ".lock").unlink()
    project.deploys()


@pytest.mark.parametrize("mine, hours", [(True, 2), (False, 0)], ids=["older than an hour", "its process is gone"])
def test_the_lock_of_a_deploy_that_died_holds_nobody_up(project, mine, hours):
    gone = subprocess.Popen(["true"])
    gone.wait()
    project.target.mkdir(parents=True)
    process = os.getpid() if mine else gone.pid
    (project.target / ".lock").symlink_to(f"{process}.{int(time.time()) - hours * 3600}")
    project.deploys()
    assert not os.path.lexists(project.target / ".lock")


@pytest.mark.parametrize(
    "lock", ["{me}.{future}", "{me}", "{me}.", ".{now}", "{me}.x", "{me}.1.2", "x", "{me}.{now} x"]
)
def test_a_lock_of_a_time_to_come_or_that_is_none_holds_nobody_up(project, lock):
    project.target.mkdir(parents=True)
    now = int(time.time())
    (project.target / ".lock").symlink_to(lock.format(me=os.getpid(), now=now, future=now + 999_999))
    project.deploys()
    assert not os.path.lexists(project.target / ".lock")


@pytest.mark.parametrize("written", ["output", "output/www", "./x/../output", "link", "link/www"])
@pytest.mark.parametrize("command", ["deploy", "rollback"])
def test_a_target_within_what_is_deployed_is_refused(project, written, command):
    (project.folder / "link").symlink_to("output")
    assert project.runs(command, written) == (
        1,
        "",
        f"make: {written} is in the folder that is deployed. "
        "Write make deploy TARGET=user@host:/path, or the path of a folder.",
    )
    assert not (project.output / "www").exists() and not (project.output / "releases").exists()


def test_what_somebody_put_beside_the_releases_or_among_them_stays_and_is_in_nobodys_way(project):
    project.deploys(AFTER="touch RELOADED; mkdir releases/notes; touch releases/README releases/notes/x .incoming/mine")
    mine = project.target / "releases" / f"{project.current}.mine"
    shutil.copytree(project.target / "current", mine)
    for number in range(6):
        project.publishes(f"site {number}", files=1)
        project.deploys()
    os.utime(project.target / ".incoming/mine", (0, 0))
    assert project.runs("rollback")[0] == 0
    assert words_of(project.target / "current") == "site 4" and words_of(mine) == "first"
    for name in ("RELOADED", "releases/README", "releases/notes/x"):
        assert (project.target / name).exists(), name


def test_the_scripts_of_the_versions_before_are_there_for_pages_that_a_browser_has_still(project):
    def publishes(letter):
        (project.output / "js").mkdir(exist_ok=True)
        for name in (f"open-{letter * 8}.js", f"open-{letter * 8}.js.br", f"{letter}.js"):
            (project.output / "js" / name).write_text(letter)
        project.lists()
        return project.deploys()

    def scripts():
        return {path.name for path in (project.target / "current" / "js").iterdir() if len(path.stem) > 1}

    def hashed(letters):
        return {f"open-{letter * 8}.js{ending}" for letter in letters for ending in ("", ".br")}

    first = publishes("a")
    project.publishes("second")
    second = publishes("b")
    assert scripts() == hashed("ab")
    assert project.runs("deploy")[1] == f"{project.target} has this site already: {second}"
    assert project.runs("rollback")[1] == f"{project.target} is back at {first}; it was at {second}"
    assert scripts() == hashed("ab")  # also those of the version that was there until now
    for letter in "cdefgh":
        project.publishes(letter)
        publishes(letter)
    assert scripts() == hashed("cdefgh")
    assert project.runs("rollback")[0] == 0
    (project.target / "current/js/open-00000000.js.gz").mkdir()  # no page knows it; whoever made it, it is no fault
    assert "damaged" not in project.runs("rollback")[1]


# --- Two steps ----------------------------------------------------------------------------------------------------

NOTES = "cat current/index.html >> ../notes; echo >> ../notes"


def notes(project: Project) -> list[str]:
    """Return what AFTER saw, each time that it ran."""
    path = project.target.parent / "notes"
    return path.read_text("utf-8").split() if path.exists() else []


@pytest.mark.parametrize("host", ["", "server:"], ids=["here", "over ssh"])
def test_after_runs_for_a_site_that_is_there_already_until_it_has_succeeded_for_it(project, ssh, host):
    where = f"{host}{project.target}"
    release = project.deploys(where, SSH=ssh)
    there = f"{where} has this site already: {release}"
    assert project.runs("deploy", where, SSH=ssh, AFTER="echo no >&2; false") == (
        1,
        "",
        f"make: the command in AFTER failed at {where} (no), and it is as it was. Mend the command, then try again.",
    )
    assert project.current == release
    assert project.runs("deploy", where, SSH=ssh, AFTER=NOTES) == (0, f"The site is at {where}: {release}", "")
    assert notes(project) == ["first"]
    assert project.runs("deploy", where, SSH=ssh, AFTER=NOTES) == (0, there, "")
    assert notes(project) == ["first"]
    assert project.runs("deploy", where, SSH=ssh, AFTER=f"{NOTES}; true")[1] != there  # another command
    assert notes(project) == ["first", "first"] and project.releases == [release]


def test_where_after_fails_it_runs_again_for_the_site_that_came_back(project):
    """A server that has read the new configuration has to read the old one."""
    project.deploys()
    project.publishes("second")
    assert project.runs("deploy", AFTER=f"{NOTES}; grep -q first current/index.html")[0] == 1
    assert notes(project) == ["second", "first"] and words_of(project.target / "current") == "first"


def breaks_off(project: Project, command: str = "deploy") -> None:
    """Begin a command, and kill it while AFTER runs."""
    begun, ends = project.target.parent / "begun", project.target.parent / "ends"
    ends.unlink(missing_ok=True)
    process = project.starts(
        command, AFTER="touch ../begun; until [ -e ../ends ]; do sleep 0.1; done", AFTER_LIMIT="100"
    )
    while not begun.exists():
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    ends.touch()  # what AFTER had begun ends by itself
    begun.unlink()


def test_a_deploy_that_broke_off_before_after_was_done_is_finished_by_the_next(project):
    old = project.deploys(AFTER=NOTES)
    project.publishes("second")
    breaks_off(project)
    assert words_of(project.target / "current") == "second"
    assert project.runs("deploy", AFTER="false")[0] == 1  # what was there before it began comes back
    assert project.current == old
    project.deploys(AFTER=NOTES)
    assert notes(project) == ["first", "second"] and words_of(project.target / "current") == "second"


def test_a_rollback_that_broke_off_before_after_was_done_is_finished_by_the_next_and_goes_no_further(project):
    made = []
    for number in range(3):
        project.publishes(f"site-{number}")
        made.append(project.deploys())
    breaks_off(project, "rollback")
    assert project.runs("rollback", AFTER="false")[0] == 1 and project.current == made[2]
    breaks_off(project, "rollback")
    said = f"{project.target} is back at {made[1]}; it was at {made[2]}"
    assert project.runs("rollback", AFTER=NOTES) == (0, said, "")
    assert notes(project) == ["site-1"]
    assert project.runs("rollback", AFTER=NOTES)[0] == 0
    assert notes(project) == ["site-1", "site-0"]


def test_a_line_that_breaks_off_at_the_target_is_told_and_the_next_run_ends_what_was_begun(project):
    project.deploys()
    project.publishes("second")
    kills_the_shell = "kill -9 $(ps -o ppid= -p $PPID)"  # between it and AFTER stands timeout
    assert project.runs("deploy", AFTER=kills_the_shell) == (
        1,
        "",
        f"make: the line to {project.target} broke off (no reason given). "
        "Run it again: what was begun is finished then.",
    )
    assert project.runs("deploy", AFTER=NOTES)[0] == 0
    assert notes(project) == ["second"]


@pytest.mark.parametrize("without", [(), ("timeout",)], ids=["timeout", "no timeout"])
def test_a_command_that_does_not_end_is_ended_and_the_old_site_comes_back(project, without):
    (project.folder / "bin").mkdir()
    for tool in ("sh", *TOOLS, "head", "sleep", "sort", "cat", "grep", "sed", "kill", "timeout"):
        if tool not in without:
            (project.folder / "bin" / tool).symlink_to(shutil.which(tool))
    old = project.deploys()
    project.publishes("second")
    hangs = "echo $$ > ../pid; echo waiting; exec sleep 1000"
    assert project.runs("deploy", AFTER=hangs, AFTER_LIMIT="1", PATH=str(project.folder / "bin")) == (
        1,
        "",
        f"make: the command in AFTER was not done after 1 s at {project.target} (waiting). "
        "Mend the command, or give it time with AFTER_LIMIT=300; then try again.",
    )
    assert project.current == old
    pid = (project.target.parent / "pid").read_text().strip()
    state = subprocess.run(["ps", "-o", "stat=", "-p", pid], capture_output=True, text=True, check=False).stdout
    assert state.strip()[:1] in ("", "Z")  # nobody may have buried it yet


@pytest.mark.parametrize("written", ["0", "x", "1.5", "1501", "99999", "-1", "$(touch pwned)"])
def test_a_limit_that_is_none_is_told_in_one_line(project, written):
    assert project.runs("deploy", AFTER_LIMIT=written) == (
        1,
        "",
        f"make: AFTER_LIMIT is no number of seconds: {written}. Write a number from 1 to 1500.",
    )


@pytest.mark.parametrize("host", ["", "server:"], ids=["here", "over ssh"])
def test_what_after_leaves_running_holds_nobody_up(project, ssh, host):
    project.deploys(f"{host}{project.target}", SSH=ssh, AFTER="sleep 1000 & echo $! > ../pid")
    left = int((project.target.parent / "pid").read_text())
    os.kill(left, signal.SIGKILL)  # it runs still, and the deploy is done


def test_killed_at_any_moment_both_steps_are_done_by_the_next_deploy(project):
    """KILLS=40 for more of them: a third land while AFTER runs."""
    times, chance, late = int(os.environ.get("KILLS", "9")), random.Random(1993), 0
    after = f"sleep 0.2; {NOTES}"
    project.deploys(AFTER=after)
    project.publishes("timed", files=60)
    start = time.perf_counter()
    project.deploys(AFTER=after)
    takes, killed, number = time.perf_counter() - start, 0, 0
    with Reader(project.target / "current") as reader:
        while killed < times:
            number += 1
            before, new = project.current, f"site-{number}"
            project.publishes(new, files=60)
            process = project.starts("deploy", AFTER=after)
            if killed % 3 == 2:  # right after the change
                while project.current == before and process.poll() is None:
                    time.sleep(0.005)
                time.sleep(chance.uniform(0, 0.2))
            else:
                time.sleep(chance.uniform(0.3, 1) * takes)
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            if process.returncode == -signal.SIGKILL:
                killed += 1
                late += project.current != before
            else:
                takes *= 0.8
            project.deploys(AFTER=after)
            assert words_of(project.target / "current") == new and new in notes(project)
    print(f"killed {killed} times, {late} of them after the change")
    assert reader.faults == [] and late >= times // 4

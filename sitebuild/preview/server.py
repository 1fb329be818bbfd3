"""The preview: serves the site on this machine, builds it again when something is saved, and tells the browser.

A problem is shown in the terminal and in the browser, and goes away when it is mended.
"""

import contextlib
import gc
import html
import itertools
import os
import signal
import threading
import time
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from sitebuild.diagnostics import problems
from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Problem, of_command
from sitebuild.preview.watcher import watched
from sitebuild.project import SETTINGS, Project
from sitebuild.publishing.build import build

FIRST_PORT, PORTS = 8000, 50
CHANGES = "/-/changes"  # no page's address begins with -
# The address is asked once and stays open; each build answers on it.
RELOAD = f"""(function(){{var built;new EventSource("{CHANGES}").onmessage=function(e){{
if(built&&built!==e.data)location.reload();built=e.data}}}})()"""
SCRIPT = "/-/reload.js"
LOADED = f'<script src="{SCRIPT}"></script>'
CLOSED, OPEN = "script-src 'none'", "script-src 'self'"  # of a page that has no script of its own
PAGE = """<!DOCTYPE html><html lang="{lang}"><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<style>body{{font:1.1rem/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}}
li{{margin:1rem 0}}code{{font-weight:700}}</style><h1>{title}</h1><ol>{items}</ol>{reload}"""


class State:
    """What the last build found, and a number for it that browsers wait to see change."""

    def __init__(self):
        self.problems: list[Problem] = []
        self.number = f"{time.time():.0f}.0"
        self._count = itertools.count(1)
        self._changed = threading.Condition()

    def update(self, found: list[Problem]) -> None:
        with self._changed:
            self.problems, self.number = found, f"{time.time():.0f}.{next(self._count)}"
            self._changed.notify_all()

    def wait_for_another(self, number: str, seconds: float) -> str:
        """Return the number of the latest build: when it is not number any more, or after seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.number != number, seconds)
            return self.number


class Handler(SimpleHTTPRequestHandler):
    server: ThreadingHTTPServer

    def __init__(self, *args, state: State, **kwargs):
        self.state = state
        super().__init__(*args, **kwargs)

    def parse_request(self):
        """Read a request; answer it here where another site's name led to this server, or its page asks."""
        if not super().parse_request():
            return False
        port = self.server.server_port
        here = [f"{name}:{port}" for name in ("localhost", "127.0.0.1")]
        hosts, origins = self.headers.get_all("Host", []), self.headers.get_all("Origin", [])
        meant = (
            len(hosts) == 1 and hosts[0] in here and all(origin.removeprefix("http://") in here for origin in origins)
        )
        if not meant:
            said = _("Open the preview at http://localhost:{port}/", port=port)
            self._send(said, HTTPStatus.FORBIDDEN, "text/plain; charset=utf-8")
        return meant

    def do_GET(self):
        if self.path == CHANGES:
            self._tell_changes()
        elif self.path == SCRIPT:
            self._send(RELOAD, HTTPStatus.OK, "text/javascript")
        elif self.state.problems:
            self._send_page(self._problems_page(), HTTPStatus.INTERNAL_SERVER_ERROR)
        else:
            # os.path takes a name that no disk can hold, or one with a NUL in it, for one that is not there.
            path = self.translate_path(self.path)
            if os.path.isdir(path) and self.path.partition("?")[0].endswith("/"):
                path = os.path.join(path, "index.html")
            if path.endswith(".html") and os.path.isfile(path):
                self._send_page(Path(path).read_text("utf-8"), HTTPStatus.OK)
            elif os.path.exists(path):
                super().do_GET()
            else:
                missing = Path(self.directory, "404.html")
                text = missing.read_text("utf-8") if missing.exists() else ""
                self._send_page(text, HTTPStatus.NOT_FOUND)

    def do_HEAD(self):
        self._send("", HTTPStatus.METHOD_NOT_ALLOWED, "text/plain")

    def _send_page(self, text, status):
        head, end, tail = text.replace(CLOSED, OPEN, 1).rpartition("</body>")
        self._send(f"{head}{LOADED}{end}{tail}" if end else f"{text}{LOADED}", status, "text/html; charset=utf-8")

    def _send(self, text, status, content_type):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def _problems_page(self):
        items = "".join(
            f"<li><code>{html.escape(p.place)}</code><br>{html.escape(p.wrong)}.<br>{html.escape(p.instead)}.</li>"
            for p in self.state.problems
        )
        # Translators: the language's own code, for the lang attribute of the page of problems.
        return PAGE.format(lang=_("en"), title=_("Problems in the texts"), items=items, reload="")

    def _tell_changes(self):
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        number = ""
        with contextlib.suppress(ConnectionError):
            while True:
                number = self.state.wait_for_another(number, seconds=15)
                self.wfile.write(f"data: {number}\n\n".encode())
                self.wfile.flush()

    def log_message(self, format, *args):  # the terminal is for problems
        pass


def run(project: Project, folder: Path, port: str | None) -> int:
    """Serve the site, built into folder, until interrupted; return the exit status. port: None for a free one."""
    state = State()
    try:
        server = _server(folder, state, port)
    except problems.ProblemFound as found:
        return problems.show(found.problems)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for stop in (signal.SIGINT, signal.SIGTERM):  # also where a script in the background was told to ignore Ctrl+C
        signal.signal(stop, signal.default_int_handler)
    gc.enable()  # unlike the other commands, this one goes on
    with contextlib.suppress(KeyboardInterrupt):
        saved = watched(project.root)  # before the first build, or what is saved during it would be missed
        _rebuild(project, folder, state)
        print(_("The site is at http://localhost:{port}/  Stop with Ctrl+C", port=server.server_port), flush=True)
        while saved.wait():
            saved.clear()
            _rebuild(project, folder, state)
    return 0


def _rebuild(project, folder, state):
    start = time.perf_counter()
    found = build(project, SETTINGS, folder)
    state.update(found)
    if not problems.show(found):
        print(_("Built in {seconds} s", seconds=f"{time.perf_counter() - start:.2f}"), flush=True)


def _server(folder, state, port):
    handler = partial(Handler, directory=str(folder), state=state)
    if port:
        if not port.isdecimal() or not 0 < int(port) < 65536:
            wrong = _("{port} is no port", port=port)
            raise problems.ProblemFound(of_command(wrong, _("Write a number: make devserver PORT=8001")))
        try:
            return _bound(int(port), handler)
        except OSError:
            wrong = _("the port {port} is already taken", port=port)
            instead = _("Write another, make devserver PORT=8001, or none: then a free one is found")
            raise problems.ProblemFound(of_command(wrong, instead)) from None
    for number in (*range(FIRST_PORT, FIRST_PORT + PORTS), 0):
        with contextlib.suppress(OSError):
            return _bound(number, handler)
    raise problems.ProblemFound(of_command(_("no port is free"), _("Stop another server")))


def _bound(number, handler):
    server_class = type("Server", (ThreadingHTTPServer,), {"daemon_threads": True, "allow_reuse_address": True})
    return server_class(("127.0.0.1", number), handler)

"""What the tests of requests share: a site for each way, served; a receiver of forms; and a person who fills one in."""

import contextlib
import functools
import http.server
import threading
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl

from conftest import Editor, Quiet

WRITE = {"da": "/foredrag-og-samarbejde/skriv/", "en": "/en/for-organisations/write/"}
LECTURE = {"da": "/foredrag-og-samarbejde/foredrag/", "en": "/en/for-organisations/lecture/"}
KNOWN = "runs_it: {da: Foreningen X, en: Association X}, sees_it: {da: kontoret, en: the office}, origin: owner"
THANKS = "Tak. Vi har fået det hele: æøå ÆØÅ."
# Whatever a person may type, and a browser must not change.
TYPED = {
    "topic": 'Møder uden fordomme & "fordomme"\nTo timer, 50 % + spørgsmål\n\n<b>= æøå ÆØÅ é ß 漢 🙂</b>',
    "organisation": "Skolen på Ærø",
    "contact": "Åse O’Hara; Øster & Søn",
    "phone_or_email": "ase+bf@example.org",
    "date": "Uge 12",
    "place": "Jeres sal",
    "audience": "40",
    "more": "Ring efter kl. 10",
}


class Receiver:
    """A receiver of ordinary form data on this machine.

    mode: what it does with it: ok, slow (it answers when answers is set), error, back.
    """

    def __init__(self):
        self.mode, self.bodies, self.types, self._port = "ok", [], [], 0
        self.answers = threading.Event()
        self.starts()

    def starts(self) -> None:
        handler = type("Handler", (_Handler,), {"receiver": self})
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", self._port), handler)
        self._port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stops(self) -> None:
        """From now on a connection is refused."""
        self._server.shutdown()
        self._server.server_close()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    @property
    def received(self) -> list[list[tuple[str, str]]]:
        """What arrived, form by form: names and values in their order."""
        return [parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict") for body in self.bodies]


class _Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        receiver = self.receiver
        body = self.rfile.read(int(self.headers["Content-Length"]))
        receiver.bodies.append(body)
        receiver.types.append(self.headers["Content-Type"])
        if receiver.mode == "slow":
            receiver.answers.wait(60)
        back = dict(parse_qsl(body.decode("ascii"))).get("_next")
        self.send_response({"error": 500, "back": 303}.get(receiver.mode, 200))
        if receiver.mode == "back":
            self.send_header("Location", back)
        text = f"<!DOCTYPE html><title>–</title><h1>{'Fejl' if receiver.mode == 'error' else THANKS}</h1>".encode()
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        with contextlib.suppress(ConnectionError):
            self.wfile.write(text)

    def log_message(self, *arguments):
        pass


@dataclass
class Served:
    """A built site, and where it is served."""

    output: Path
    address: str


def served(folder: Path, way: str | None = None, email: str | None = None, publishes: bool = False) -> Served:
    """Build a site where requests arrive in a way (the value in the facts), and serve it."""
    editor = Editor(folder)
    editor.has_no_pamphlets()

    handler = functools.partial(Quiet, directory=str(editor.output))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    if way:
        editor.changes("content/facts.yaml", "requests: {missing: U-103}", f"requests: {way}")
    if email:
        editor.changes("content/facts.yaml", "email: {missing: U-102}", f"email: {{value: {email}, origin: owner}}")
    run = editor.runs("publish", SITEURL=address) if publishes else editor.runs()
    assert (run.status, run.problems) == (0, [])
    return Served(editor.output, address)


def fill_in(page, **changed: str) -> None:
    """Fill the whole form in. changed: what to type instead."""
    page.get_by_label("Foredrag", exact=True).check()
    for name, words in (TYPED | changed).items():
        page.locator(f"#{name}").fill(words)
    page.get_by_label("Engelsk", exact=True).check()
    page.get_by_label("Overheadprojektor").check()
    page.get_by_label("Stor videoskærm").check()


def typed(page) -> dict[str, str]:
    """Return what stands in the form now."""
    return {name: page.locator(f"#{name}").input_value() for name in TYPED} | {
        "checked": page.evaluate("[...document.querySelectorAll('.request :checked')].map(box => box.value).join()")
    }


EVERYTHING = TYPED | {"checked": "Foredrag,Engelsk,Overheadprojektor,Stor videoskærm"}

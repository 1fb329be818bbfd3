"""A server on loopback at the end of a bad line.

Chromium's own throttling is not used. It works on whole requests, above the connection: no handshake, no window
that must be acknowledged before more is sent, and headers are free. Here all of a page's connections share one
line that has a rate, a round trip, and TCP's slow start, and every byte of an answer is counted.

Where the real thing could be either, the line is kind to pages of many files: only the first connection pays for
its handshake and all share one window (as over HTTP/2, in turns), encryption costs nothing, and neither do requests.
"""

import asyncio
import contextlib
import mimetypes
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

import brotli

SEGMENT = 1460  # bytes of payload in a TCP segment over Ethernet
WINDOW = 10 * SEGMENT  # what may be on its way before the first acknowledgement: RFC 6928
TEXT = {".html", ".css", ".js", ".svg", ".xml", ".txt", ".json", ".ico"}
HEAD = (
    "HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {length}\r\n{encoding}"
    "{more}Vary: Accept-Encoding\r\nCache-Control: public, max-age=600\r\nDate: Wed, 25 Nov 2026 06:00:00 GMT\r\n\r\n"
)


@dataclass(frozen=True)
class Sent:
    """A piece of an answer: when it had come through (seconds of time.time), whose, of what type, how many bytes."""

    at: float
    path: str
    type: str
    bytes: int


@dataclass
class Line:
    """What lies between a server and one reader; as it is before the first request.

    rate: bytes a second. trip: seconds for a round trip.
    """

    rate: float = float("inf")
    trip: float = 0
    log: list[Sent] = field(default_factory=list)
    requests: list[float] = field(default_factory=list)  # when each was asked for
    free: float = 0  # when the line is next free
    window: int = WINDOW
    flight: int = 0  # bytes sent since
    began: float = 0
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def asked(self) -> None:
        """Wait for a request's way there and its answer's way back, and for the handshake before the first."""
        self.requests.append(time.time())
        await asyncio.sleep(self.trip if len(self.requests) > 1 else 2 * self.trip)

    async def carry(self, size: int) -> None:
        """Wait until a segment has come through; the connections take turns."""
        async with self.turn:
            if self.flight + size > self.window:
                await _until(self.began + self.trip)
                self.flight, self.window = 0, 2 * self.window
            if not self.flight:
                self.began = time.time()
            self.flight += size
            self.free = max(self.free, time.time()) + size / self.rate
            await _until(self.free)


async def _until(moment):
    if (rest := moment - time.time()) > 0:
        await asyncio.sleep(rest)


def sent(file: Path) -> bytes:
    """Return a file of text as a server sends it that has it ready: brotli, as far as it goes."""
    return brotli.compress(file.read_bytes(), quality=11)


class Server:
    """Serves a folder. `line` is the line that it stands behind, to be replaced before each reader comes.

    `headers` are said in each answer, beside those that every answer needs.
    """

    def __init__(self, folder: Path):
        self.folder, self.line, self.headers, self.answers = folder, Line(), "", {}

    async def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection until it is closed."""
        # Either side may hang up at any moment.
        ends = (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError)
        with contextlib.closing(writer), contextlib.suppress(*ends):
            while request := await reader.readuntil(b"\r\n\r\n"):
                line, path = self.line, request.split(b" ", 2)[1].decode()
                await line.asked()
                type, answer = self.answer(path)
                for start in range(0, len(answer), SEGMENT):
                    segment = answer[start : start + SEGMENT]
                    await line.carry(len(segment))
                    line.log.append(Sent(time.time(), path, type, len(segment)))
                    writer.write(segment)

    def answer(self, path: str) -> tuple[str, bytes]:
        """Return the content type and all the bytes of the answer to a request, made once."""
        if path not in self.answers:
            file = self.folder / unquote(path.partition("?")[0]).lstrip("/")
            file = file / "index.html" if file.is_dir() else file
            status = "200 OK" if file.is_file() else "404 Not Found"
            file = file if file.is_file() else self.folder / "404.html"
            packed = file.suffix in TEXT
            body = (sent(file) if packed else file.read_bytes()) if file.is_file() else b""
            type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            encoding = "Content-Encoding: br\r\n" if packed and body else ""
            charset = f"{type}; charset=utf-8" if type.startswith("text/") else type
            head = HEAD.format(status=status, type=charset, length=len(body), encoding=encoding, more=self.headers)
            self.answers[path] = (type, head.encode() + body)
        return self.answers[path]


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[tuple[str, Server]]:
    """Yield the address at which a folder is served, and its server."""
    # In a thread with a loop of its own: Playwright has one in this thread.
    server, loop = Server(folder), asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    listening = asyncio.run_coroutine_threadsafe(asyncio.start_server(server.meet, "127.0.0.1", 0), loop).result()
    try:
        yield f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}", server
    finally:
        asyncio.run_coroutine_threadsafe(_hang_up(listening), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _hang_up(listening):
    listening.close()
    connections = asyncio.all_tasks() - {asyncio.current_task()}
    for connection in connections:
        connection.cancel()
    await asyncio.gather(*connections, return_exceptions=True)
    await asyncio.sleep(0)  # closing takes a turn of the loop

"""The benchmark's bad line is as slow as it says, whatever a reader does; it may be slower on a busy machine."""

import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import brotli
import pytest

from bench.line import WINDOW, Line, serving

RATE, TRIP = 100_000, 0.05  # bytes a second, seconds


@pytest.fixture
def served(tmp_path):
    (tmp_path / "a.bin").write_bytes(bytes(range(250)) * 40)
    (tmp_path / "b.bin").write_bytes(bytes(range(250)) * 40)
    (tmp_path / "index.html").write_text("<title>æøå</title>" * 99, "utf-8")
    (tmp_path / "404.html").write_text("missing", "utf-8")
    with serving(tmp_path) as (address, server):
        server.line = Line(RATE, TRIP)
        yield address, server


def fetched(address):
    with urllib.request.urlopen(address) as answer:
        return answer.read()


def test_the_first_answer_takes_a_handshake_a_round_trip_and_its_bytes(served):
    address, _server = served
    start = time.time()
    fetched(f"{address}/a.bin")
    assert time.time() - start >= 2 * TRIP + 10_000 / RATE


def test_two_answers_at_once_share_the_line(served):
    address, _server = served
    start = time.time()
    with ThreadPoolExecutor() as readers:
        list(readers.map(fetched, (f"{address}/a.bin", f"{address}/b.bin")))
    assert time.time() - start >= TRIP + 20_000 / RATE


def test_what_does_not_fit_in_the_first_flight_waits_for_its_acknowledgement(served):
    address, server = served
    server.line = Line(trip=TRIP)
    fetched(f"{address}/a.bin")
    fetched(f"{address}/b.bin")
    sent = [each for each in server.line.log if each.path == "/b.bin"]
    assert sum(each.bytes for each in server.line.log) > WINDOW
    assert sent[-1].at - server.line.requests[1] >= TRIP


def test_every_byte_is_counted_and_text_comes_compressed(served):
    address, server = served
    with urllib.request.urlopen(f"{address}/") as answer:
        body = answer.read()
        head = answer.headers
    assert brotli.decompress(body).decode("utf-8") == "<title>æøå</title>" * 99
    assert (head["Content-Type"], head["Content-Encoding"]) == ("text/html; charset=utf-8", "br")
    assert sum(each.bytes for each in server.line.log) > len(body) + 100
    assert {each.type for each in server.line.log} == {"text/html"}


def test_a_missing_file_is_answered_with_the_page_that_says_so(served):
    address, _server = served
    with pytest.raises(urllib.error.HTTPError) as missing:
        fetched(f"{address}/findes-ikke/")
    with missing.value as answer:
        assert (answer.code, brotli.decompress(answer.read())) == (404, b"missing")

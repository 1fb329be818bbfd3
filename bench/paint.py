"""How soon the article can be read, in each look, over two bad lines on a slow phone: python -m bench.paint."""

import contextlib
import os
import platform
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from bench import looks, packages, projects
from bench.line import Line, Server, serving
from bootstrap import chromium
from pelicanconf import DEFAULT_LANG

# DESIGN section 10: bytes a second, seconds a round trip. How many rounds count: at 50 kbit/s one takes two minutes.
LINES = {"400 kbit/s, 400 ms": (50_000, 0.4, 3), "50 kbit/s, 1 s": (6_250, 1.0, 2)}
HELD = ("bare", "ours")  # those that a bar compares are visited three times in a round
PAINTS = ("first", "largest")
SLOWER = 6  # times slower than this machine's processor
PHONE = {"viewport": {"width": 412, "height": 823}, "device_scale_factor": 1.75, "is_mobile": True, "has_touch": True}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]
# A web font elsewhere (nhsuk's) is not asked for: nothing leaves the machine.
FLAGS += ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
# What is painted is told late on a slow processor: wait for it, and then until nothing has been painted for a second.
SETTLED = """() => document.fonts.ready.then(() => new Promise(done => {
    const seen = { origin: performance.timeOrigin, first: 0, largest: 0, shift: 0 };
    let quiet;
    const observe = (type, note) => new PerformanceObserver(list => {
        list.getEntries().forEach(note);
        clearTimeout(quiet);
        if (seen.first) quiet = setTimeout(done, 1000, seen);
    }).observe({ type, buffered: true });
    observe("layout-shift", entry => { seen.shift += entry.value; });
    observe("largest-contentful-paint", entry => { seen.largest = entry.startTime; });
    observe("paint", entry => { if (entry.name == "first-contentful-paint") seen.first = entry.startTime; });
}))"""


@dataclass(frozen=True)
class Visit:
    """One cold visit: seconds from asking to the first and the largest paint, layout shift, bytes, requests.

    What Chromium does before it asks is left out: it is this machine's, and the same for every look.
    """

    first: float
    largest: float
    shift: float
    bytes: int
    requests: int
    script: int
    before: int  # bytes that had come when something was first shown


def visited(browser: Browser, address: str, server: Server, line: Line) -> Visit:
    """Return what a reader meets who comes for the first time, over the line."""
    server.line = line
    context = browser.new_context(**PHONE)
    try:
        page = context.new_page()
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.goto(address, wait_until="load", timeout=180_000)
        seen = page.evaluate(SETTLED)
    finally:
        context.close()
    log = [each for each in line.log if "favicon" not in each.path]  # the tab's, asked for when all is shown
    first, largest = ((seen["origin"] + seen[paint]) / 1000 for paint in PAINTS)
    return Visit(
        first - line.requests[0],
        largest - line.requests[0],
        seen["shift"],
        sum(each.bytes for each in log),
        len({each.path for each in log}),
        sum(each.bytes for each in log if each.type.endswith("javascript")),
        sum(each.bytes for each in log if each.at <= first),
    )


def measured(folders: dict[str, Path], path: str) -> dict[str, dict[str, list[Visit]]]:
    """Return the visits that count, by line and look. The looks take turns; the very first round warms the machine."""
    with contextlib.ExitStack() as open, sync_playwright() as playwright:
        servers = {look: open.enter_context(serving(folder)) for look, folder in folders.items()}
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        visits = {name: {look: [] for look in folders} for name in LINES}
        peers = [look for look in folders if look not in HELD]
        turn = [look for number, peer in enumerate(peers) for look in ((peer,) if number % 2 else (*HELD, peer))]
        for number, (name, (rate, trip, rounds)) in enumerate(LINES.items()):
            for counts in ([False] if number == 0 else []) + [True] * rounds:
                for look in turn:
                    address, server = servers[look]
                    visit = visited(browser, address + path, server, Line(rate, trip))
                    visits[name][look] += [visit] * counts
        browser.close()
    return visits


def table(visits: dict[str, dict[str, list[Visit]]], path: str) -> str:
    """Return the Markdown table: medians, and paint times as ratios to bare HTML's."""
    fast, *_slower = LINES

    def of(line, look, what):
        return median(getattr(visit, what) for visit in visits[line][look])

    def row(look):
        sizes = [f"{of(fast, look, what):,.0f}" for what in ("requests", "bytes", "script", "before")]
        paints = [f"{of(line, look, what) / of(line, 'bare', what):.2f}" for line in LINES for what in PAINTS]
        shift = max(of(line, look, "shift") for line in LINES)
        return f"| {look} | {' | '.join(sizes + paints)} | {shift:.2f} |"

    heads = [f"{what} paint, {line}" for line in LINES for what in PAINTS]
    bare = "; ".join(f"{of(line, 'bare', 'first'):.2f} s and {of(line, 'bare', 'largest'):.2f} s" for line in LINES)
    rounds = " and ".join(str(count) for _rate, _trip, count in LINES.values())
    rows = "\n".join(map(row, visits[fast]))
    return f"""\
| {path} as | requests | bytes | of script | before the first paint | {" | ".join(heads)} | layout shift |
| --- |{" ---: |" * (5 + len(heads))}
{rows}

Paint as ratios to bare HTML ({bare}). Bytes with headers, of a first visit; before the first paint at {fast}. A phone \
of 412 × 823, its processor {SLOWER} × slower than this one; medians of {rounds} rounds, and three \
visits in each to bare and ours; Chromium on \
{platform.machine()}, {os.cpu_count()} cores. nhsuk's fonts lie with its host and are left out."""


def compared(project: Path, stock: Path, folder: Path) -> str:
    """Build the article in all looks and return the table.

    project, stock: a copy of the project, and stock Pelican's of the same texts; they are built here.
    folder: for the looks that are made from the article.
    """
    projects.run([".venv/bin/python", "-m", "sitebuild", "publish"], project, SITEURL="https://example.org")
    themes = {theme: stock / f"output-{theme}" for theme in ("simple", "notmyidea")}
    for theme, output in themes.items():
        # Without Pelican's menu of all pages, which would fill a phone's screen and be all that it shows.
        stocked = [".venv/bin/python", "-m", "pelican", "-t", theme, "-o", output.name]
        projects.run([*stocked, "-e", "DISPLAY_PAGES_ON_MENU=false"], stock)
    site = project / "output"
    page = looks.article(site, DEFAULT_LANG)
    folders = looks.made(site, page, themes, packages.installed(), folder)
    path = "/" + page.relative_to(site).as_posix().removesuffix("index.html")
    return table(measured(folders, path), path)


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        ours, stock = projects.copied(Path.cwd(), folder / "ours"), folder / "stock"
        projects.stocked(ours, stock)
        print(compared(ours, stock, folder / "looks"))


if __name__ == "__main__":
    main()

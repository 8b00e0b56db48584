"""Works a window as a person does: looks at the screen, finds words on it, moves the mouse and types.

A screen of its own (Xvfb with openbox) has its picture in a file, so that a look at it costs a read. Words are found by
tesseract; nothing here knows where in a window anything is. Nothing waits for a fixed time either: what is awaited is
looked for again and again until it is there, the program has ended, or the limit is reached.
"""

from __future__ import annotations

import difflib
import os
import re
import select
import struct
import subprocess
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SIZE = (1280, 800)
"""Width and height of the screen in pixels."""

GROUND = ["(", "+clone", "-resize", "50%", "-statistic", "Median", "9x9", "-resize", "200%", ")"]
GROUND += ["-compose", "difference", "-composite", "-negate", "-level", "30%,95%"]
"""Makes all that differs from the ground it stands on dark on white: of light letters on a button, too."""

WAYS: list[tuple[int, list[str]]] = [(200, []), (250, GROUND), (300, []), (200, GROUND)]
"""The ways to read: how much larger tesseract sees the screen, in percent, and what is done with it before.

No way reads everything: Chinese wants another size than Latin, and tesseract takes buttons in a strong colour for pictures.
So what is not found in one way is looked for in the next.
"""

ALIKE = 0.85
"""From which likeness on, of 0 to 1, what was read is taken for what is looked for, unless that is short."""

SHORT = 8
"""Up to how many letters nothing may be misread: an example is not Examples, and Report not Export."""

PATIENCE = 120
"""Seconds until something has to be on the screen: a look at all of it takes up to ten on a busy machine, in each way."""

TILE = 32
"""Width in pixels of the pieces of lines by which two pictures are compared."""

LOOK_AGAIN = 0.03
"""Seconds between two looks at a screen on which nothing has changed."""


class NotSeen(AssertionError):
    """Something did not come to the screen in time."""


@dataclass(frozen=True)
class Box:
    """A rectangle of the screen, in pixels; the words in it, and in which line of them tesseract has it."""

    left: int
    top: int
    right: int
    bottom: int
    text: str = ""
    line: tuple[str, ...] = ()

    @property
    def middle(self) -> tuple[int, int]:
        return (self.left + self.right) // 2, (self.top + self.bottom) // 2

    @property
    def height(self) -> int:
        return self.bottom - self.top

    def below(self, to: int = SIZE[1]) -> Box:
        """All of the screen that is below this, down to a row of pixels."""
        return Box(0, self.bottom, SIZE[0], to)

    def row(self) -> Box:
        """All of the screen at the height of this, and a little above and below."""
        return Box(0, max(0, self.top - self.height), SIZE[0], min(SIZE[1], self.bottom + self.height))

    def overlaps(self, other: Box) -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def around(self, others: list[Box]) -> Box:
        """The smallest box that has this and the others in it."""
        every = [self, *others]
        return Box(
            min(b.left for b in every),
            min(b.top for b in every),
            max(b.right for b in every),
            max(b.bottom for b in every),
            "".join(b.text for b in every),
        )


WHOLE = Box(0, 0, *SIZE)
"""All of the screen."""


@dataclass(frozen=True)
class Frame:
    """What was on the screen at one moment: rows of pixels of four bytes, blue first."""

    at: float
    pixels: bytes

    def rgb(self, area: Box = WHOLE) -> bytes:
        row = SIZE[0] * 4
        cut = b"".join(
            self.pixels[y * row + area.left * 4 : y * row + area.right * 4] for y in range(area.top, area.bottom)
        )
        out = bytearray(len(cut) // 4 * 3)
        out[0::3], out[1::3], out[2::3] = cut[2::4], cut[1::4], cut[0::4]
        return bytes(out)

    def unlike(self, other: Frame) -> float:
        """Which share of the screen, 0 to 1, is not the same in the other."""
        if self.pixels == other.pixels:
            return 0.0
        step = TILE * 4
        changed = sum(
            self.pixels[i : i + step] != other.pixels[i : i + step] for i in range(0, len(self.pixels), step)
        )
        return changed * step / len(self.pixels)

    def save(self, file: Path) -> None:
        """Writes a PNG (RFC 2083)."""
        width, height = SIZE
        rgb = self.rgb()
        rows = b"".join(b"\0" + rgb[y * width * 3 : (y + 1) * width * 3] for y in range(height))

        def chunk(kind: bytes, body: bytes) -> bytes:
            return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

        header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
        file.write_bytes(
            b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 6)) + chunk(b"IEND", b"")
        )


def read(frame: Frame, languages: str, area: Box = WHOLE, way: int = 0) -> list[Box]:
    """The words in a part of the screen, in no order. Seconds of work.

    :param languages: tesseract's names of them, joined by ``+``
    :param way: which of the ways to read
    """
    width, height = area.right - area.left, area.bottom - area.top
    scale, first = WAYS[way]
    larger = subprocess.run(
        ["convert", "-size", f"{width}x{height}", "-depth", "8", "rgb:-", "-colorspace", "gray", *first]
        + ["-filter", "Lanczos", "-resize", f"{scale}%", "pgm:-"],
        input=frame.rgb(area),
        capture_output=True,
        check=True,
        timeout=60,
    ).stdout
    # Page segmentation 11 looks for text anywhere, in no order: a window is no page.
    table = subprocess.run(
        ["tesseract", "-", "-", "--psm", "11", "-l", languages, "tsv"],
        input=larger,
        capture_output=True,
        check=True,
        timeout=120,
    ).stdout.decode()
    words = []
    for line in table.splitlines()[1:]:
        cells = line.split("\t")
        if len(cells) == 12 and cells[11].strip() and float(cells[10]) >= 0:
            left, top, wide, high = (int(cell) * 100 // scale for cell in cells[6:10])
            left, top = left + area.left, top + area.top
            words.append(Box(left, top, left + wide, top + high, cells[11].strip(), tuple(cells[2:5])))
    return words


def lines(words: list[Box]) -> list[list[Box]]:
    """Words that stand side by side, from left to right; a wide gap ends a line."""
    found: list[list[Box]] = []
    for word in sorted(words, key=lambda w: (w.left, w.top)):
        for line in found:
            last = line[-1]
            together = abs(word.middle[1] - last.middle[1]) <= max(word.height, last.height) / 2
            if together and -4 <= word.left - last.right <= 1.5 * max(word.height, last.height):
                line.append(word)
                break
        else:
            found.append([word])
    return sorted(found, key=lambda line: (line[0].top, line[0].left))


def plain(text: str) -> str:
    """A text without what is often misread: case, spaces, marks, and letters that look the same."""
    text = "".join(c for c in text.lower() if c.isalnum())
    return text.translate(str.maketrans("1|!0", "lllo")).replace("i", "l")


def likeness(wanted: str, seen: str) -> float:
    """How much alike two plain texts are, 0 to 1; not at all, where their digits are others."""
    digits = [[c for c in text if c.isdigit()] for text in (wanted, seen)]
    return difflib.SequenceMatcher(None, wanted, seen, autojunk=False).ratio() if digits[0] == digits[1] else 0.0


def search(words: list[Box], text: str) -> list[tuple[float, Box]]:
    """Every place where the text, or something like it, was read, with the likeness; the likest first, then from above."""
    wanted = plain(text)
    hits: list[tuple[float, Box]] = []
    # Both groupings are needed: tesseract splits lines of a table, and misplaces single Chinese signs within a line.
    theirs: dict[tuple[str, ...], list[Box]] = {}
    for word in words:
        theirs.setdefault(word.line, []).append(word)
    for line in [*theirs.values(), *lines(words)]:
        best: tuple[float, Box] | None = None
        for begin in range(len(line)):
            joined = ""
            for end in range(begin, len(line)):
                joined += plain(line[end].text)
                if len(joined) > len(wanted) + 3:
                    break
                ratio = likeness(wanted, joined)
                if ratio >= (ALIKE if len(wanted) > SHORT else 1.0) and (best is None or ratio > best[0]):
                    best = (ratio, line[begin].around(line[begin + 1 : end + 1]))
        if best is not None and not any(best[1].overlaps(box) for _, box in hits):
            hits.append(best)
    return sorted(hits, key=lambda hit: (-hit[0], hit[1].top, hit[1].left))


class Screen:
    """An X server without hardware, and a window manager. To be used in a ``with``."""

    def __init__(self, folder: Path, log: Path) -> None:
        """:param folder: for the picture of the screen and the window manager's home; :param log: what both say"""
        self._folder = folder
        self._log = log
        self._running: list[subprocess.Popen[bytes]] = []
        self.display = ""

    def __enter__(self) -> Screen:
        self._folder.mkdir(parents=True, exist_ok=True)
        reading, writing = os.pipe()
        try:
            size = "x".join(map(str, SIZE))
            self._start(
                ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-fbdir", str(self._folder)]
                + ["-nolisten", "tcp", "-noreset"],
                pass_fds=[writing],
            )
            os.close(writing)
            if not select.select([reading], [], [], 30)[0]:
                raise NotSeen("Xvfb did not start within 30 s")
            self.display = ":" + os.read(reading, 16).decode().strip()
            if self.display == ":":
                raise NotSeen(f"Xvfb did not start: see {self._log}")
            self._start(["openbox", "--sm-disable"], env=self.environment() | {"HOME": str(self._folder)})
            until(lambda: "window id" in self.ask("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"), 30, "openbox")
        except BaseException:
            self.__exit__()
            raise
        finally:
            os.close(reading)
        return self

    def __exit__(self, *_: object) -> None:
        for process in reversed(self._running):
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._running.clear()

    def environment(self) -> dict[str, str]:
        """The environment of programs outside that work this screen."""
        return {"PATH": os.environ["PATH"], "DISPLAY": self.display, "LANG": "C.UTF-8", "HOME": str(self._folder)}

    def ask(self, *command: str) -> str:
        """Runs a program on this screen and returns what it writes; empty when it fails, as while a window goes."""
        done = subprocess.run(command, env=self.environment(), capture_output=True, timeout=30)
        return done.stdout.decode(errors="replace") if done.returncode == 0 else ""

    def frame(self) -> Frame:
        """What is on the screen now: the server's own memory, an XWD file."""
        raw = (self._folder / "Xvfb_screen0").read_bytes()
        head = struct.unpack(">25I", raw[:100])
        if (head[4], head[5]) != SIZE or head[11] != 32 or head[12] != SIZE[0] * 4:
            raise NotSeen(f"Xvfb made another screen than was asked for: {head}")
        begin = head[0] + head[19] * 12
        return Frame(time.monotonic(), raw[begin : begin + SIZE[0] * SIZE[1] * 4])

    def _start(self, command: list[str], **more: object) -> None:
        with self._log.open("ab") as log:
            self._running.append(
                subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **more)  # type: ignore
            )


def until(there: Callable[[], bool], seconds: float, what: str, fd: int | None = None) -> None:
    """Asks again and again, for a limited time.

    :param fd: of a process; when it has ended there is nothing more to wait for
    """
    limit = time.monotonic() + seconds
    while not there():
        left = limit - time.monotonic()
        if left <= 0:
            raise NotSeen(f"{what}: not within {seconds:g} s")
        ended, _, _ = select.select([] if fd is None else [fd], [], [], min(left, LOOK_AGAIN))
        if ended and not there():
            raise NotSeen(f"{what}: the program has ended")


class Robot:
    """Looks at a screen and works it, for as long as one program runs. To be used in a ``with``."""

    def __init__(self, screen: Screen, program: subprocess.Popen[bytes], pictures: Path, name: str) -> None:
        """:param pictures: where the kept pictures go; :param name: how their names begin"""
        self._screen = screen
        self._program = os.pidfd_open(program.pid)
        self._pictures = pictures
        self._name = name
        self._kept = 0
        self._begin = time.monotonic()
        self._diary = pictures / f"robot-{name}.txt"

    def __enter__(self) -> Robot:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None:
            self.keep("failed")
        os.close(self._program)

    def keep(self, what: str) -> Path:
        """Keeps a picture of the screen as it is now."""
        self._kept += 1
        file = self._pictures / f"{self._name}-{self._kept:02}-{re.sub('[^a-z0-9]+', '-', what.lower())}.png"
        self._screen.frame().save(file)
        return file

    def wait_for(
        self,
        text: str,
        area: Box = WHOLE,
        languages: str = "eng",
        times: int = 1,
        seconds: float = PATIENCE,
    ) -> Box:
        """Waits until a text stands on the screen, as often as that, and returns where it is the likest."""
        found: list[Box] = []
        words: list[Box] = []
        last: list[Frame] = []
        looks, vain = 0, 0

        def there() -> bool:
            nonlocal looks, vain
            frame = self._screen.frame()
            if last and last[0].pixels == frame.pixels:
                if vain == len(WAYS):
                    return False
            else:
                vain = 0
            last[:] = [frame]
            words[:] = read(frame, languages, area, looks % len(WAYS))
            looks, vain = looks + 1, vain + 1
            boxes = [box for _, box in search(words, text)]
            if len(boxes) >= times:
                found[:] = boxes[:1]
            return bool(found)

        try:
            until(there, seconds, f"“{text}” on the screen", self._program)
        except NotSeen as e:
            seen = " / ".join(" ".join(w.text for w in line) for line in lines(words))
            raise NotSeen(f"{e}. What was read: {seen}") from None
        self._note(f"sees {found[0]}, looked for {text}")
        return found[0]

    def wait_for_gone(self, seconds: float) -> None:
        """Waits until the program has ended."""
        if not select.select([self._program], [], [], seconds)[0]:
            raise NotSeen(f"the program did not end within {seconds:g} s")

    def wait_for_title(self, text: str, seconds: float = PATIENCE) -> None:
        """Waits until the window that has the keyboard says this in its title."""

        def there() -> bool:
            return text in self._screen.ask("xdotool", "getactivewindow", "getwindowname")

        until(there, seconds, f"“{text}” in the window's title", self._program)

    def click(self, text: str, area: Box = WHOLE, languages: str = "eng", seconds: float = PATIENCE) -> Box:
        """Waits for a text and clicks in its middle."""
        box = self.wait_for(text, area, languages, seconds=seconds)
        self.click_at(*box.middle)
        return box

    def click_at(self, x: int, y: int) -> None:
        """Clicks at a place that was found."""
        self._xdotool("mousemove", "--sync", str(x), str(y))
        self._xdotool("click", "1")

    def type(self, text: str) -> None:
        """Types into whatever has the keyboard."""
        self._xdotool("type", "--delay", "15", text)

    def key(self, *names: str) -> None:
        """Presses keys, such as ``ctrl+e``, one after another."""
        self._xdotool("key", *names)

    def _note(self, what: str) -> None:
        with self._diary.open("a", encoding="utf-8") as diary:
            diary.write(f"{time.monotonic() - self._begin:6.1f} s  {what}\n")

    def _xdotool(self, *arguments: str) -> None:
        self._note(" ".join(arguments))
        subprocess.run(["xdotool", *arguments], env=self._screen.environment(), check=True, timeout=60)


class Opening:
    """Watches a screen from before a program starts, to tell when its window came and when it was all there.

    The window has come when the window manager lists it. It is all there in the first picture that is, but for what
    moves, the one that stayed.
    """

    STILL = 0.02
    """Which share of the screen may differ: a cursor that blinks, a clock."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._blank = screen.frame()
        self._changes: list[Frame] = []
        self._end = threading.Event()
        self._mapped: float | None = None
        self._list = subprocess.Popen(
            ["stdbuf", "-oL", "xprop", "-root", "-spy", "_NET_CLIENT_LIST"],
            env=screen.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._list.stdout is not None
        self._list.stdout.readline()  # how it is before
        self._threads = [threading.Thread(target=t, daemon=True) for t in (self._watch, self._listen)]
        for thread in self._threads:
            thread.start()

    def _watch(self) -> None:
        last = self._blank
        while not self._end.wait(LOOK_AGAIN):
            frame = self._screen.frame()
            if frame.pixels != last.pixels:
                last = frame
                self._changes.append(Frame(frame.at, zlib.compress(frame.pixels, 1)))

    def _listen(self) -> None:
        assert self._list.stdout is not None
        for line in self._list.stdout:
            if b"0x" in line and self._mapped is None:
                self._mapped = time.monotonic()

    def stop(self) -> None:
        """Stops watching. Once more does nothing."""
        self._end.set()
        self._list.terminate()
        self._list.wait()
        for thread in self._threads:
            thread.join(30)

    def end(self, begin: float) -> tuple[float, float]:
        """Stops watching, now that all is there; the seconds from ``begin`` to the window and to its first full picture."""
        self.stop()
        if self._mapped is None or not self._changes:
            raise NotSeen("no window came")
        frames = [Frame(f.at, zlib.decompress(f.pixels)) for f in self._changes]
        whole = next(f for f in frames if f.unlike(frames[-1]) <= self.STILL)
        return self._mapped - begin, whole.at - begin

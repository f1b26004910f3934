"""What stands on a terminal while a bar is drawn below the lines."""

from __future__ import annotations

import fcntl
import io
import os
import pty
import struct
import termios
from typing import TYPE_CHECKING

import pytest

from banditore.adapters.notices import JsonNotices, TextNotices
from banditore.adapters.notices.terminal import bar

if TYPE_CHECKING:
    from collections.abc import Iterator


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True

    def screen(self) -> list[str]:
        """What a person sees: CR goes back, EL erases the rest, and text overwrites."""
        lines, column = [""], 0
        text = self.getvalue().replace("\x1b[K", "\x00")
        for sign in text:
            if sign == "\n":
                lines, column = [*lines, ""], 0
            elif sign == "\r":
                column = 0
            elif sign == "\x00":
                lines[-1] = lines[-1][:column]
            else:
                lines[-1] = f"{lines[-1][:column]}{sign}{lines[-1][column + 1 :]}"
                column += 1
        return lines


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")


def test_the_bar_is_redrawn_in_place() -> None:
    out = Terminal()
    notices = TextNotices(out, "it")
    notices.progress(0, 300, "…")
    notices.progress(150, 300, "20/s, ancora 8 s")

    assert out.screen() == ["[###############---------------]  150/300   50%  20/s, ancora 8 s"]


def test_lines_said_meanwhile_stand_whole_above_the_bar() -> None:
    out = Terminal()
    notices = TextNotices(out, "it")
    notices.progress(10, 20, "20/s, ancora un bel po' di tempo davvero")
    notices.say("uno")
    notices.warn("due")
    notices.progress(11, 20, "20/s")

    assert out.screen()[:2] == ["banditore: uno", "banditore: avvertimento: due"]
    assert out.screen()[2].endswith("11/20   55%  20/s")
    assert len(out.screen()) == 3


def test_a_full_bar_stays_and_the_next_line_stands_below_it() -> None:
    out = Terminal()
    notices = TextNotices(out, "it")
    notices.progress(20, 20, "20/s")
    notices.say("fatto")

    assert out.screen()[0].endswith("20/20  100%  20/s")
    assert out.screen()[1:] == ["banditore: fatto", ""]


def test_a_bar_of_something_that_stopped_goes_away() -> None:
    out = Terminal()
    notices = TextNotices(out, "it")
    notices.progress(7, 20, "20/s")
    notices.progress(0, 0, "")
    notices.say("interrotta")

    assert out.screen() == ["banditore: interrotta", ""]


def test_the_cursor_is_never_hidden() -> None:
    out = Terminal()
    TextNotices(out, "it").progress(7, 20, "20/s")

    assert "\x1b[?25l" not in out.getvalue()


def test_behind_the_bar_there_is_room_for_the_echo_of_ctrl_c() -> None:
    for columns in range(3, 100):
        assert len(bar(123456, 1000000, "1000/s, ancora 14 min 37 s", columns) + "^C") < columns
    assert bar(1, 2, "1/s", 1) == ""


def test_a_narrow_terminal_keeps_the_count_and_loses_the_bar() -> None:
    assert bar(150, 300, "20/s, ancora 8 s", 30) == "150/300   50%  20/s, ancora"


def test_a_terminal_without_control_codes_gets_lines_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    out = Terminal()
    notices = TextNotices(out, "it")
    notices.progress(7, 20, "20/s")
    notices.say("uno")

    assert out.getvalue() == "banditore: uno\n"


def test_a_file_gets_lines_only() -> None:
    out = io.StringIO()
    TextNotices(out, "it").progress(7, 20, "20/s")

    assert out.getvalue() == ""


@pytest.fixture
def real() -> Iterator[tuple[int, io.TextIOWrapper]]:
    """A pseudo-terminal: what a person reads, and what we write to."""
    reader, writer = pty.openpty()
    with os.fdopen(writer, "w") as out:
        yield reader, out
    os.close(reader)


def test_a_real_terminal_is_asked_for_its_width(real: tuple[int, io.TextIOWrapper]) -> None:
    reader, out = real
    os.set_blocking(reader, False)

    fcntl.ioctl(out.fileno(), termios.TIOCSWINSZ, struct.pack("HHHH", 24, 20, 0, 0))
    TextNotices(out, "it").progress(7, 20, "20/s, ancora un minuto")

    assert os.read(reader, 100).decode() == "\r\x1b[K7/20   35%  20/s,"


def test_a_program_gets_numbers_once_a_second_and_the_last_ones_always() -> None:
    out = io.StringIO()
    moments = iter([0.0, 0.2, 0.9, 1.1, 1.2])
    notices = JsonNotices(out, "it", lambda: next(moments))
    for done in (1, 2, 3, 4, 5):
        notices.progress(done, 5, "20/s")

    assert [line.split('"done": ')[1][0] for line in out.getvalue().splitlines()] == [
        "1",
        "4",
        "5",
    ]

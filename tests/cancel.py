"""Cancels a step as the hosted runner does, which act cannot show.

The runner sends SIGINT to the step's entry process alone, waits 7.5 s, sends SIGTERM, waits 2.5 s,
and kills the tree (actions/runner, `ProcessInvoker.cs`).
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SHELL = ("bash", "--noprofile", "--norc", "-eo", "pipefail")  # what `shell: bash` means on GitHub


def start(text: str, folder: Path, env: Mapping[str, str], output: Path) -> subprocess.Popen[bytes]:
    """The text of a step, in a process group of its own: `end` reaches its orphans, no others."""
    script = output.with_suffix(".sh")
    script.write_text(text)
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # As in a shell's background: the step would inherit it, and a runner's never does.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    with output.open("wb") as stream:
        return subprocess.Popen(
            [*SHELL, str(script)],
            cwd=folder,
            env=dict(env),
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
        )


def cancel(process: subprocess.Popen[bytes]) -> tuple[str, float]:
    """What ended the process (SIGINT, SIGTERM or SIGKILL), and after how many seconds."""
    begun = time.monotonic()
    for number, grace in ((signal.SIGINT, 7.5), (signal.SIGTERM, 2.5)):
        process.send_signal(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(grace)
            return number.name, time.monotonic() - begun
    end(process)
    return "SIGKILL", time.monotonic() - begun


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill the step and whatever it left behind."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()

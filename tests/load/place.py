"""The provider of the benchmarks: the simulator in its own process, over TLS, with slow answers."""

from __future__ import annotations

import json
import os
import signal
import ssl
import subprocess
import sys
import urllib.request
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import trustme

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Self

NUMBER = "+393330000999"


@dataclass(frozen=True)
class Seen:
    """What the provider accepted, by its own log."""

    messages: int
    twice: int
    """How many got it more than once."""
    first: float
    """When the first was accepted, in seconds since 1970."""
    last: float
    worst_second: int
    refused: int
    """How many 429 it answered."""

    @property
    def rate(self) -> float:
        """Messages per second from the first to the last."""
        return (self.messages - 1) / max(1e-9, self.last - self.first)


class Place:
    """A provider on this machine: `with Place(folder) as place:`."""

    def __init__(self, folder: Path) -> None:
        authority = trustme.CA()
        self.authority = folder / "authority.pem"
        self._certificate = folder / "server.pem"
        authority.cert_pem.write_to_path(str(self.authority))
        issued = authority.issue_cert("127.0.0.1")
        issued.private_key_and_cert_chain_pem.write_to_path(str(self._certificate))
        self._tls = ssl.create_default_context(cafile=str(self.authority))
        self.url = ""

    def __enter__(self) -> Self:
        words = ["--port", "0", "--number", NUMBER, "--certificate", str(self._certificate)]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "banditore", "simulator", "serve", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout is not None
        self.url = self._process.stdout.readline().strip()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.send_signal(signal.SIGINT)
        self._process.communicate(timeout=10)

    @property
    def environment(self) -> dict[str, str]:
        """What leads a process of ours, or Twilio's own package, here."""
        kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "HOME")}
        ours = str(self.authority)
        return {
            **kept,
            "BANDITORE_SIMULATOR_URL": self.url,
            "SSL_CERT_FILE": ours,
            "REQUESTS_CA_BUNDLE": ours,
        }

    def begin(self, *, slow: float, rate: int | None) -> None:
        """Answers take so many seconds; more than `rate` in any one second is refused."""
        if slow:
            self._call("/control/faults", {"kind": "slow", "times": -1, "seconds": slow})
        self._call("/control/settings", {"rate": rate})

    def reset(self) -> None:
        """Forget all messages, faults and templates."""
        self._call("/control/reset", {})

    def log(self) -> list[dict[str, Any]]:
        """What it accepted, in order."""
        messages: list[dict[str, Any]] = self._call("/control/log")["messages"]
        return messages

    def seen(self) -> Seen:
        """The judge's word since the last reset."""
        log = self.log()
        figures = self._call("/control/settings")
        people = Counter(message["to"] for message in log)
        return Seen(
            messages=len(log),
            twice=sum(count > 1 for count in people.values()),
            first=log[0]["at"] if log else 0.0,
            last=log[-1]["at"] if log else 0.0,
            worst_second=figures["worst_second"],
            refused=figures["refused"],
        )

    def _call(self, path: str, body: object = None) -> dict[str, Any]:
        data = None if body is None else json.dumps(body).encode()
        headers = {"content-type": "application/json"}
        request = urllib.request.Request(self.url + path, data, headers)  # noqa: S310 - our own
        with urllib.request.urlopen(request, context=self._tls) as answer:  # noqa: S310
            found: dict[str, Any] = json.load(answer)
            return found

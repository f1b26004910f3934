"""banditore, with one thing going wrong at one of its calls to the outside world.

    python tests/chaos/launch.py '{"call": "append", "nth": 2, "how": "lie"}' -- publish --live

A composition root beside the product's own: it wraps what `banditore.bootstrap` puts together, so
that the process, its git and its HTTP are real, and the product has no hook for tests.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import threading
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from banditore import bootstrap
from banditore.bootstrap import carrier
from banditore.cli.main import main
from banditore.domain.errors import PushRefused, RepositoryError, Unavailable
from banditore.domain.message import Answer
from chaos.plan import Break

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime
    from types import ModuleType

    from banditore.domain.message import Outbound
    from banditore.ports import Clock


class Watch:
    """Counts the calls of a process, and breaks one of them."""

    def __init__(self, planned: Break) -> None:
        self._planned = planned
        self._lock = threading.Lock()
        self._matched = 0
        self._log = os.open(planned.trace, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self.jumped = 0.0

    def around(self, name: str, act: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever it wraps
        """Make a call, unless it is the one that breaks."""
        how = self._before(name)
        result = act()
        if how == "deaf":
            return iter(())
        if isinstance(result, contextlib.AbstractContextManager | str | bytes):
            return result
        if hasattr(result, "__next__"):
            result = iter(list(result))  # lazily drawn: what comes after it would come before
        self._after(how)
        return result

    async def around_async(self, name: str, act: Callable[[], Any]) -> Any:  # noqa: ANN401
        """The same, for a call that waits."""
        how = self._before(name)
        if how == "swallow":
            return Answer(message_id="SM0")
        result = await act()
        if how == "twice":
            await act()
        self._after(how)
        return result

    def _before(self, name: str) -> str:
        how = self._turn(name)
        if how == "kill-before":
            die()
        if how == "refuse":
            raise PushRefused("the origin refuses our push: chaos")
        if how == "down":
            raise Unavailable("the provider does not answer: chaos")
        if how == "jump":
            self.jumped = self._planned.jump
        return how

    @staticmethod
    def _after(how: str) -> None:
        if how == "kill-after":
            die()
        if how == "lie":
            raise RepositoryError("the push was reported failed: chaos")

    def _turn(self, name: str) -> str:
        with self._lock:
            os.write(self._log, f"{name}\n".encode())
            if not self._planned.how or not name.startswith(self._planned.call):
                return ""
            self._matched += 1
            lasts = self._planned.how == "deaf"
            if self._matched != self._planned.nth and not (
                lasts and self._matched > self._planned.nth
            ):
                return ""
            os.write(self._log, f"!{self._planned.how}\n".encode())
            return self._planned.how


def die() -> None:
    """As a machine dies: nothing is tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)


class Watched:
    """Any port, each call of which counts. What a port gains later is watched, too."""

    def __init__(self, real: object, watch: Watch) -> None:
        self._real = real
        self._watch = watch

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - it stands for any port
        found = getattr(self._real, name)
        if not callable(found):
            return found

        def call(*words: Any, **named: Any) -> Any:  # noqa: ANN401
            if name == "change":
                words = (words[0], self._mutating(words[0], words[1]), *words[2:])
            return self._watch.around(_named(name, words), lambda: found(*words, **named))

        return call

    def _mutating(self, branch: str, mutate: Callable[[Any], Any]) -> Callable[[Any], Any]:
        """Between reading the tip and pushing there is a moment to die in, too."""
        name = f"between-reading-and-pushing {branch}"
        return lambda files: self._watch.around(name, lambda: mutate(files))


class WatchedProvider(Watched):
    """The provider: its sender is opened, then called."""

    @asynccontextmanager
    async def sender(self, connections: int) -> AsyncIterator[WatchedSender]:
        """Opens that many connections."""
        async with self._real.sender(connections) as real:  # type: ignore[attr-defined]
            yield WatchedSender(real, self._watch)


class WatchedSender(Watched):
    """An open way to the provider."""

    async def send(self, message: Outbound, still: Callable[[], bool] | None = None) -> Answer:
        """One attempt."""
        real: Any = self._real
        answer: Answer = await self._watch.around_async("send", lambda: real.send(message, still))
        return answer


class ShiftedClock:
    """The machine's clock, hours ahead, that may jump in the middle. Waiting is real."""

    def __init__(self, real: Clock, ahead: float, watch: Watch) -> None:
        self._real = real
        self._ahead = ahead
        self._watch = watch
        self.monotonic, self.sleep, self.pause = real.monotonic, real.sleep, real.pause

    def now(self) -> datetime:
        """Aware, UTC."""
        return self._real.now() + timedelta(seconds=self._ahead + self._watch.jumped)


def _named(method: str, words: tuple[Any, ...]) -> str:
    """`append sending`: the id of a broadcast is left out, plans outlive it."""
    first = words[0] if words and isinstance(words[0], str) else ""
    return f"{method} {first.partition('/')[0]}".strip()


def wrap(name: str, wrapper: Callable[[Any], object], where: ModuleType = bootstrap) -> None:
    """Let bootstrap put our wrapper around what it makes."""
    real = getattr(where, name)
    setattr(where, name, lambda *words, **named: wrapper(real(*words, **named)))


def launch(planned: Break) -> None:
    """Run the command line in this process."""
    watch = Watch(planned)
    wrap("repository", lambda real: Watched(real, watch))
    wrap("working_vault", lambda real: Watched(real, watch))
    wrap("keyring_store", lambda real: Watched(real, watch))
    wrap("provider", lambda real: WatchedProvider(real, watch), carrier)
    wrap("clock", lambda real: ShiftedClock(real, planned.ahead, watch))
    main()


if __name__ == "__main__":
    what = Break(**json.loads(sys.argv[1]))
    sys.argv = ["banditore", *sys.argv[3:]]
    launch(what)

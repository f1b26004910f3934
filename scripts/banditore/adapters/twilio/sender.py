"""A message as Twilio takes it: a form. Never raises for one message."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from banditore.adapters.twilio.records import CHANNEL
from banditore.domain.errors import Misconfigured, ProviderError, Throttled
from banditore.domain.message import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from banditore.domain.message import Address, Content, Outbound
    from banditore.wire.outlet import Outlet

KEPT = 64
"""Contents whose form is remembered; a broadcast has one a language."""


class TwilioSender:
    """An open way to Twilio's Messages resource."""

    def __init__(
        self,
        outlet: Outlet,
        number: Address,
        sids: Callable[[], Mapping[str, str]],
        question: Callable[[Content], str],
    ) -> None:
        """`sids`: ContentSid by template name; `question`: that of a text with buttons.

        Both block, and raise ProviderError.
        """
        self._outlet = outlet
        self._number = number
        self._fields: dict[Content, bytes] = {}
        self._find_sids = sids
        self._find_question = question
        self._sids: Mapping[str, str] | None = None
        self._finding = asyncio.Lock()

    async def prepare(self) -> None:
        """Look the templates up, so that no message waits for it. Never raises."""
        with suppress(ProviderError):
            await self._templates()

    async def send(self, message: Outbound, still: Callable[[], bool] | None = None) -> Answer:
        """One attempt, bounded in time; `still` is asked right before it leaves.

        A question that Twilio does not take with its buttons goes without: its text says what to
        write.
        """
        answer = await self._attempt(message, still)
        if answer.fault != "stop-broadcast" or not message.content.buttons:
            return answer
        bare = replace(message.content, buttons=())
        return await self._attempt(replace(message, content=bare), still)

    async def _attempt(self, message: Outbound, still: Callable[[], bool] | None) -> Answer:
        fields = self._fields.get(message.content)
        if fields is None:
            found = await self._look_up(message.content)
            if isinstance(found, Answer):
                return found
            fields = self._remember(message.content, found)
        # An address has no character but + that a form writes otherwise.
        body = b"To=whatsapp%%3A%b%b" % (message.to.replace("+", "%2B").encode(), fields)
        return await self._outlet.post(body, message.to, still)

    async def _look_up(self, content: Content) -> dict[str, str] | Answer:
        """The form's fields but the recipient; an answer where there are none."""
        try:
            fields = await self._form(content)
        except Misconfigured:
            return Answer("stop-all", "credentials")
        except ProviderError as failure:
            return Answer("slow-down" if isinstance(failure, Throttled) else "retry", "template")
        return fields or Answer("stop-broadcast", "template")

    def _remember(self, content: Content, fields: Mapping[str, str]) -> bytes:
        """Encoded once for all who get it: it costs more than all the rest of the form."""
        if len(self._fields) >= KEPT:
            self._fields.clear()
        encoded = self._fields[content] = f"&{urlencode(fields)}".encode()
        return encoded

    async def _form(self, content: Content) -> dict[str, str] | None:
        form = {"From": CHANNEL + self._number}
        if content.buttons and (question := await self._question(content)):
            return {**form, "ContentSid": question}
        if content.template is None:
            # Beside a card no phone shows the text: it is there for the log, which tells it apart.
            card = {"MediaUrl": content.card.link} if content.card and content.card.link else {}
            return {**form, "Body": content.text, **card}
        sid = (await self._templates()).get(content.template.name)
        if sid is None:
            return None
        use = content.template
        filled = (*use.parameters, *filter(None, (use.header, *use.links)))
        values = {str(n): value for n, value in enumerate(filled, start=1)}
        return {**form, "ContentSid": sid, "ContentVariables": json.dumps(values)}

    async def _templates(self) -> Mapping[str, str]:
        if self._sids is None:
            async with self._finding:
                if self._sids is None:
                    self._sids = await asyncio.to_thread(self._find_sids)
        return self._sids

    async def _question(self, content: Content) -> str:
        """Empty where it cannot be had now."""
        async with self._finding:
            with suppress(ProviderError):
                return await asyncio.to_thread(self._find_question, content)
        return ""

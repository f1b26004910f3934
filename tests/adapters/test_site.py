"""A page of the town's site is read as a person reads it, and nothing else is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from banditore.adapters.site import LARGEST, WebSite
from banditore.domain.errors import PageUnknown

if TYPE_CHECKING:
    from collections.abc import Callable

URL = "https://www.comune.esempio.it/privacy"


def site(answer: Callable[[httpx.Request], httpx.Response]) -> WebSite:
    return WebSite(httpx.MockTransport(answer))


def html(text: str, **headers: str) -> WebSite:
    told = {"content-type": "text/html; charset=utf-8", **headers}
    return site(lambda _: httpx.Response(200, content=text.encode(), headers=told))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>Il <strong>tuo</strong> consenso</p><p>Poi</p>", "Il tuo consenso Poi"),
        ("<p>la par<em>o</em>la</p>", "la parola"),
        ("<dt>Versione</dt><dd>2026-11</dd>", "Versione 2026-11"),
        ("<li>uno<li>due", "uno due"),
        ("<script>let a = '<p>no</p>'</script>sì<style>p{}</style>", "sì"),
        ("<title>Titolo</title>Corpo", "Corpo"),
        ("perch&eacute;&nbsp;: &laquo;&nbsp;s&igrave;&nbsp;&raquo;", "perché : « sì »"),
        ("<p>mai chiuso", "mai chiuso"),
        ("", ""),
    ],
)
def test_what_there_is_to_read(text: str, expected: str) -> None:
    assert html(text).page(URL).text == expected


def test_other_languages_are_found_on_the_same_host_only() -> None:
    page = html(
        '<link rel="alternate" hreflang="fr" href="privacy.fr.html">'
        '<a hreflang="it" href="/privacy">it</a>'
        '<a hreflang="fr" href="https://www.comune.esempio.it/privacy.fr.html">fr</a>'
        '<a hreflang="de" href="https://altrove.example/privacy">de</a>'
        '<a href="/albo">Albo</a>'
    ).page(URL)

    assert page.others == ("https://www.comune.esempio.it/privacy.fr.html",)


def test_a_redirect_within_https_is_followed() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/privacy":
            return httpx.Response(301, headers={"location": "/it/privacy"})
        return httpx.Response(200, html="<p>ecco</p>")

    assert site(answer).page(URL).text == "ecco"


def refuse(_: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("no")


def endless(request: httpx.Request) -> httpx.Response:
    return httpx.Response(302, headers={"location": str(request.url.copy_merge_params({"n": "1"}))})


@pytest.mark.parametrize(
    ("answer", "url", "why"),
    [
        (lambda _: httpx.Response(404), URL, "it answers 404"),
        (lambda _: httpx.Response(503), URL, "it answers 503"),
        (refuse, URL, "it does not answer"),
        (endless, URL, "it does not answer"),
        (lambda _: httpx.Response(200, content=b"x" * (LARGEST + 1)), URL, "larger than 2 MiB"),
        (lambda _: httpx.Response(200), "http://comune.esempio.it/", "begin with https"),
        (lambda _: httpx.Response(200), "file:///etc/passwd", "begin with https"),
        # Somebody sits between us and the site.
        (
            lambda r: httpx.Response(301, headers={"location": f"http://{r.url.host}/"}),
            URL,
            "https",
        ),
    ],
)
def test_a_page_that_cannot_be_read_is_said_so(
    answer: Callable[[httpx.Request], httpx.Response], url: str, why: str
) -> None:
    with pytest.raises(PageUnknown, match=why):
        site(answer).page(url)

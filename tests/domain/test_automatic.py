"""Whether a text wants an answer: a person's question does, a machine's greeting does not."""

from __future__ import annotations

import pytest

from banditore.domain.reception.automatic import LONGEST, automatic, by_machine


@pytest.mark.parametrize(
    "text",
    [
        "Grazie",
        "grazie mille!!",
        "Ok, grazie a tutti 😊",
        "Merci beaucoup",
        "👍",
        "🙏🙏",
        "Risposta automatica: sono in ferie",
        "Grazie per averci contattato! Ti risponderemo al più presto.",
        "Al momento non siamo disponibili, lasciate un messaggio",
        "Merci de nous avoir contactés. Nous vous répondrons dès que possible",
        "Thank you for contacting Bar Sport! Please let us know how we can help you.",
        "I am out of office until Monday",
        "Guardate: https://example.invalid/offerta",
        "www.example.invalid",
        "a" * (LONGEST + 1),
    ],
)
def test_a_machine_or_a_thank_you_is_not_answered(text: str) -> None:
    assert automatic(text)


@pytest.mark.parametrize(
    "text",
    [
        "A che ora apre il municipio?",
        "Buongiorno",
        "C'è un albero sulla strada per Pila",
        "grazie, ma quando passa lo spazzaneve?",
        "Merci, mais où est la neige ?",
        "ok?",
        "Vorrei parlare con il sindaco",
    ],
)
def test_a_person_s_words_are_answered(text: str) -> None:
    assert not automatic(text)


def test_a_machine_is_known_whatever_else_it_says() -> None:
    assert by_machine("Grazie per averci contattato! Per iscriverti scrivi ISCRIVIMI")
    assert not by_machine("Grazie per averci contattato?")
    assert not by_machine("Vorrei iscrivermi: https://example.invalid")

"""What a citizen who is asked for a changed notice reads where `{{ if_silent }}` stands."""

from __future__ import annotations

# Key → Italian, French, English.
ROWS: dict[str, tuple[str, str, str]] = {
    "if-silent-keep": (
        "Senza una risposta continua a valere l'informativa già accettata.",
        "Sans réponse, la notice déjà acceptée reste valable.",
        "Without an answer, the notice accepted before goes on to be valid.",
    ),
    "if-silent-until": (
        (
            "C'è tempo fino al {day}: dopo, senza una risposta, l'iscrizione finisce e non arriva "
            "più nessun avviso, nemmeno quelli urgenti."
        ),
        (
            "Le délai court jusqu'au {day} : ensuite, sans réponse, l'inscription prend fin et "
            "aucun avis n'arrive plus, pas même les avis urgents."
        ),
        (
            "There is time until {day}: then, without an answer, the subscription ends, and no "
            "message comes any more, not even an urgent one."
        ),
    ),
}

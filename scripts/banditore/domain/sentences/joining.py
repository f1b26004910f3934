"""Sentences on joining and leaving."""

from __future__ import annotations

from banditore.domain.sentences.base import Sentence

ROWS: dict[str, Sentence] = {
    "reply-without-value": Sentence(
        it=(
            "in questa risposta manca il valore «{name}», che il cittadino deve leggere",
            "aggiungi {{{{ {name} }}}}",
        ),
        fr=(
            "il manque dans cette réponse la valeur « {name} », que le citoyen doit lire",
            "ajoutez {{{{ {name} }}}}",
        ),
        en=(
            "this reply lacks the value “{name}”, which the citizen must read",
            "add {{{{ {name} }}}}",
        ),
    ),
    "removed-before-suspended": Sentence(
        it=(
            (
                "«remove_after» ({remove_after}) deve essere maggiore di «suspend_after» "
                "({suspend_after})"
            ),
            "un numero prima si sospende, poi si toglie",
        ),
        fr=(
            (
                "« remove_after » ({remove_after}) doit être plus grand que « suspend_after » "
                "({suspend_after})"
            ),
            "un numéro est d'abord suspendu, puis retiré",
        ),
        en=(
            "“remove_after” ({remove_after}) must be more than “suspend_after” ({suspend_after})",
            "a number is suspended first, and removed later",
        ),
    ),
}

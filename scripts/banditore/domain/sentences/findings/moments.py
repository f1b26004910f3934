"""When a broadcast leaves and expires."""

from __future__ import annotations

from banditore.domain.sentences.base import Sentence

ROWS: dict[str, Sentence] = {
    "no-such-moment": Sentence(
        it=(
            "la data e l'ora «{value}» non esistono",
            "scrivi così: 2026-11-23 18:00",
        ),
        fr=(
            "la date et l'heure « {value} » n'existent pas",
            "écrivez ainsi : 2026-11-23 18:00",
        ),
        en=(
            "“{value}” is no date and time that exists",
            "write it like this: 2026-11-23 18:00",
        ),
    ),
    "clock-skips": Sentence(
        it=(
            "l'ora «{value}» non esiste: quella notte gli orologi vanno avanti di un'ora",
            "scegli un'ora prima o dopo",
        ),
        fr=(
            "l'heure « {value} » n'existe pas : cette nuit-là on avance les montres d'une heure",
            "choisissez une heure avant ou après",
        ),
        en=(
            "the hour “{value}” does not exist: that night clocks go forward",
            "choose an hour before or after",
        ),
    ),
    "clock-repeats": Sentence(
        it=(
            (
                "l'ora «{value}» ricorre due volte: quella notte gli orologi tornano indietro. "
                "Vale la prima"
            ),
            "se non va bene, scegli un'ora prima o dopo",
        ),
        fr=(
            (
                "l'heure « {value} » revient deux fois : cette nuit-là on recule les montres. La "
                "première compte"
            ),
            "si cela ne convient pas, choisissez une heure avant ou après",
        ),
        en=(
            "the hour “{value}” comes twice: that night clocks go back. The first counts",
            "if that will not do, choose an hour before or after",
        ),
    ),
    "expires-before-send": Sentence(
        it=(
            "la scadenza viene prima dell'invio: la comunicazione non partirebbe mai",
            "correggi expires_at o send_at",
        ),
        fr=(
            "l'expiration précède l'envoi : la communication ne partirait jamais",
            "corrigez expires_at ou send_at",
        ),
        en=(
            "it expires before it is sent: it would never go out",
            "correct expires_at or send_at",
        ),
    ),
    "broadcast-expired": Sentence(
        it=(
            "la comunicazione è scaduta ({until}): non verrà inviata",
            "se serve ancora, sposta la scadenza expires_at o dai al file una nuova data",
        ),
        fr=(
            "la communication a expiré ({until}) : elle ne sera pas envoyée",
            "si elle sert encore, reportez expires_at ou donnez au fichier une nouvelle date",
        ),
        en=(
            "the broadcast has expired ({until}): it will not be sent",
            "if it is still needed, move expires_at or give the file a new date",
        ),
    ),
    "send-in-the-past": Sentence(
        it=(
            "l'invio è previsto nel passato ({when})",
            "correggi send_at, o togli la riga per inviare appena approvata",
        ),
        fr=(
            "l'envoi est prévu dans le passé ({when})",
            "corrigez send_at, ou enlevez la ligne pour envoyer dès l'approbation",
        ),
        en=(
            "it is to be sent in the past ({when})",
            "correct send_at, or remove the line to send at merge",
        ),
    ),
    "send-too-far": Sentence(
        it=(
            "l'invio è previsto tra più di {days} giorni ({when})",
            "si può programmare al massimo {days} giorni prima",
        ),
        fr=(
            "l'envoi est prévu dans plus de {days} jours ({when})",
            "on peut programmer au plus {days} jours à l'avance",
        ),
        en=(
            "it is to be sent in more than {days} days ({when})",
            "a broadcast can be scheduled {days} days ahead at most",
        ),
    ),
    "expires-very-soon": Sentence(
        it=(
            "la comunicazione scade tra pochi minuti ({until}): rischia di non partire",
            "sposta expires_at più avanti",
        ),
        fr=(
            (
                "la communication expire dans quelques minutes ({until}) : elle risque de ne pas "
                "partir"
            ),
            "reportez expires_at",
        ),
        en=(
            "the broadcast expires within minutes ({until}): it may not go out",
            "move expires_at further ahead",
        ),
    ),
}

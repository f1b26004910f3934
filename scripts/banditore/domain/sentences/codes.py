"""What the commonest codes of providers mean for one recipient, in words for staff.

Sources: Twilio's error dictionary (five digits from 2 and 6); Meta's page on error codes (six
digits from 1).
"""

from __future__ import annotations

_NOT_THERE = (
    "il numero non è su WhatsApp, o la sua versione è troppo vecchia",
    "le numéro n'est pas sur WhatsApp, ou sa version est trop ancienne",
    "the number is not on WhatsApp, or its version is too old",
)
_NO_NUMBER = (
    "non è un numero che può ricevere messaggi",
    "ce n'est pas un numéro qui peut recevoir des messages",
    "not a number that can receive messages",
)
_EXPERIMENT = (
    "WhatsApp esclude per ora questa persona, per una sua prova",
    "WhatsApp exclut pour l'instant cette personne, pour un essai à lui",
    "WhatsApp leaves this person out for now, for a trial of its own",
)
_WITHHELD = (
    "WhatsApp ha scelto di non consegnare: lo giudica pubblicità",
    "WhatsApp a choisi de ne pas remettre : il y voit de la publicité",
    "WhatsApp chose not to deliver: it takes it for advertising",
)
_WINDOW = (
    "testo libero a chi non scrive da oltre 24 ore",
    "texte libre à qui n'a pas écrit depuis plus de 24 heures",
    "free text to somebody who has not written for 24 hours",
)
_INSIDE = (
    "guasto passeggero di WhatsApp, anche al secondo tentativo",
    "panne passagère de WhatsApp, même au deuxième essai",
    "a passing failure inside WhatsApp, at the second try, too",
)
_CONTENT = (
    "WhatsApp ha rifiutato il contenuto, o è troppo lungo",
    "WhatsApp a refusé le contenu, ou il est trop long",
    "WhatsApp refused the content, or it is too long",
)
_BY_ID = (
    "a questa persona, nota solo con il suo nome WhatsApp, non si può scrivere così",
    "cette personne, connue seulement par son nom WhatsApp, ne peut être jointe ainsi",
    "this person, known by a WhatsApp name only, cannot be written to like this",
)

_LOST = (
    "la risposta si è persa, e poi né registro né rapporti del fornitore hanno il messaggio",
    "la réponse s'est perdue, puis ni le registre ni les rapports du fournisseur n'ont le message",
    "the answer was lost, and neither the provider's log nor its reports have the message since",
)
_NO_NEWS = (
    "accettato, e per 72 ore nessuna notizia: il telefono è spento, o non si usa più",
    "accepté, et pendant 72 heures aucune nouvelle : le téléphone est éteint, ou abandonné",
    "accepted, and no news for 72 hours: the phone is off, or given up",
)

# Code → Italian, French, English. Words are ours.
MEANINGS: dict[str, tuple[str, str, str]] = {
    "21211": _NO_NUMBER,
    "21604": _NO_NUMBER,
    "21614": _NO_NUMBER,
    "63003": _NOT_THERE,
    "63005": _INSIDE,
    "63012": _INSIDE,
    "63016": _WINDOW,
    "63021": _CONTENT,
    "63023": _INSIDE,
    "63024": _NOT_THERE,
    "63032": _EXPERIMENT,
    "63049": _WITHHELD,
    "130472": _EXPERIMENT,
    "131000": _INSIDE,
    "131026": _NOT_THERE,
    "131047": _WINDOW,
    "131049": _WITHHELD,
    "131062": _BY_ID,
    "lost": _LOST,
    "no-news": _NO_NEWS,
}

_COLUMN = {"it": 0, "fr": 1}


def meaning(code: str, language: str) -> str:
    """In words; `""` for a code that nobody needed to explain yet."""
    row = MEANINGS.get(code)
    return row[_COLUMN.get(language, 2)] if row else ""

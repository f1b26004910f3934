"""Words of summaries and previews for staff, which are not findings."""

from __future__ import annotations

from banditore.domain.sentences.figures import ROWS as FIGURES
from banditore.domain.sentences.letters import ROWS as LETTERS
from banditore.domain.sentences.office import ROWS as OFFICE
from banditore.domain.sentences.outside import ROWS as OUTSIDE
from banditore.domain.sentences.reporting import ROWS as REPORTING
from banditore.domain.sentences.understanding import ROWS as UNDERSTANDING

# Key → Italian, French, English.
LABELS: dict[str, tuple[str, str, str]] = {
    "error": ("errore", "erreur", "error"),
    "warning": ("avvertimento", "avertissement", "warning"),
    "notice": ("nota", "note", "note"),
    "hint": ("suggerimento", "conseil", "hint"),
    "all-fine": ("tutto in ordine", "tout est en ordre", "all is well"),
    "errors-found": (
        "errori da correggere: {count}",
        "erreurs à corriger : {count}",
        "errors to correct: {count}",
    ),
    "broadcast": ("comunicazione", "communication", "broadcast"),
    "category": ("categoria", "catégorie", "category"),
    "language": ("lingua", "langue", "language"),
    "languages": ("lingue", "langues", "languages"),
    "template": ("modello", "modèle", "template"),
    "audience": ("destinatari", "destinataires", "audience"),
    "subscribers": ("iscritti", "inscrits", "subscribers"),
    "total": ("totale", "total", "total"),
    "characters": ("caratteri", "caractères", "characters"),
    "send-at": ("invio", "envoi", "sent at"),
    "at-merge": ("appena approvata", "dès l'approbation", "at merge"),
    "leaves-at": (
        ", ma non prima del {when} ({why})",
        ", mais pas avant le {when} ({why})",
        ", but not before {when} ({why})",
    ),
    "may-leave": ("può partire dal {when}", "peut partir dès le {when}", "may leave from {when}"),
    "why-paused": ("servizio in pausa", "service en pause", "service paused"),
    "why-quiet-hours": ("fuori orario", "hors horaire", "outside its hours"),
    "why-silence": ("silenzio elettorale", "silence électoral", "electoral silence"),
    "why-daily-cap": ("già abbastanza per oggi", "assez pour aujourd'hui", "enough for today"),
    "why-too-old": ("troppo vecchia", "trop ancienne", "too old"),
    "why-archive": (
        "di prima del primo invio",
        "d'avant le premier envoi",
        "from before the first send",
    ),
    "standing-held": ("trattenuta", "retenue", "held"),
    "paused-now": (
        "in pausa: {reason}; non parte nulla, si riprende con: scripts/run resume --live",
        "en pause : {reason} ; rien ne part, on reprend par : scripts/run resume --live",
        "paused: {reason}; nothing is sent until: scripts/run resume --live",
    ),
    "pause-default": ("sospeso a mano", "suspendu à la main", "paused by hand"),
    "paused-already": (
        "era già così: {line}",
        "c'était déjà ainsi : {line}",
        "it was so already: {line}",
    ),
    "paused-changed": (
        "{path} ora dice: {line}",
        "{path} dit maintenant : {line}",
        "{path} says now: {line}",
    ),
    "would-change": (
        "prova: {path} direbbe: {line}; --live lo cambia",
        "essai : {path} dirait : {line} ; --live le change",
        "dry run: {path} would say: {line}; --live changes it",
    ),
    "corrects": ("corregge", "corrige", "corrects"),
    "people-unknown": (
        "non ancora noti: è la prima di questa categoria",
        "pas encore connus : c'est la première de cette catégorie",
        "not known yet: the first of this category",
    ),
    "people-last-time": (
        "{people} l'ultima volta; l'invio dura circa {seconds} s",
        "{people} la dernière fois ; l'envoi dure environ {seconds} s",
        "{people} last time; sending takes about {seconds} s",
    ),
    "cost": ("costo", "coût", "cost"),
    "cost-about": (
        "circa {amount} ({kind}, prezzi del {day})",
        "environ {amount} ({kind}, prix du {day})",
        "about {amount} ({kind}, prices of {day})",
    ),
    "prices-old": (
        "; ⚠ prezzi di oltre sei mesi fa: rivedili in policy/service.yaml",
        " ; ⚠ prix de plus de six mois : à revoir dans policy/service.yaml",
        "; ⚠ prices more than six months old: see policy/service.yaml",
    ),
    "would-cost": (
        "{id}: circa {amount} ({kind}, prezzi del {day}); {languages}",
        "{id} : environ {amount} ({kind}, prix du {day}) ; {languages}",
        "{id}: about {amount} ({kind}, prices of {day}); {languages}",
    ),
    "unpriced": (
        "{id}: senza un prezzo nelle regole: {count}",
        "{id} : sans prix dans les règles : {count}",
        "{id}: without a price in the rules: {count}",
    ),
    "look-at": ("Prima di approvare", "Avant d'approuver", "Before you approve"),
    "look-category": (
        "La categoria è quella giusta: decide chi riceve il messaggio",
        "La catégorie est la bonne : elle décide qui reçoit le message",
        "The category is the right one: it decides who gets the message",
    ),
    "look-facts": (
        "Date, ore, luoghi, numeri e link sono veri",
        "Dates, heures, lieux, numéros et liens sont exacts",
        "Dates, times, places, numbers and links are true",
    ),
    "look-languages": (
        "Le lingue dicono la stessa cosa",
        "Les langues disent la même chose",
        "The languages say the same",
    ),
    "look-times": (
        "Invio e scadenza hanno senso; nulla si può richiamare dopo l'invio",
        "L'envoi et l'expiration ont un sens ; rien ne peut être rappelé après l'envoi",
        "Sending and expiry make sense; nothing can be called back once sent",
    ),
    "look-people": (
        "Nessun nome o dato di persone, e nulla che non sia del Comune",
        "Aucun nom ni donnée de personnes, et rien qui ne soit de la commune",
        "No names or data of people, and nothing that is not the town's",
    ),
    "no-broadcasts": (
        "nessuna comunicazione nuova o cambiata",
        "aucune communication nouvelle ou modifiée",
        "no new or changed broadcast",
    ),
    "more-in-summary": (
        "ce ne sono altri: l'elenco completo è nel riepilogo",
        "il y en a d'autres : la liste complète est dans le résumé",
        "there are more: the whole list is in the summary",
    ),
    "summary-cut": (
        "Il riepilogo è troppo lungo per GitHub: il resto manca qui.",
        "Le résumé est trop long pour GitHub : la suite manque ici.",
        "The summary is too long for GitHub: the rest is left out here.",
    ),
    "summary-failed": (
        "il riepilogo non si può scrivere",
        "le résumé ne peut être écrit",
        "the summary cannot be written",
    ),
    "base-unknown": (
        "non si raggiunge main: il controllo va avanti senza confronto",
        "main est hors d'atteinte : le contrôle continue sans comparaison",
        "main is out of reach: checking goes on without comparing",
    ),
    "expires-at": ("scadenza", "expiration", "expires at"),
    "preview": ("Anteprima", "Aperçu", "Preview"),
    "findings": ("Osservazioni", "Remarques", "Findings"),
    "receipt": ("ricevuta", "reçu", "receipt"),
    "accepted": ("accettati", "acceptés", "accepted"),
    "reported": (
        "{id}: accettati {accepted}, consegnati {delivered}, letti {read}, non riusciti {failed}",
        "{id} : acceptés {accepted}, remis {delivered}, lus {read}, échoués {failed}",
        "{id}: accepted {accepted}, delivered {delivered}, read {read}, failed {failed}",
    ),
    "outcomes-unreadable": (
        "il ramo {branch} non si legge: chi lo ha cambiato?",
        "la branche {branch} est illisible : qui l'a changée ?",
        "the branch {branch} cannot be read: who changed it?",
    ),
    "failed": ("non riusciti", "échoués", "failed"),
    "left": ("cancellati nel frattempo", "désinscrits entre-temps", "left meanwhile"),
    "expired": ("scaduti prima dell'invio", "expirés avant l'envoi", "expired before sending"),
    "unknown": ("esito ignoto", "issue inconnue", "unknown"),
    "delivered": ("consegnati", "remis", "delivered"),
    "read": ("letti", "lus", "read"),
    "sent": ("inviata", "envoyée", "sent"),
    "sending": ("in corso", "en cours", "sending"),
    "due": ("da inviare", "à envoyer", "due"),
    "joined": ("nuovi iscritti", "nouveaux inscrits", "joined"),
    "gone": ("cancellazioni", "désinscriptions", "left"),
    "renewed": (
        "iscritti che accettano la nuova informativa",
        "inscrits qui acceptent la nouvelle notice",
        "subscribers who accept the new notice",
    ),
    "chose": ("scelte cambiate", "choix modifiés", "choices changed"),
    "asked": (
        "richieste da confermare",
        "demandes à confirmer",
        "requests to be confirmed",
    ),
    "not-texts": (
        "messaggi che non sono testo, non aperti",
        "messages qui ne sont pas du texte, non ouverts",
        "messages that are no text, not opened",
    ),
    "answered": ("risposte inviate", "réponses envoyées", "replies sent"),
    "answered-before": (
        "risposte già partite prima",
        "réponses déjà parties",
        "replies that had already left",
    ),
    "unanswered": ("risposte non riuscite", "réponses échouées", "replies that failed"),
    "answered-perhaps": (
        "risposte dall'esito ignoto",
        "réponses à l'issue inconnue",
        "replies with an unknown outcome",
    ),
    "waiting": ("risposte in attesa", "réponses en attente", "replies waiting"),
    "too-late": (
        "risposte non più possibili",
        "réponses devenues impossibles",
        "replies that came too late",
    ),
    "would-sync": (
        "prova: nulla è stato cambiato; --live lo fa",
        "essai : rien n'a été changé ; --live le fait",
        "dry run: nothing was changed; --live does it",
    ),
    "nothing-new": ("nessun messaggio nuovo", "aucun nouveau message", "no new messages"),
    "rotated": (
        "l'elenco ha una chiave nuova: le versioni precedenti non si aprono più",
        "la liste a une nouvelle clé : les versions précédentes ne s'ouvrent plus",
        "the list has a new key: earlier versions open no more",
    ),
    "ignored": ("messaggi non riconosciuti", "messages non reconnus", "messages not understood"),
    "no-broadcasts-yet": ("nessuna comunicazione", "aucune communication", "no broadcasts"),
    "standing-sent": ("inviata", "envoyée", "sent"),
    "standing-sending": ("in corso", "en cours", "under way"),
    "standing-halted": ("ferma", "arrêtée", "halted"),
    "standing-due": ("da inviare", "à envoyer", "due"),
    "standing-stopped": ("interrotta", "interrompue", "stopped"),
    "standing-later": ("in attesa", "en attente", "later"),
    "standing-missed": ("scaduta", "expirée", "missed"),
    **REPORTING,
    **UNDERSTANDING,
    **OFFICE,
    **FIGURES,
    **LETTERS,
    **OUTSIDE,
}

_COLUMN = {"it": 0, "fr": 1}


def label(key: str, language: str, **facts: object) -> str:
    """The word of that key; in English for a language that we do not speak."""
    return LABELS[key][_COLUMN.get(language, 2)].format(**facts)

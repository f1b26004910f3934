"""The page of a publishing run."""

from __future__ import annotations

# Key → Italian, French, English.
ROWS: dict[str, tuple[str, str, str]] = {
    # The run's page.
    "page-reached": (
        "Inviata a {reached} su {total} in {time}",
        "Envoyée à {reached} sur {total} en {time}",
        "Sent to {reached} of {total} in {time}",
    ),
    "page-all": (
        "Inviata a tutti, {reached}, in {time}",
        "Envoyée à tous, {reached}, en {time}",
        "Sent to everybody, {reached}, in {time}",
    ),
    "page-nobody": (
        "Nessuno è iscritto a questa categoria: non è partito alcun messaggio",
        "Personne n'est inscrit à cette catégorie : aucun message n'est parti",
        "Nobody subscribes to this category: no message has left",
    ),
    "page-abandoned": (
        "qualcuno ha deciso di abbandonarla",
        "quelqu'un a décidé de l'abandonner",
        "somebody decided to abandon it",
    ),
    "page-resumed": (
        "qualcuno ha deciso di riprenderla",
        "quelqu'un a décidé de la reprendre",
        "somebody decided to go on with it",
    ),
    "page-failed": (
        "non è stato possibile raggiungere {people}",
        "impossible de joindre {people}",
        "{people} could not be reached",
    ),
    "page-expired": (
        "non è più partita per {people}, perché era scaduta",
        "elle n'est plus partie pour {people}, car elle avait expiré",
        "it was not sent to {people} any more, because it had expired",
    ),
    "page-given-up": (
        "non è più partita per {people}",
        "elle n'est plus partie pour {people}",
        "it was not sent to {people} any more",
    ),
    "page-unknown": (
        "per {people} non si sa se è arrivata",
        "pour {people}, on ne sait pas si elle est arrivée",
        "for {people} nobody can tell whether it arrived",
    ),
    "page-left": (
        "cancellazioni durante l'invio: {count}",
        "désinscriptions pendant l'envoi : {count}",
        "left while it was being sent: {count}",
    ),
    "page-accepted": (
        "«Accettati»: WhatsApp li ha presi in consegna. Un telefono spento riceve più tardi.",
        "« Acceptés » : WhatsApp les a pris en charge. Un téléphone éteint reçoit plus tard.",
        "“Accepted”: WhatsApp has taken them. A phone that is off gets them later.",
    ),
    "page-lost": (
        "Esito ignoto: la risposta del fornitore si è persa e nel suo registro il messaggio manca.",
        "Issue inconnue : la réponse du fournisseur s'est perdue, son registre n'a rien.",
        "Unknown: the provider's answer was lost, and its log does not show the message.",
    ),
    "page-not-again": (
        "Non si manda di nuovo da solo: qualcuno potrebbe riceverlo due volte.",
        "Il ne repart pas de lui-même : quelqu'un pourrait le recevoir deux fois.",
        "It is not sent again by itself: somebody might get it twice.",
    ),
    "page-ask-again": (
        "Più tardi si può interrogare ancora il registro:",
        "On peut interroger encore le registre plus tard :",
        "The log can be asked again later:",
    ),
    "given-up": ("non più inviati", "plus envoyés", "not sent any more"),
    "persons": ("persone", "personnes", "people"),
    "see-code": (
        "un altro motivo: lo dice il codice",
        "une autre raison : voir le code",
        "another reason: see the code",
    ),
    "outcome": ("esito", "issue", "outcome"),
    "messages": ("messaggi", "messages", "messages"),
    "code": ("codice", "code", "code"),
    "why-failed": ("perché non riusciti", "pourquoi échoués", "why they failed"),
    "timeline": ("Come è andata nel tempo", "Le déroulement", "The time line"),
    "at": ("ora", "heure", "at"),
    "lasted": ("durata", "durée", "lasted"),
    "block": ("blocco", "bloc", "block"),
    "pace-column": ("al secondo", "par seconde", "per second"),
    "when-claimed": ("presa in carico", "prise en charge", "claimed"),
    "when-first": ("primo messaggio", "premier message", "first message"),
    "when-last": ("ultimo messaggio", "dernier message", "last message"),
    "when-closed": ("ricevuta", "reçu", "receipt"),
    "zone": ("Ore di {zone}.", "Heures de {zone}.", "Times of {zone}."),
    "laps-joined": (
        "I blocchi sono {count}: ogni riga ne riunisce {each}.",
        "Il y a {count} blocs : chaque ligne en réunit {each}.",
        "There are {count} blocks: each row joins {each}.",
    ),
    "laps-before": (
        "Prima di questo avvio erano già stati inviati: {count}.",
        "Déjà envoyés avant cette exécution : {count}.",
        "Sent before this run: {count}.",
    ),
}

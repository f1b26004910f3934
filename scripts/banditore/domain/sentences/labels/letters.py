"""Lines of the letters that the office hands to citizens."""

from __future__ import annotations

# Key → Italian, French, English.
ROWS: dict[str, tuple[str, str, str]] = {
    "letter-moment": ("{day}, ore {time}", "{day} à {time}", "{day}, {time}"),
    "letter-phone": (
        "numero di telefono: {value}",
        "numéro de téléphone : {value}",
        "phone number: {value}",
    ),
    "letter-user-id": (
        "codice che WhatsApp usa al posto del numero: {value}",
        "code que WhatsApp utilise à la place du numéro : {value}",
        "code that WhatsApp uses instead of the number: {value}",
    ),
    "letter-language": (
        "lingua degli avvisi: {value}",
        "langue des avis : {value}",
        "language: {value}",
    ),
    "letter-categories": (
        "categorie di avvisi: {value}",
        "catégories d'avis : {value}",
        "categories: {value}",
    ),
    "letter-status": ("iscrizione: {value}", "inscription : {value}", "subscription: {value}"),
    "letter-active": ("attiva", "active", "active"),
    "letter-restricted": (
        "limitata su Sua richiesta: i dati sono conservati e nessun avviso parte",
        "limitée à votre demande : les données sont conservées et aucun avis ne part",
        "restricted at your request: the data is kept and nothing is sent",
    ),
    "letter-suspended": (
        "sospesa: più avvisi non hanno trovato il numero su WhatsApp",
        "suspendue : plusieurs avis n'ont pas trouvé le numéro sur WhatsApp",
        "suspended: several broadcasts did not find the number on WhatsApp",
    ),
    "letter-consent-text": (
        "consenso: {when}, con un messaggio WhatsApp",
        "consentement : {when}, par un message WhatsApp",
        "consent: {when}, by a WhatsApp message",
    ),
    "letter-consent-paper": (
        "consenso: {when}, con un modulo cartaceo",
        "consentement : {when}, par un formulaire papier",
        "consent: {when}, by a paper form",
    ),
    "letter-consent-import": (
        "consenso: raccolto al più tardi il {when} ({source})",
        "consentement : recueilli au plus tard le {when} ({source})",
        "consent: collected on {when} at the latest ({source})",
    ),
    "letter-message": (
        "identificativo del messaggio di iscrizione: {value}",
        "identifiant du message d'inscription : {value}",
        "id of the message of joining: {value}",
    ),
    "letter-notice": (
        "informativa ricevuta: versione {version} (impronta: {digest})",
        "notice reçue : version {version} (empreinte : {digest})",
        "privacy notice received: version {version} (digest: {digest})",
    ),
    "letter-notice-older": (
        "informativa ricevuta: quella in uso quando il consenso fu raccolto",
        "notice reçue : celle en usage lorsque le consentement a été recueilli",
        "privacy notice received: the one in use when the consent was collected",
    ),
    "letter-applied": (
        "richiesta di iscrizione non ancora confermata: {when}",
        "demande d'inscription pas encore confirmée : {when}",
        "request to join, not confirmed yet: {when}",
    ),
    "letter-left": (
        "cancellazione: {when} (impronta conservata per pochi giorni)",
        "désinscription : {when} (empreinte conservée quelques jours)",
        "left: {when} (a fingerprint, kept for some days)",
    ),
    "letter-chosen": (
        "ultima scelta di categorie o lingua: {when} (impronta conservata per pochi giorni)",
        "dernier choix de catégories ou de langue : {when} (empreinte conservée quelques jours)",
        "last choice of categories or language: {when} (a fingerprint, kept for some days)",
    ),
    "letter-answered": (
        "ultima risposta automatica: {when} (impronta conservata per pochi giorni)",
        "dernière réponse automatique : {when} (empreinte conservée quelques jours)",
        "last automatic reply: {when} (a fingerprint, kept for some days)",
    ),
    "letter-owed": (
        "risposte automatiche in attesa di partire: {count}",
        "réponses automatiques en attente : {count}",
        "automatic replies that wait to be sent: {count}",
    ),
    "letter-misses": (
        "avvisi che non hanno trovato il numero su WhatsApp: {count}",
        "avis qui n'ont pas trouvé le numéro sur WhatsApp : {count}",
        "broadcasts that did not find the number on WhatsApp: {count}",
    ),
    "letter-origin-text": (
        "Li ha forniti Lei, scrivendo al numero WhatsApp del servizio.",
        "Vous les avez fournies vous-même, en écrivant au numéro WhatsApp du service.",
        "You gave them, by writing to the WhatsApp number of the service.",
    ),
    "letter-origin-paper": (
        "Li ha forniti Lei, con un modulo cartaceo consegnato al Comune.",
        "Vous les avez fournies vous-même, par un formulaire papier remis à la Commune.",
        "You gave them, on a paper form handed to the town.",
    ),
    "letter-origin-import": (
        "Provengono da un elenco del Comune raccolto con il Suo consenso: {source}.",
        "Elles viennent d'une liste de la Commune recueillie avec votre consentement : {source}.",
        "They come from a list of the town, collected with your consent: {source}.",
    ),
    "letter-origin-none": (
        "Risultano dai messaggi scritti da questo recapito al numero WhatsApp del servizio.",
        "Elles résultent des messages écrits depuis ces coordonnées au numéro WhatsApp du service.",
        "They come from messages written from this address to the WhatsApp number of the service.",
    ),
    "letter-erased-subscriber": (
        "l'iscrizione: recapito, lingua, categorie, prova del consenso",
        "l'inscription : coordonnées, langue, catégories, preuve du consentement",
        "the subscription: address, language, categories, proof of consent",
    ),
    "letter-erased-applicant": (
        "una richiesta di iscrizione non confermata",
        "une demande d'inscription non confirmée",
        "a request to join that was not confirmed",
    ),
    "letter-erased-replies": (
        "le risposte automatiche in attesa di partire",
        "les réponses automatiques en attente",
        "automatic replies that waited to be sent",
    ),
    "letter-erased-marks": (
        "le impronte delle risposte ricevute",
        "les empreintes des réponses reçues",
        "fingerprints of replies received",
    ),
    "letter-erased-nothing": (
        "nell'elenco in uso non c'era nulla; sono diventate illeggibili le versioni precedenti",
        "la liste en usage ne contenait rien ; les versions précédentes sont devenues illisibles",
        "the list in use held nothing; its earlier versions have become unreadable",
    ),
}

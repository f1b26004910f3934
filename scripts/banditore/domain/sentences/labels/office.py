"""What the office's commands say."""

from __future__ import annotations

# Key → Italian, French, English.
ROWS: dict[str, tuple[str, str, str]] = {
    # Asking for a number
    "office-number": (
        "Numero (non resta scritto da nessuna parte)",
        "Numéro (il ne reste écrit nulle part)",
        "Number (it is written down nowhere)",
    ),
    "office-number-empty": (
        "manca il numero: scrivilo quando viene chiesto, o dallo sullo standard input",
        "il manque le numéro : tapez-le à la demande, ou donnez-le sur l'entrée standard",
        "there is no number: type it when asked, or give it on standard input",
    ),
    "office-number-letters": (
        "nel numero ci sono lettere",
        "le numéro contient des lettres",
        "there are letters in the number",
    ),
    "office-number-several": (
        "più di un numero: uno alla volta",
        "plus d'un numéro : un à la fois",
        "more than one number: one at a time",
    ),
    "office-number-scientific": (
        "il numero è stato arrotondato da un foglio di calcolo",
        "le numéro a été arrondi par un tableur",
        "the number was rounded by a spreadsheet",
    ),
    "office-number-too-short": (
        "il numero è troppo corto",
        "le numéro est trop court",
        "the number is too short",
    ),
    "office-number-too-long": (
        "il numero è troppo lungo",
        "le numéro est trop long",
        "the number is too long",
    ),
    "office-number-not-mobile": (
        "non è un cellulare: WhatsApp arriva solo ai cellulari",
        "ce n'est pas un portable : WhatsApp n'arrive que sur un portable",
        "not a mobile number: WhatsApp is on mobiles",
    ),
    "office-number-no-prefix": (
        "non è un numero del paese del Comune: se è straniero, con il prefisso, +41 …",
        "ce n'est pas un numéro du pays de la commune : s'il est étranger, avec l'indicatif, +41 …",
        "no number of the town's country: if it is foreign, write its prefix, too, +41 …",
    ),
    # What the commands did
    "office-dry": (
        "prova: nulla è stato cambiato né annotato; --live lo fa",
        "essai : rien n'a été changé ni noté ; --live le fait",
        "dry run: nothing was changed or noted down; --live does it",
    ),
    "office-would-show": (
        "il numero si legge; con --live la richiesta viene annotata e la risposta mostrata",
        "le numéro se lit ; avec --live la demande est notée et la réponse montrée",
        "the number can be read; with --live the request is noted down and the answer shown",
    ),
    "office-would-erase": (
        "sarebbe cancellato, e la chiave cambiata:",
        "serait effacé, et la clé changée :",
        "this would be erased, and the key changed:",
    ),
    "office-restricted": (
        "limitazione: i dati restano, e nessun avviso parte",
        "limitation : les données restent, et aucun avis ne part",
        "restricted: the data stays, and nothing is sent",
    ),
    "office-active": (
        "iscrizione attiva: gli avvisi partono",
        "inscription active : les avis partent",
        "active: broadcasts are sent",
    ),
    "office-not-there": (
        "questo numero non è nell'elenco",
        "ce numéro n'est pas dans la liste",
        "this number is not on the list",
    ),
    "office-removed": (
        (
            "tolto dall'elenco; le versioni precedenti diventano illeggibili al prossimo cambio di "
            "chiave"
        ),
        (
            "retiré de la liste ; les versions précédentes deviennent illisibles au prochain "
            "changement de clé"
        ),
        "taken off the list; earlier versions become unreadable with the next change of the key",
    ),
    "office-added": ("aggiunto all'elenco", "ajouté à la liste", "added to the list"),
    "office-renewed": (
        "era già nell'elenco: ora vale il consenso di questo modulo",
        "était déjà dans la liste : le consentement de ce formulaire vaut désormais",
        "was on the list: now the consent of this form counts",
    ),
    "office-already": (
        "era già nell'elenco: non cambia nulla",
        "était déjà dans la liste : rien ne change",
        "was on the list: nothing changes",
    ),
    "office-left-since": (
        (
            "non aggiunto: si è cancellato dopo la data del modulo; chi vuole tornare lo scrive al "
            "numero, o firma un modulo nuovo"
        ),
        (
            "pas ajouté : désinscrit après la date du formulaire ; pour revenir, écrire au numéro, "
            "ou signer un nouveau formulaire"
        ),
        (
            "not added: left after the date of the form; who wants to come back texts it to the "
            "number, or signs a new form"
        ),
    ),
    "office-reading": ("righe lette", "lignes lues", "rows read"),
    "office-more-findings": (
        "altre osservazioni dello stesso tipo: {count}",
        "autres remarques du même genre : {count}",
        "more findings of these kinds: {count}",
    ),
    "office-rows": ("righe con qualcosa", "lignes non vides", "rows with something in them"),
    "office-new": ("nuovi iscritti", "nouveaux inscrits", "new subscribers"),
    "office-already-there": (
        "già nell'elenco, invariati",
        "déjà dans la liste, inchangés",
        "on the list already, unchanged",
    ),
    "office-left-before": (
        "si erano cancellati, e restano fuori",
        "s'étaient désinscrits, et restent dehors",
        "had left, and stay away",
    ),
    "office-left-out": (
        "righe non prese: doppie, o con un errore",
        "lignes non prises : doubles, ou avec une erreur",
        "rows not taken: double, or with a mistake",
    ),
    "office-memory": (
        "chi se n'è andato da più di {days} giorni il programma non lo ricorda: toglilo dal file",
        "qui est parti depuis plus de {days} jours est oublié du programme : ôtez-le du fichier",
        "who left more than {days} days ago is not remembered: take them out of the file",
    ),
    "office-exported": (
        "{file}: {count} iscritti, cifrati per {keys} chiavi",
        "{file} : {count} inscrits, chiffrés pour {keys} clés",
        "{file}: {count} subscribers, encrypted to {keys} keys",
    ),
    "office-would-export": (
        "{file}: sarebbero {count} iscritti, cifrati per {keys} chiavi",
        "{file} : ce seraient {count} inscrits, chiffrés pour {keys} clés",
        "{file}: would hold {count} subscribers, encrypted to {keys} keys",
    ),
    "office-drawn": ("disegnato: {file}", "dessiné : {file}", "drawn: {file}"),
    "office-log-empty": (
        "l'ufficio non ha ancora fatto nulla con l'elenco",
        "le bureau n'a encore rien fait avec la liste",
        "the office has not done anything with the list yet",
    ),
    "office-act-show": ("accesso", "accès", "access"),
    "office-act-erase": ("cancellazione", "effacement", "erasure"),
    "office-act-restrict": ("limitazione", "limitation", "restriction"),
    "office-act-unrestrict": ("fine limitazione", "fin de limitation", "end of restriction"),
    "office-act-export": ("esportazione", "exportation", "export"),
    "office-act-import": ("importazione", "importation", "import"),
    "office-act-add": ("modulo di iscrizione", "formulaire d'inscription", "form to join"),
    "office-act-remove": ("modulo di uscita", "formulaire de sortie", "form to leave"),
    # A new privacy notice
    "office-in-force": ("(in vigore):", "(en vigueur) :", "(in force):"),
    "office-older": ("precedente", "précédente", "older"),
    "office-all-told": (
        "tutti hanno ricevuto l'informativa in vigore: non c'è nulla da comunicare",
        "tous ont reçu la notice en vigueur : il n'y a rien à communiquer",
        "everybody got the notice in force: there is nothing to tell",
    ),
    "office-reaches": (
        "la categoria «{category}» raggiunge {count} dei {of} con un'altra informativa",
        "la catégorie « {category} » atteint {count} des {of} ayant une autre notice",
        "the category “{category}” reaches {count} of the {of} with another notice",
    ),
    "office-drafted": (
        "scritto {file}: rileggilo e proponilo; parte solo quando è approvato",
        "écrit {file} : relisez-le et proposez-le ; il ne part qu'une fois approuvé",
        "written: {file}; read it and propose it; it is sent only once it is approved",
    ),
    "office-would-draft": (
        "prova: {file} non è stato scritto; --live lo scrive",
        "essai : {file} n'a pas été écrit ; --live l'écrit",
        "dry run: {file} was not written; --live writes it",
    ),
}

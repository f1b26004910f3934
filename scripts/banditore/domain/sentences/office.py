"""What the office's commands say, and the lines of its letters."""

from __future__ import annotations

# Key → Italian, French, English.
ROWS: dict[str, tuple[str, str, str]] = {
    # Letters to citizens
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
    # The picture of the statistics
    "plot-title": (
        "Iscritti agli avvisi WhatsApp ({town})",
        "Inscrits aux avis WhatsApp ({town})",
        "Subscribers to WhatsApp notices ({town})",
    ),
    "plot-description": (
        "Iscritti a fine mese, arrotondati: {before} in {first}, {now} in {last}.",
        "Inscrits en fin de mois, arrondis : {before} en {first}, {now} en {last}.",
        "Subscribers at the end of each month, rounded: {before} in {first}, {now} in {last}.",
    ),
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
    # Statistics
    "office-withheld": ("pochi", "peu", "few"),
    "office-withheld-why": (
        "«pochi»: meno di {least}, o un numero da cui si ricaverebbe; i mesi sono arrotondati",
        "« peu » : moins de {least}, ou un nombre qui le révélerait ; les mois sont arrondis",
        "“few”: fewer than {least}, or a number that would tell it; months are rounded",
    ),
    "office-by-category": ("per categoria", "par catégorie", "by category"),
    "office-by-language": ("per lingua", "par langue", "by language"),
    "office-by-joined": (
        "per modo di iscrizione",
        "par mode d'inscription",
        "by way of joining",
    ),
    "office-by-status": ("per stato", "par état", "by status"),
    "office-by-notice": ("per informativa ricevuta", "par notice reçue", "by privacy notice"),
    "office-by-month": ("a fine mese", "en fin de mois", "at the end of each month"),
    "office-is-text": ("con un messaggio", "par message", "by text"),
    "office-is-paper": ("modulo cartaceo", "formulaire papier", "paper form"),
    "office-is-import": ("da un elenco", "depuis une liste", "from a list"),
    "office-is-active": ("attivi", "actifs", "active"),
    "office-is-restricted": ("limitati", "limités", "restricted"),
    "office-is-suspended": ("sospesi", "suspendus", "suspended"),
    "office-move-joined": ("iscritti", "inscrits", "joined"),
    "office-move-renewed": ("rinnovati", "renouvelés", "renewed"),
    "office-move-left": ("usciti", "sortis", "left"),
    "office-move-erased": ("cancellati su richiesta", "effacés sur demande", "erased on request"),
    "office-move-removed": ("non più su WhatsApp", "plus sur WhatsApp", "not on WhatsApp any more"),
    "office-move-suspended": ("sospesi", "suspendus", "suspended"),
    "office-move-revived": ("ripresi", "repris", "revived"),
    "office-move-merged": ("doppi riuniti", "doubles réunis", "doubles merged"),
    "office-move-recycled": (
        "numeri passati ad altri",
        "numéros passés à d'autres",
        "numbers that others have now",
    ),
    "office-move-lapsed": (
        "richieste non confermate",
        "demandes non confirmées",
        "requests not confirmed",
    ),
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

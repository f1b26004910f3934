"""Why citizens' texts were understood as they were: a sentence per rule, and nothing of a text."""

from __future__ import annotations

# Key → Italian, French, English.
ROWS: dict[str, tuple[str, str, str]] = {
    "understood": (
        "come sono stati capiti i messaggi (le regole, non i testi)",
        "comment les messages ont été compris (les règles, pas les textes)",
        "how texts were understood (the rules, not the texts)",
    ),
    "rule-join-phrase": (
        "iscrizione: tutto il testo è una frase che insegniamo",
        "inscription : tout le texte est une phrase que nous enseignons",
        "join: the whole text is a taught phrase",
    ),
    "rule-join-categories": (
        "iscrizione: una frase che insegniamo, e poi solo nomi di categorie",
        "inscription : une phrase que nous enseignons, puis seulement des catégories",
        "join: a taught phrase, then nothing but names of categories",
    ),
    "rule-near-join": (
        "quasi iscrizione: vuole iscriversi, ma non con le parole esatte",
        "presque une inscription : on veut s'inscrire, mais sans les mots exacts",
        "near joining: wishes to join, but not in the exact words",
    ),
    "rule-leave-phrase": (
        "cancellazione: tutto il testo è una frase che insegniamo",
        "désinscription : tout le texte est une phrase que nous enseignons",
        "leave: the whole text is a taught phrase",
    ),
    "rule-leave-phrase-slip": (
        "cancellazione: una frase che insegniamo, con un errore di battitura",
        "désinscription : une phrase que nous enseignons, avec une faute de frappe",
        "leave: a taught phrase, with a slip of the finger",
    ),
    "rule-leave-phrase-around": (
        "cancellazione: una frase che insegniamo, tra parole che non cambiano nulla",
        "désinscription : une phrase que nous enseignons, parmi des mots qui ne changent rien",
        "leave: a taught phrase, among words that change nothing",
    ),
    "rule-leave-stop-word": (
        "cancellazione: «stop», «basta» o simili, e nulla che parli d'altro",
        "désinscription : « stop », « assez » ou semblable, et rien qui parle d'autre chose",
        "leave: “stop”, “enough” or the like, and nothing that speaks of something else",
    ),
    "rule-leave-remove": (
        "cancellazione: chiede di cancellare, e non dice altro",
        "désinscription : demande d'effacer, et ne dit rien d'autre",
        "leave: asks to remove, and says nothing else",
    ),
    "rule-leave-unsubscribe": (
        "cancellazione: parla di disiscriversi",
        "désinscription : parle de se désinscrire",
        "leave: speaks of unsubscribing",
    ),
    "rule-leave-or-else": (
        "cancellazione: minaccia, se non si cancella",
        "désinscription : menace, si l'on n'efface pas",
        "leave: threatens, unless removed",
    ),
    "rule-leave-remove-me": (
        "cancellazione: chiede di togliere chi scrive",
        "désinscription : demande de retirer la personne qui écrit",
        "leave: asks to remove who writes",
    ),
    "rule-leave-remove-mine": (
        "cancellazione: chiede di togliere il proprio numero, nome o iscrizione",
        "désinscription : demande de retirer son numéro, son nom ou son inscription",
        "leave: asks to remove one's number, name or subscription",
    ),
    "rule-leave-be-removed": (
        "cancellazione: desidera essere tolto",
        "désinscription : souhaite être retiré",
        "leave: wishes to be removed",
    ),
    "rule-leave-go": (
        "cancellazione: esce dalla lista, dal gruppo o dal servizio",
        "désinscription : quitte la liste, le groupe ou le service",
        "leave: goes from the list, the group or the service",
    ),
    "rule-leave-revoke": (
        "cancellazione: revoca il consenso o rinuncia al servizio",
        "désinscription : retire son consentement ou renonce au service",
        "leave: withdraws the consent or gives up the service",
    ),
    "rule-leave-no-more": (
        "cancellazione: non vuole più ricevere",
        "désinscription : ne veut plus recevoir",
        "leave: wants to receive no more",
    ),
    "rule-leave-do-not-send": (
        "cancellazione: chiede di non scrivere più",
        "désinscription : demande de ne plus écrire",
        "leave: asks not to be written to",
    ),
    "rule-leave-no-interest": (
        "cancellazione: gli avvisi non interessano più",
        "désinscription : les avis n'intéressent plus",
        "leave: has no more interest",
    ),
    "rule-leave-cease": (
        "cancellazione: chiede di smettere",
        "désinscription : demande d'arrêter",
        "leave: asks to cease",
    ),
    "rule-leave-alone": (
        "cancellazione: vuole essere lasciato in pace",
        "désinscription : veut être laissé tranquille",
        "leave: wants to be left alone",
    ),
    "rule-leave-every-category": (
        "cancellazione: non vuole più nessuna delle categorie",
        "désinscription : ne veut plus d'aucune catégorie",
        "leave: wants none of the categories any more",
    ),
    "rule-choose-only": (
        "scelta: solo alcune categorie",
        "choix : seulement certaines catégories",
        "choose: some categories only",
    ),
    "rule-choose-add": (
        "scelta: anche altre categorie",
        "choix : d'autres catégories aussi",
        "choose: other categories too",
    ),
    "rule-choose-remove": (
        "scelta: non più alcune categorie",
        "choix : plus certaines catégories",
        "choose: some categories no more",
    ),
    "rule-choose-all": (
        "scelta: tutte le categorie",
        "choix : toutes les catégories",
        "choose: all categories",
    ),
    "rule-language-name": (
        "lingua: il testo ne nomina una",
        "langue : le texte en nomme une",
        "language: the text names one",
    ),
    "rule-language-not-offered": (
        "non chiaro: chiede una lingua che non offriamo",
        "pas clair : demande une langue que nous n'offrons pas",
        "unclear: asks for a language that is not offered",
    ),
    "rule-help-phrase": (
        "aiuto: il testo chiede le istruzioni",
        "aide : le texte demande le mode d'emploi",
        "help: the text asks how it works",
    ),
    "rule-access-phrase": (
        "accesso: tutto il testo chiede i propri dati",
        "accès : tout le texte demande ses données",
        "access: the whole text asks for one's data",
    ),
    "rule-access-wish": (
        "accesso: chiede che cosa sappiamo della persona",
        "accès : demande ce que nous savons de la personne",
        "access: asks what is known of one",
    ),
    "rule-unclear-denied": (
        "non chiaro: parla di iscriversi o cancellarsi, ma lo nega",
        "pas clair : parle de s'inscrire ou se désinscrire, mais le nie",
        "unclear: speaks of joining or leaving, but denies it",
    ),
    "rule-unclear-asked": (
        "non chiaro: chiede come, quando o se",
        "pas clair : demande comment, quand ou si",
        "unclear: asks how, when or whether",
    ),
    "rule-unclear-told": (
        "non chiaro: cita istruzioni o riferisce parole altrui",
        "pas clair : cite un mode d'emploi ou rapporte les mots d'autrui",
        "unclear: quotes instructions or somebody's words",
    ),
    "rule-unclear-conditional": (
        "non chiaro: a una condizione, forse o più avanti",
        "pas clair : sous condition, peut-être ou plus tard",
        "unclear: on a condition, perhaps or later",
    ),
    "rule-unclear-other-thing": (
        "non chiaro: riguarda un'altra cosa o un'altra persona",
        "pas clair : concerne autre chose ou quelqu'un d'autre",
        "unclear: is about something or somebody else",
    ),
    "rule-unclear-partly": (
        "non chiaro: non vuole messaggi in certe ore o giorni",
        "pas clair : ne veut pas de messages à certaines heures ou certains jours",
        "unclear: wants no messages at some hours or days",
    ),
    "rule-unclear-mistake": (
        "non chiaro: dice di aver scritto per sbaglio",
        "pas clair : dit avoir écrit par erreur",
        "unclear: says that it was written by mistake",
    ),
    "rule-unclear-both": (
        "non chiaro: vuole iscriversi e cancellarsi insieme",
        "pas clair : veut s'inscrire et se désinscrire à la fois",
        "unclear: wishes to join and to leave at once",
    ),
    "rule-unclear-perhaps": (
        "non chiaro: forse vuole cancellarsi, forse altro",
        "pas clair : veut peut-être se désinscrire, peut-être autre chose",
        "unclear: perhaps wishes to leave, perhaps not",
    ),
    "rule-unclear-choice": (
        "non chiaro: sceglie tra le categorie, ma non si capisce quali",
        "pas clair : choisit parmi les catégories, mais on ne comprend pas lesquelles",
        "unclear: chooses categories, but it cannot be told which",
    ),
    "rule-too-long": (
        "nessun comando: il testo è troppo lungo",
        "aucune commande : le texte est trop long",
        "no command: the text is too long",
    ),
    "rule-no-command": (
        "nessun comando: il testo parla d'altro",
        "aucune commande : le texte parle d'autre chose",
        "no command: the text speaks of something else",
    ),
}

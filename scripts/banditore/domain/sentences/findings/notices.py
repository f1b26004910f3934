"""What is wrong in a privacy notice, or in the words around it."""

from __future__ import annotations

from banditore.domain.sentences.base import Sentence

ROWS: dict[str, Sentence] = {
    "notice-erasing-too-soon": Sentence(
        it=(
            (
                "l'informativa promette una cancellazione più rapida di quella del programma: con "
                "un elenco così serve più tempo (giorni: {days})"
            ),
            "scrivi per esempio: «{paste}»",
        ),
        fr=(
            (
                "la notice promet un effacement plus rapide que celui du programme : avec une "
                "telle liste, il faut plus de temps (jours : {days})"
            ),
            "écrivez par exemple : « {paste} »",
        ),
        en=(
            (
                "the privacy notice promises erasure sooner than the program does it: with such a "
                "list it takes longer (days: {days})"
            ),
            "write for instance: “{paste}”",
        ),
    ),
    "notice-names-other-provider": Sentence(
        it=(
            "l'informativa nomina {name}, che secondo service.yaml non riceve nulla",
            "nomina chi riceve i dati, oppure correggi «provider» e «inbox»",
        ),
        fr=(
            "la notice nomme {name}, qui ne reçoit rien selon service.yaml",
            "nommez qui reçoit les données, ou corrigez « provider » et « inbox »",
        ),
        en=(
            "the privacy notice names {name}, which gets nothing according to service.yaml",
            "name who gets the data, or correct “provider” and “inbox”",
        ),
    ),
    "letter-names-stranger": Sentence(
        it=(
            "la lettera nomina {name}, che secondo service.yaml non riceve nulla",
            "nomina chi riceve i dati: chi chiede l'accesso ha diritto di saperlo",
        ),
        fr=(
            "la lettre nomme {name}, qui ne reçoit rien selon service.yaml",
            "nommez qui reçoit les données : qui demande l'accès a le droit de le savoir",
        ),
        en=(
            "the letter names {name}, which gets nothing according to service.yaml",
            "name who gets the data: who asks for access has a right to know it",
        ),
    ),
    "letter-lacks-recipient": Sentence(
        it=(
            "la lettera non nomina {name}, che secondo service.yaml riceve dei dati",
            "aggiungi {name} ai destinatari (articolo 15, paragrafo 1, lettera c)",
        ),
        fr=(
            "la lettre ne nomme pas {name}, qui reçoit des données selon service.yaml",
            "ajoutez {name} aux destinataires (article 15, paragraphe 1, point c)",
        ),
        en=(
            "the letter does not name {name}, which gets data according to service.yaml",
            "add {name} to the recipients (article 15, paragraph 1 c)",
        ),
    ),
    "notice-inbox-unknown": Sentence(
        it=(
            "con «provider: meta» qualcuno tiene ciò che i cittadini scrivono, e non si sa chi",
            "aggiungi «inbox: {{ kind: relay, host: … }}»: l'informativa deve nominarlo",
        ),
        fr=(
            "avec « provider: meta » quelqu'un garde ce que les citoyens écrivent : on ignore qui",
            "ajoutez « inbox: {{ kind: relay, host: … }} » : la notice doit le nommer",
        ),
        en=(
            "with “provider: meta” somebody keeps what citizens write, and nobody said who",
            "add “inbox: {{ kind: relay, host: … }}”: the privacy notice must name them",
        ),
    ),
    "notice-outcomes-too-short": Sentence(
        it=(
            (
                "l'informativa dice un tempo più corto di «outcomes_kept» per quanto si sa dei "
                "singoli messaggi (giorni: {days})"
            ),
            "scrivi per esempio: «{paste}»",
        ),
        fr=(
            (
                "la notice dit un délai plus court que « outcomes_kept » pour ce que l'on sait de "
                "chaque message (jours : {days})"
            ),
            "écrivez par exemple : « {paste} »",
        ),
        en=(
            (
                "the privacy notice says a shorter time than “outcomes_kept” for what is known of "
                "single messages (days: {days})"
            ),
            "write for instance: “{paste}”",
        ),
    ),
    "notice-language-unknown": Sentence(
        it=(
            "nessuno controlla in automatico che cosa dice un'informativa in «{language}»",
            "falla rileggere accanto a quella in un'altra lingua",
        ),
        fr=(
            "rien ne contrôle ce que dit une notice en « {language} »",
            "faites-la relire à côté de celle dans une autre langue",
        ),
        en=(
            "nothing checks what a privacy notice in “{language}” says",
            "let somebody read it beside the one in another language",
        ),
    ),
    "notice-markup": Sentence(
        it=(
            "questo non si vede ovunque allo stesso modo: {what}",
            (
                "l'informativa ha titoli, paragrafi, elenchi semplici, **grassetto**, *corsivo* e "
                "indirizzi https"
            ),
        ),
        fr=(
            "ceci ne se voit pas partout de la même façon : {what}",
            (
                "la notice a des titres, des paragraphes, des listes simples, du **gras**, de "
                "l'*italique* et des adresses https"
            ),
        ),
        en=(
            "this does not look the same everywhere: {what}",
            "a notice has headings, paragraphs, plain lists, **bold**, *italics* and https links",
        ),
    ),
    "public-missing": Sentence(
        it=(
            "manca il file {path}: in questa lingua non ci sono manifesti né pagine",
            "copia quello di un'altra lingua e traducilo",
        ),
        fr=(
            "le fichier {path} manque : dans cette langue, ni affiches ni pages",
            "copiez celui d'une autre langue et traduisez-le",
        ),
        en=(
            "the file {path} is missing: there are no posters or pages in this language",
            "copy that of another language and translate it",
        ),
    ),
}

"""What a privacy notice does not say, and must."""

from __future__ import annotations

from banditore.domain.sentences.base import Sentence

# Topic → what the notice does not say, in the three languages.
_LACKS = {
    "controller": (
        "chi è il titolare del trattamento",
        "qui est le responsable du traitement",
        "who the controller is",
    ),
    "dpo": (
        "come raggiungere il responsabile della protezione dei dati",
        "comment joindre le délégué à la protection des données",
        "how to reach the data protection officer",
    ),
    "purpose": (
        "a che scopo si usano i dati",
        "à quelle fin servent les données",
        "what the data are used for",
    ),
    "basis": (
        "su quale base giuridica si usano i dati",
        "sur quelle base juridique reposent les données",
        "on which legal basis data are used",
    ),
    "withdrawal": (
        "che il consenso si può revocare in ogni momento",
        "que le consentement peut être retiré à tout moment",
        "that consent may be withdrawn at any time",
    ),
    "whatsapp": (
        "che i messaggi passano da WhatsApp, del gruppo Meta",
        "que les messages passent par WhatsApp, du groupe Meta",
        "that messages go through WhatsApp, of the Meta group",
    ),
    "provider": (
        "quale fornitore collega il Comune a WhatsApp",
        "quel fournisseur relie la Commune à WhatsApp",
        "which provider connects the town to WhatsApp",
    ),
    "inbox": (
        "su quale server aspettano i messaggi dei cittadini",
        "sur quel serveur attendent les messages des citoyens",
        "on whose server citizens' messages wait",
    ),
    "github": (
        "che l'elenco cifrato è ospitato da GitHub",
        "que la liste chiffrée est hébergée par GitHub",
        "that the encrypted list is hosted by GitHub",
    ),
    "transfers": (
        "con quali garanzie i dati escono dall'Unione europea",
        "avec quelles garanties les données sortent de l'Union européenne",
        "with which safeguards data leave the European Union",
    ),
    "retention": (
        "per quanto tempo si conservano i dati",
        "combien de temps les données sont conservées",
        "how long the data are kept",
    ),
    "complaint": (
        "che si può presentare reclamo al Garante",
        "que l'on peut introduire une réclamation auprès du Garante",
        "that one may complain to the supervisory authority",
    ),
    "age": (
        "da quale età ci si può iscrivere",
        "à partir de quel âge on peut s'inscrire",
        "from which age one may subscribe",
    ),
    "leaving": ("come cancellarsi", "comment se désinscrire", "how to leave"),
    "erasing": (
        "entro quanto tempo le versioni precedenti dell'elenco sono illeggibili (giorni: {days})",
        "dans quel délai les versions précédentes de la liste sont illisibles (jours : {days})",
        "by when earlier versions of the list are unreadable (days: {days})",
    ),
}
_RIGHTS = {
    "access": ("di accesso (art. 15)", "d'accès (art. 15)", "of access (art. 15)"),
    "rectification": (
        "di rettifica (art. 16)",
        "de rectification (art. 16)",
        "to rectification (art. 16)",
    ),
    "erasure": (
        "alla cancellazione (art. 17)",
        "à l'effacement (art. 17)",
        "to erasure (art. 17)",
    ),
    "restriction": (
        "alla limitazione (art. 18)",
        "à la limitation (art. 18)",
        "to restriction (art. 18)",
    ),
    "portability": (
        "alla portabilità (art. 20)",
        "à la portabilité (art. 20)",
        "to portability (art. 20)",
    ),
}


def _lacks(it: str, fr: str, en: str) -> Sentence:
    return Sentence(
        it=(f"l'informativa non dice {it}", "aggiungi per esempio: «{paste}»"),
        fr=(f"la notice ne dit pas {fr}", "ajoutez par exemple : « {paste} »"),
        en=(f"the privacy notice does not say {en}", "add for instance: “{paste}”"),
    )


def _lacks_right(it: str, fr: str, en: str) -> Sentence:
    return Sentence(
        it=(
            f"tra i diritti l'informativa non nomina quello {it}",
            "dove parla dei diritti aggiungi per esempio: «{paste}»",
        ),
        fr=(
            f"parmi les droits, la notice ne nomme pas celui {fr}",
            "là où elle parle des droits, ajoutez par exemple : « {paste} »",
        ),
        en=(
            f"among the rights, the privacy notice does not name the one {en}",
            "where it speaks of rights add for instance: “{paste}”",
        ),
    )


ROWS: dict[str, Sentence] = {
    **{f"notice-lacks-{topic}": _lacks(*words) for topic, words in _LACKS.items()},
    **{f"notice-lacks-right-{right}": _lacks_right(*words) for right, words in _RIGHTS.items()},
}

"""The Comune di Esempio: a small town whose files are all in order, for everyone's tests.

files = FakeFiles(town_files())
files = FakeFiles(town_files({"policy/privacy.fr.md": None, "messages/2026/….yaml": "…"}))
files = FakeFiles(edited("policy/service.yaml", "rate: 20", "rate: 0"))
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SERVICE = """\
municipality:
  name: Comune di Esempio
  number: +39 333 000 0999
  website: https://www.comune.esempio.it
  notice_url: https://www.comune.esempio.it/privacy
  channels: { it: lo sportello del Comune, fr: le guichet de la Commune }
languages: [it, fr]
staff_language: it
time_zone: Europe/Rome
state_branch: main
provider: simulator
categories:
  emergenze:
    names: { it: EMERGENZE, fr: URGENCES }
    about: { it: notizie di emergenza, fr: informations d'urgence }
    template: allerta
    urgent: yes
    expires_after: 12 h
    when_unknown: resend
  info:
    names: { it: INFO COMUNE, fr: INFO COMMUNE }
    about: { it: servizi comunali, fr: services communaux }
    template: avviso
    urgent: no
    hours: always
    expires_after: 2 days
    when_unknown: report
  eventi:
    names: { it: EVENTI, fr: ÉVÉNEMENTS }
    about: { it: eventi in paese, fr: événements au village }
    template: evento
    urgent: no
    hours: always
    expires_after: 2 days
    when_unknown: report
commands:
  subscribe:
    it: [MI ISCRIVO, ISCRIVIMI, ISCRIZIONE]
    fr: [JE M'INSCRIS, INSCRIPTION]
  unsubscribe:
    it: [MI CANCELLO, CANCELLAMI, STOP, BASTA]
    fr: [JE ME DÉSINSCRIS, DÉSINSCRIPTION, ARRÊT]
    en: [STOP, UNSUBSCRIBE]
  help:
    it: [AIUTO]
    fr: [AIDE]
    en: [HELP]
sending:
  rate: 20
  connections: 20
  lease: 90 s
  call_timeout: 10 s
  message_timeout: 35 s
"""

# What a notice must say beside that, for the lint to have nothing to add.
WHOLE = {
    "it": """\
Il titolare del trattamento è il Comune di Esempio; il DPO risponde a dpo@comune.esempio.it. La base
giuridica è il consenso, che si revoca in ogni momento scrivendo MI CANCELLO. Per iscriversi bisogna
avere 14 anni. Usiamo i dati per inviarti gli avvisi. Li ricevono WhatsApp (Meta), Twilio e GitHub,
anche negli Stati Uniti, con clausole contrattuali tipo. Li conserviamo finché resti iscritto; entro
31 giorni la chiave cambia e nessuno apre più le versioni precedenti. Hai i diritti degli articoli
15-22 e puoi presentare reclamo al Garante.
""",
    "fr": """\
Le responsable du traitement est la Commune de Esempio ; le DPO répond à dpo@comune.esempio.it. La
base juridique est le consentement, que l'on retire à tout moment en écrivant JE ME DÉSINSCRIS. Pour
s'inscrire il faut avoir 14 ans. Nous utilisons les données afin de vous envoyer les avis. WhatsApp
(Meta), Twilio et GitHub les reçoivent, aussi aux États-Unis, avec des clauses contractuelles types.
Nous les conservons tant que vous restez inscrit ; dans les 31 jours la clé change et plus personne
n'ouvre plus les versions précédentes. Vous avez les droits des articles 15-22 et pouvez introduire
une réclamation auprès du Garante.
""",
}
NOTICES = {
    "it": "Usiamo il numero solo per gli avvisi.",
    "fr": "Le numéro ne sert qu'aux avis.",
}

REPLIES = {
    "confirmation.it": """\
Iscrizione attiva. {{ notice }} Versione {{ notice_version }}: {{ notice_url }}

{{ categories }}

Per non riceverne più scrivi {{ leave }}.""",
    "confirmation.fr": """\
Inscription active. {{ notice }} Version {{ notice_version }} : {{ notice_url }}

{{ categories }}

Pour ne plus en recevoir écrivez {{ leave }}.""",
    "already-subscribed.it": "L'iscrizione c'è già.",
    "already-subscribed.fr": "L'inscription existe déjà.",
    "goodbye.it": "Iscrizione cancellata, per sempre in {{ final_days }} giorni.",
    "goodbye.fr": "Inscription supprimée, pour toujours en {{ final_days }} jours.",
    "choice.it": "Adesso ricevi:\n{{ chosen }}\nNon ricevi: {{ others }}",
    "choice.fr": "Désormais vous recevez :\n{{ chosen }}\nVous ne recevez pas : {{ others }}",
    "language.it": "Adesso in italiano.",
    "language.fr": "Désormais en français.",
    "near-join.it": "Scrivi soltanto {{ join }}. Privacy: {{ notice_url }}",
    "near-join.fr": "Écrivez uniquement {{ join }}. Confidentialité : {{ notice_url }}",
    "confirm.it": "Confermi? Scrivi {{ confirm }} entro {{ confirm_hours }} ore: {{ notice_url }}",
    "confirm.fr": "Écrivez {{ confirm }} ({{ confirm_hours }} h) : {{ notice_url }}",
    "renew.it": "Informativa: {{ notice_url }}. Scrivi {{ join }} o {{ leave }}. {{ if_silent }}",
    "renew.fr": "Notice : {{ notice_url }}. Écrivez {{ join }}, {{ leave }}. {{ if_silent }}",
    "access.it": "{{ address }}, {{ speaks }}, dal {{ since }}, {{ accepted }}:\n{{ chosen }}",
    "access.fr": "{{ address }}, {{ speaks }}, dès {{ since }}, {{ accepted }} :\n{{ chosen }}",
    "access-nothing.it": "Non sei nell'elenco.",
    "access-nothing.fr": "Vous n'êtes pas dans la liste.",
    "not-subscribed.it": "Questo numero non è iscritto.",
    "not-subscribed.fr": "Ce numéro n'est pas inscrit.",
    "help.it": "Scrivi {{ join }} oppure {{ leave }}.",
    "help.fr": "Écrivez {{ join }} ou {{ leave }}.",
    "courtesy.it": "Nessuno legge qui: rivolgiti a {{ channels }}.",
    "courtesy.fr": "Personne ne lit ici : adressez-vous à {{ channels }}.",
}

TEMPLATES = {
    "allerta": {
        "template.yaml": "whatsapp_category: utility\ndescription: Emergenze\n",
        "it.j2": """\
Comune di Esempio: EMERGENZE

*{{ titolo }}*

Avviso alla popolazione:

{{ testo | paragraphs }}

Questo numero non riceve risposte. Per non ricevere più questi messaggi scrivi MI CANCELLO.
""",
        "fr.j2": """\
Commune de Esempio : URGENCES

*{{ titolo }}*

Avis à la population :

{{ testo | paragraphs }}

Ce numéro ne reçoit pas de réponses. Pour ne plus en recevoir, écrivez JE ME DÉSINSCRIS.
""",
    },
    "avviso": {
        "template.yaml": "whatsapp_category: utility\ndescription: Servizi comunali\n",
        "it.j2": """\
Comune di Esempio: INFO COMUNE

*{{ titolo }}*

Il Comune informa:

{{ testo | paragraphs }}

Questo numero non riceve risposte. Per non ricevere più questi messaggi scrivi MI CANCELLO.
""",
        "fr.j2": """\
Commune de Esempio : INFO COMMUNE

*{{ titolo }}*

La Commune informe :

{{ testo | paragraphs }}

Ce numéro ne reçoit pas de réponses. Pour ne plus en recevoir, écrivez JE ME DÉSINSCRIS.
""",
    },
    "evento": {
        "template.yaml": "whatsapp_category: marketing\ndescription: Eventi\n",
        "it.j2": """\
Comune di Esempio: EVENTI

*{{ titolo }}*
Quando: {{ quando }}
Dove: {{ dove }}

Il programma: {{ testo | paragraphs }}

Questo numero non riceve risposte. Per non ricevere più questi messaggi scrivi MI CANCELLO.
""",
        "fr.j2": """\
Commune de Esempio : ÉVÉNEMENTS

*{{ titolo }}*
Quand : {{ quando }}
Où : {{ dove }}

Au programme : {{ testo | paragraphs }}

Ce numéro ne reçoit pas de réponses. Pour ne plus en recevoir, écrivez JE ME DÉSINSCRIS.
""",
    },
}


def town_files(changes: Mapping[str, bytes | str | None] | None = None) -> dict[str, bytes]:
    """Path → content of the town's `policy/` and templates; None in `changes` takes a file away."""
    files: dict[str, bytes | str | None] = {"policy/service.yaml": SERVICE}
    for language, short in NOTICES.items():
        files[f"policy/privacy.{language}.md"] = (
            f"---\nversion: 2026-11\nshort: {short}\n---\n# Privacy\n\n{short}\n\n{WHOLE[language]}"
        )
    for name, text in REPLIES.items():
        files[f"policy/replies/{name}.j2"] = f"{text}\n"
    for name, contents in TEMPLATES.items():
        files |= {f"messages/templates/{name}/{file}": text for file, text in contents.items()}
    files |= changes or {}
    return {
        path: content.encode() if isinstance(content, str) else content
        for path, content in files.items()
        if content is not None
    }


def edited(path: str, old: str, new: str) -> dict[str, bytes]:
    """The town with one text replaced, which must be there once."""
    files = town_files()
    text = files[path].decode()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    return files | {path: text.replace(old, new).encode()}

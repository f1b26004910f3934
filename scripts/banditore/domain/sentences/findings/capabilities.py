"""What a provider can do, and what follows where it cannot."""

from __future__ import annotations

from banditore.domain.sentences.base import Sentence

ROWS: dict[str, Sentence] = {
    "doctor-can": Sentence(
        it=("il fornitore sa: {what}", ""),
        fr=("le fournisseur sait : {what}", ""),
        en=("the provider can: {what}", ""),
    ),
    "doctor-no-inbound": Sentence(
        it=(
            (
                "nessuno ci consegna quello che scrivono i cittadini: chi si cancella non sarebbe "
                "ascoltato, quindi non parte niente"
            ),
            "con Meta serve un relay (docs/relay.md, RELAY_URL) oppure una coda (SQS_QUEUE_URL)",
        ),
        fr=(
            (
                "personne ne nous remet ce que les citoyens écrivent : qui part ne serait pas "
                "entendu, donc rien ne part"
            ),
            "avec Meta il faut un relais (docs/relay.md, RELAY_URL) ou une file (SQS_QUEUE_URL)",
        ),
        en=(
            (
                "nobody brings us what citizens write: who leaves would not be heard, so nothing "
                "is sent"
            ),
            "Meta needs a relay (docs/relay.md, RELAY_URL) or a queue (SQS_QUEUE_URL)",
        ),
    ),
    "doctor-no-look-up": Sentence(
        it=(
            (
                "il fornitore non ha un registro di quello che è partito: se una risposta si "
                "perde, lo dice solo il rapporto di consegna; se manca, decide «when_unknown»"
            ),
            "",
        ),
        fr=(
            (
                "le fournisseur n'a pas de registre de ce qui est parti : si une réponse se perd, "
                "seul le rapport de remise le dit ; sans lui, « when_unknown » décide"
            ),
            "",
        ),
        en=(
            (
                "the provider has no log of what it sent: where an answer is lost, only a delivery "
                "report tells; without one, the category's “when_unknown” decides"
            ),
            "",
        ),
    ),
    "doctor-no-statuses": Sentence(
        it=("i rapporti di consegna non arrivano: le ricevute contano solo gli accettati", ""),
        fr=("les rapports de remise n'arrivent pas : les reçus ne comptent que les acceptés", ""),
        en=("delivery reports do not come: receipts count what was accepted only", ""),
    ),
    "doctor-no-history": Sentence(
        it=(
            (
                "il fornitore non dice, a richiesta, che fine ha fatto un messaggio: chi tace per "
                "72 ore conta come non raggiunto"
            ),
            "",
        ),
        fr=(
            (
                "le fournisseur ne dit pas, sur demande, ce qu'est devenu un message : qui se tait "
                "72 heures compte comme non joint"
            ),
            "",
        ),
        en=(
            (
                "the provider does not tell on request what became of a message: of whom nothing "
                "is heard for 72 hours counts as not reached"
            ),
            "",
        ),
    ),
    "doctor-no-templates": Sentence(
        it=(
            "i modelli non si possono registrare da qui",
            "con Meta manca META_WABA_ID; altrimenti registrali nelle pagine del fornitore",
        ),
        fr=(
            "les modèles ne peuvent pas être enregistrés d'ici",
            "avec Meta il manque META_WABA_ID ; sinon faites-le sur les pages du fournisseur",
        ),
        en=(
            "templates cannot be registered from here",
            "with Meta, META_WABA_ID is missing; else register them on the provider's pages",
        ),
    ),
    "doctor-no-deletion": Sentence(
        it=("i messaggi non si cancellano presso il fornitore: valgono i suoi tempi", ""),
        fr=("les messages ne s'effacent pas chez le fournisseur : ses délais valent", ""),
        en=("messages are not deleted at the provider: it keeps them as long as it does", ""),
    ),
    "doctor-no-cards": Sentence(
        it=(
            "la conferma non è seguita dal biglietto da visita: il numero da salvare è solo testo",
            (
                "Twilio lo prende dal sito: pubblica il file .vcf di «banditore notice page» e "
                "scrivi il suo indirizzo in «contact_card», policy/service.yaml"
            ),
        ),
        fr=(
            (
                "la confirmation n'est pas suivie de la carte de visite : le numéro à enregistrer "
                "n'est que du texte"
            ),
            (
                "Twilio la prend sur le site : publiez le fichier .vcf de « banditore notice "
                "page » et écrivez son adresse dans « contact_card », policy/service.yaml"
            ),
        ),
        en=(
            "no contact card follows the confirmation: the number to save is text only",
            (
                "Twilio fetches it from the site: publish the .vcf file of “banditore notice "
                "page” and write its address into “contact_card”, policy/service.yaml"
            ),
        ),
    ),
    "doctor-no-buttons": Sentence(
        it=("le domande arrivano senza pulsanti: il cittadino scrive la parola", ""),
        fr=("les questions arrivent sans boutons : le citoyen écrit le mot", ""),
        en=("questions come without buttons: citizens write the word", ""),
    ),
}

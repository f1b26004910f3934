"""Sentences on WhatsApp's approval of templates."""

from __future__ import annotations

from banditore.domain.sentences.base import Sentence

ROWS: dict[str, Sentence] = {
    "template-twice": Sentence(
        it=(
            "ha le stesse parole del modello «{other}»: WhatsApp lo rifiuta",
            "usa quel modello, oppure cambia il testo fisso",
        ),
        fr=(
            "a les mêmes mots que le modèle « {other} » : WhatsApp le refuse",
            "utilisez ce modèle, ou changez le texte fixe",
        ),
        en=(
            "has the same words as the template “{other}”: WhatsApp refuses it",
            "use that template, or change the fixed text",
        ),
    ),
    "template-promotes": Sentence(
        it=(
            "il modello è dichiarato utility, ma «{word}» si legge come un invito",
            "eventi, inviti: whatsapp_category: marketing. Utility: pericoli, servizi, disagi",
        ),
        fr=(
            "le modèle est déclaré utility, mais « {word} » se lit comme une invitation",
            "événements, invitations : whatsapp_category: marketing. Utility : dangers, services",
        ),
        en=(
            "the template is declared utility, but “{word}” reads like an invitation",
            "events and invitations: whatsapp_category: marketing. Utility: danger, services",
        ),
    ),
    "urgent-marketing": Sentence(
        it=(
            "la categoria urgente «{category}» ha un modello marketing: WhatsApp può trattenerlo",
            "per pericoli e disagi: whatsapp_category: utility, e un testo che non invita",
        ),
        fr=(
            "la catégorie urgente « {category} » a un modèle marketing, que WhatsApp peut retenir",
            "pour dangers et perturbations : whatsapp_category: utility, sans invitation",
        ),
        en=(
            "the urgent category “{category}” has a marketing template: WhatsApp may hold it",
            "for danger and disruption: whatsapp_category: utility, without an invitation",
        ),
    ),
    "template-not-approved": Sentence(
        it=(
            "WhatsApp non ha approvato il modello di questo avviso: {status} ({reason})",
            "finché non lo approva l'avviso aspetta: scripts/run templates status",
        ),
        fr=(
            "WhatsApp n'a pas approuvé le modèle de cet avis : {status} ({reason})",
            "l'avis attend son accord : scripts/run templates status",
        ),
        en=(
            "WhatsApp has not approved the template of this broadcast: {status} ({reason})",
            "it waits until that is done: scripts/run templates status",
        ),
    ),
    "template-status-unknown": Sentence(
        it=(
            "non si sa ancora se WhatsApp ha approvato il modello di questo avviso",
            "lo dice scripts/run templates status, e dopo il prossimo sync questo controllo",
        ),
        fr=(
            "on ne sait pas encore si WhatsApp a approuvé le modèle de cet avis",
            "voir scripts/run templates status, ou ce contrôle après le prochain sync",
        ),
        en=(
            "it is not known yet whether WhatsApp has approved the template of this broadcast",
            "scripts/run templates status tells, and this check after the next sync",
        ),
    ),
}

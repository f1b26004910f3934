"""How the town stands with its provider."""

from __future__ import annotations

from banditore.domain.sentences.base import Sentence

ROWS: dict[str, Sentence] = {
    "doctor-inbox-other": Sentence(
        it=(
            "i messaggi dei cittadini arrivano da {actual}, ma service.yaml dice «{kind}»",
            "correggi «inbox», e controlla che l'informativa nomini chi li tiene davvero",
        ),
        fr=(
            "les messages des citoyens arrivent par {actual}, mais service.yaml dit « {kind} »",
            "corrigez « inbox », et vérifiez que la notice nomme qui les garde vraiment",
        ),
        en=(
            "citizens' messages come by {actual}, but service.yaml says “{kind}”",
            "correct “inbox”, and see that the privacy notice names who really keeps them",
        ),
    ),
    "doctor-settings": Sentence(
        it=("le impostazioni del fornitore {provider} ci sono tutte", ""),
        fr=("les réglages du fournisseur {provider} sont tous là", ""),
        en=("all settings of the provider {provider} are there", ""),
    ),
    "doctor-settings-missing": Sentence(
        it=(
            "mancano impostazioni per il fornitore {provider}: {names}",
            "mettile nell'ambiente «banditore» del repository, o in questa shell",
        ),
        fr=(
            "il manque des réglages pour le fournisseur {provider} : {names}",
            "mettez-les dans l'environnement « banditore » du dépôt, ou dans ce terminal",
        ),
        en=(
            "settings are missing for the provider {provider}: {names}",
            "put them into the repository's environment “banditore”, or into this shell",
        ),
    ),
    "doctor-known": Sentence(
        it=("il fornitore ci riconosce", ""),
        fr=("le fournisseur nous reconnaît", ""),
        en=("the provider knows us", ""),
    ),
    "doctor-refused": Sentence(
        it=("il fornitore non risponde come dovrebbe: {why}", "{way}"),
        fr=("le fournisseur ne répond pas comme il faut : {why}", "{way}"),
        en=("the provider does not answer as it should: {why}", "{way}"),
    ),
    "doctor-other-number": Sentence(
        it=(
            (
                "con queste credenziali i messaggi partono da {actual}, non dal numero del Comune "
                "({number})"
            ),
            "controlla META_PHONE_NUMBER_ID, o «number» in policy/service.yaml",
        ),
        fr=(
            (
                "avec ces identifiants les messages partent de {actual}, non du numéro de la "
                "commune ({number})"
            ),
            "vérifiez META_PHONE_NUMBER_ID, ou « number » dans policy/service.yaml",
        ),
        en=(
            (
                "with these credentials messages leave from {actual}, not from the town's number "
                "({number})"
            ),
            "check META_PHONE_NUMBER_ID, or “number” in policy/service.yaml",
        ),
    ),
    "doctor-blocked": Sentence(
        it=(
            "il fornitore dice che il numero non può inviare (codici: {codes})",
            "guarda il motivo in WhatsApp Manager, o nella console del fornitore",
        ),
        fr=(
            "le fournisseur dit que le numéro ne peut pas envoyer (codes : {codes})",
            "voyez pourquoi dans WhatsApp Manager, ou dans la console du fournisseur",
        ),
        en=(
            "the provider says that the number may not send (codes: {codes})",
            "see why in WhatsApp Manager, or in the provider's console",
        ),
    ),
    "doctor-limited": Sentence(
        it=("il fornitore limita il numero (codici: {codes})", "guarda in WhatsApp Manager"),
        fr=("le fournisseur limite le numéro (codes : {codes})", "voyez dans WhatsApp Manager"),
        en=("the provider limits the number (codes: {codes})", "look into WhatsApp Manager"),
    ),
    "doctor-quality": Sentence(
        it=(
            "la qualità del numero è {quality}: troppe persone lo bloccano o lo segnalano",
            "meno avvisi, e solo a chi li vuole: con la qualità scende la portata",
        ),
        fr=(
            "la qualité du numéro est {quality} : trop de gens le bloquent ou le signalent",
            "moins d'envois, et seulement à qui les veut : la portée baisse avec la qualité",
        ),
        en=(
            "the number's quality is {quality}: too many people block or report it",
            "fewer broadcasts, and only to who wants them: the reach falls with the quality",
        ),
    ),
    "doctor-reach": Sentence(
        it=("il numero può raggiungere {reach} persone in 24 ore", ""),
        fr=("le numéro peut joindre {reach} personnes en 24 heures", ""),
        en=("the number may reach {reach} people in 24 hours", ""),
    ),
    "doctor-tier": Sentence(
        it=("quante persone può raggiungere il numero, con la parola del fornitore: {tier}", ""),
        fr=("combien de gens le numéro peut joindre, dans le mot du fournisseur : {tier}", ""),
        en=("how many people the number may reach, in the provider's word: {tier}", ""),
    ),
    "doctor-reach-less": Sentence(
        it=(
            (
                "il numero può raggiungere {reach} persone in 24 ore, meno di «reach_per_day» "
                "({limit}): vale il limite del fornitore"
            ),
            "correggi «reach_per_day» in policy/service.yaml, o fai verificare il Comune da Meta",
        ),
        fr=(
            (
                "le numéro peut joindre {reach} personnes en 24 heures, moins que "
                "« reach_per_day » ({limit}) : la limite du fournisseur vaut"
            ),
            "corrigez « reach_per_day » dans policy/service.yaml, ou faites vérifier la commune",
        ),
        en=(
            (
                "the number may reach {reach} people in 24 hours, fewer than “reach_per_day” "
                "({limit}): the provider's limit holds"
            ),
            "correct “reach_per_day” in policy/service.yaml, or have Meta verify the town",
        ),
    ),
    "doctor-rate": Sentence(
        it=(
            "il Comune invia {rate} messaggi al secondo, il numero ne può {throughput}",
            "abbassa «sending: rate» in policy/service.yaml",
        ),
        fr=(
            "la commune envoie {rate} messages par seconde, le numéro en peut {throughput}",
            "baissez « sending: rate » dans policy/service.yaml",
        ),
        en=(
            "the town sends {rate} messages a second, the number may send {throughput}",
            "lower “sending: rate” in policy/service.yaml",
        ),
    ),
    "doctor-version": Sentence(
        it=("la versione {version} dell'API vale fino al {day}", ""),
        fr=("la version {version} de l'API vaut jusqu'au {day}", ""),
        en=("version {version} of the API lives until {day}", ""),
    ),
    "doctor-version-ends": Sentence(
        it=(
            "la versione {version} dell'API finisce il {day}",
            "prova la successiva: META_API_VERSION, e poi «banditore doctor»",
        ),
        fr=(
            "la version {version} de l'API prend fin le {day}",
            "essayez la suivante : META_API_VERSION, puis « banditore doctor »",
        ),
        en=(
            "version {version} of the API ends on {day}",
            "try the next one: META_API_VERSION, then “banditore doctor”",
        ),
    ),
    "doctor-version-over": Sentence(
        it=(
            "la versione {version} dell'API è finita il {day}",
            "metti una versione più nuova in META_API_VERSION",
        ),
        fr=(
            "la version {version} de l'API a pris fin le {day}",
            "mettez une version plus récente dans META_API_VERSION",
        ),
        en=(
            "version {version} of the API ended on {day}",
            "put a newer version into META_API_VERSION",
        ),
    ),
    "doctor-version-unknown": Sentence(
        it=(
            "non sappiamo fino a quando vale la versione {version} dell'API",
            "guarda in «Graph API changelog» di Meta",
        ),
        fr=(
            "nous ne savons pas jusqu'à quand vaut la version {version} de l'API",
            "voyez « Graph API changelog » de Meta",
        ),
        en=(
            "we do not know how long version {version} of the API lives",
            "look into Meta's “Graph API changelog”",
        ),
    ),
    "doctor-clock": Sentence(
        it=("l'orologio va con quello del fornitore", ""),
        fr=("l'horloge va avec celle du fournisseur", ""),
        en=("the clock agrees with the provider's", ""),
    ),
    "doctor-clock-off": Sentence(
        it=(
            "l'orologio di questa macchina è sbagliato di {seconds} secondi",
            "regolalo (timedatectl set-ntp true): oltre due minuti non parte più niente",
        ),
        fr=(
            "l'horloge de cette machine se trompe de {seconds} secondes",
            "réglez-la (timedatectl set-ntp true) : au-delà de deux minutes rien ne part",
        ),
        en=(
            "this machine's clock is off by {seconds} seconds",
            "set it (timedatectl set-ntp true): beyond two minutes nothing is sent",
        ),
    ),
    "doctor-sample": Sentence(
        it=(
            "l'elenco è ancora quello di esempio, che nessuno può aprire",
            "crea le chiavi: banditore keys init --live",
        ),
        fr=(
            "la liste est encore celle d'exemple, que personne ne peut ouvrir",
            "créez les clés : banditore keys init --live",
        ),
        en=(
            "the list is still the sample, which nobody can open",
            "make the keys: banditore keys init --live",
        ),
    ),
}

"""Sentences on the end of asking for a changed notice."""

from __future__ import annotations

from banditore.domain.sentences.base import Sentence

ROWS: dict[str, Sentence] = {
    "accept-by-without-ask": Sentence(
        it=(
            "«accept_by» non ha effetto senza «new_notice: ask»",
            "scrivi «new_notice: ask», oppure togli «accept_by»",
        ),
        fr=(
            "« accept_by » n'a pas d'effet sans « new_notice: ask »",
            "écrivez « new_notice: ask », ou enlevez « accept_by »",
        ),
        en=(
            "“accept_by” has no effect without “new_notice: ask”",
            "write “new_notice: ask”, or remove “accept_by”",
        ),
    ),
    "accept-by-other-notice": Sentence(
        it=(
            "«accept_by» riguarda l'informativa {named}, ma quella in vigore è la {version}",
            "non ha effetto: toglilo, oppure scrivi «notice: {version}» e un giorno nuovo",
        ),
        fr=(
            "« accept_by » concerne la notice {named}, mais celle en vigueur est la {version}",
            "il n'a pas d'effet : enlevez-le, ou écrivez « notice: {version} » et un nouveau jour",
        ),
        en=(
            "“accept_by” is about the notice {named}, but the one in force is {version}",
            "it has no effect: remove it, or write “notice: {version}” and a new day",
        ),
    ),
    "accept-by-near": Sentence(
        it=(
            "«accept_by» è il {day}: per avvisare due volte chi deve rispondere è troppo presto",
            (
                "scegli un giorno ad almeno due settimane da oggi; chi riceve il promemoria ha "
                "comunque {days} giorni"
            ),
        ),
        fr=(
            "« accept_by » est le {day} : trop tôt pour avertir deux fois qui doit répondre",
            (
                "choisissez un jour à deux semaines d'ici au moins ; qui reçoit le rappel a de "
                "toute façon {days} jours"
            ),
        ),
        en=(
            "“accept_by” is {day}: too soon to tell twice those who are to answer",
            (
                "choose a day that is two weeks away or more; who gets the reminder has {days} "
                "days anyway"
            ),
        ),
    ),
    "renewal-ends": Sentence(
        it=(
            (
                "l'informativa {version} si può accettare fino al {until}; comunicazioni partite: "
                "{sent}"
            ),
            "quanti mancano lo dice il sync, o questo comando con BANDITORE_IDENTITY",
        ),
        fr=(
            (
                "la notice {version} peut être acceptée jusqu'au {until} ; communications parties "
                ": {sent}"
            ),
            "combien manquent, le sync le dit, ou cette commande avec BANDITORE_IDENTITY",
        ),
        en=(
            "the notice {version} may be accepted until {until}; broadcasts sent: {sent}",
            "how many are missing, the sync says, or this command with BANDITORE_IDENTITY",
        ),
    ),
    "renewal-waiting": Sentence(
        it=(
            (
                "non hanno ancora accettato l'informativa {version}: {count}; possono fino al "
                "{until}, poi escono dall'elenco"
            ),
            "per dare più tempo cambia «accept_by» in policy/service.yaml",
        ),
        fr=(
            (
                "n'ont pas encore accepté la notice {version} : {count} ; ils le peuvent jusqu'au "
                "{until}, puis ils sortent de la liste"
            ),
            "pour donner plus de temps, changez « accept_by » dans policy/service.yaml",
        ),
        en=(
            (
                "have not accepted the notice {version} yet: {count}; they may until {until}, then "
                "they go off the list"
            ),
            "to give them more time change “accept_by” in policy/service.yaml",
        ),
    ),
    "renewal-untold": Sentence(
        it=(
            (
                "non hanno accettato l'informativa {version}, e due comunicazioni non gliel'hanno "
                "ancora detto: {count}; restano nell'elenco anche dopo il {until}"
            ),
            (
                "subscribers renotify scrive la comunicazione: due volte, a {days} giorni o più di "
                "distanza; con --category quella che ricevono"
            ),
        ),
        fr=(
            (
                "n'ont pas accepté la notice {version}, et deux communications ne le leur ont pas "
                "encore dit : {count} ; ils restent dans la liste même après le {until}"
            ),
            (
                "subscribers renotify écrit la communication : deux fois, à {days} jours ou plus "
                "d'intervalle ; avec --category, celle qu'ils reçoivent"
            ),
        ),
        en=(
            (
                "have not accepted the notice {version}, and were not told by two broadcasts yet: "
                "{count}; they stay on the list even after {until}"
            ),
            (
                "subscribers renotify drafts the broadcast: twice, {days} days or more apart; with "
                "--category, the one that they get"
            ),
        ),
    ),
    "renewal-held": Sentence(
        it=(
            (
                "il tempo per l'informativa {version} è finito per {count}, ma nessuno è tolto "
                "finché un avviso urgente è in corso o il servizio è sospeso"
            ),
            "non devi fare nulla: lo fa il primo sync dopo",
        ),
        fr=(
            (
                "le délai pour la notice {version} est passé pour {count}, mais personne n'est "
                "retiré tant qu'un avis urgent est en cours ou que le service est suspendu"
            ),
            "vous n'avez rien à faire : le premier sync d'après s'en charge",
        ),
        en=(
            (
                "the time for the notice {version} is over for {count}, but nobody is removed "
                "while an urgent broadcast is under way or the service is paused"
            ),
            "nothing to do: the first sync afterwards does it",
        ),
    ),
    "renewal-removed": Sentence(
        it=("tolti dall'elenco, perché non hanno accettato l'informativa {version}: {count}", ""),
        fr=("retirés de la liste, faute d'avoir accepté la notice {version} : {count}", ""),
        en=("taken off the list, as they did not accept the notice {version}: {count}", ""),
    ),
    "renewal-would-remove": Sentence(
        it=("sarebbero tolti, perché non hanno accettato l'informativa {version}: {count}", ""),
        fr=("seraient retirés, faute d'avoir accepté la notice {version} : {count}", ""),
        en=("would be taken off, as they did not accept the notice {version}: {count}", ""),
    ),
}

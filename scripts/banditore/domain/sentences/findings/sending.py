"""What keeps a broadcast from being sent, or sent now."""

from __future__ import annotations

from banditore.domain.sentences.base import Sentence

ROWS: dict[str, Sentence] = {
    "expires-in-quiet-hours": Sentence(
        it=(
            "scade il {until}, ma fuori orario non parte: la prima ora utile è il {when}",
            "sposta «expires_at» dopo quel momento, o usa una categoria urgente se lo è davvero",
        ),
        fr=(
            "elle expire le {until}, mais hors horaire elle ne part pas : au plus tôt le {when}",
            "repoussez « expires_at », ou choisissez une catégorie urgente si elle l'est vraiment",
        ),
        en=(
            "it expires at {until}, and outside its hours it does not leave: {when} at best",
            "let “expires_at” be later, or use an urgent category if it really is urgent",
        ),
    ),
    "expires-in-silence": Sentence(
        it=(
            "scade il {until}, e fino al {when} c'è silenzio ({reason}): non partirebbe mai",
            "rimandala; se è impersonale e indispensabile, cambia «silences» nelle regole",
        ),
        fr=(
            "elle expire le {until}, et jusqu'au {when} c'est le silence ({reason})",
            "reportez-la ; si elle est impersonnelle et indispensable, changez « silences »",
        ),
        en=(
            "it expires at {until}, and until {when} there is a silence ({reason})",
            "put it off; if it is impersonal and indispensable, change “silences” in the rules",
        ),
    ),
    "waits-in-silence": Sentence(
        it=(
            "c'è silenzio ({reason}): partirà solo il {when}",
            "se è impersonale e indispensabile, cambia «silences» in policy/service.yaml",
        ),
        fr=(
            "c'est le silence ({reason}) : elle ne partira que le {when}",
            "si elle est impersonnelle et indispensable, changez « silences » dans la policy",
        ),
        en=(
            "there is a silence ({reason}): it leaves only at {when}",
            "if it is impersonal and indispensable, change “silences” in policy/service.yaml",
        ),
    ),
    "only-the-indispensable": Sentence(
        it=(
            "fino al {until} ({reason}) si comunica solo ciò che è impersonale e indispensabile",
            "niente nomi di amministratori, stemma o meriti (legge 28/2000, art. 9)",
        ),
        fr=(
            "jusqu'au {until} ({reason}), seul l'impersonnel et indispensable se communique",
            "vérifiez : ni noms d'élus, ni armoiries, ni mérites (L. 28/2000 art. 9)",
        ),
        en=(
            "until {until} ({reason}) only what is impersonal and indispensable is communicated",
            "check: no names of office holders, no coat of arms, no praise (L. 28/2000 art. 9)",
        ),
    ),
    "service-paused": Sentence(
        it=(
            "il servizio è in pausa ({reason}): l'avviso aspetterà",
            "riparte quando la riga «paused» di policy/service.yaml torna a «no»",
        ),
        fr=(
            "le service est en pause ({reason}) : la communication attendra",
            "il repart quand la ligne « paused » de policy/service.yaml redevient « no »",
        ),
        en=(
            "the service is paused ({reason}): the broadcast will wait",
            "it goes on when the line “paused” of policy/service.yaml says “no” again",
        ),
    ),
    "too-old": Sentence(
        it=(
            "l'avviso è del {day}: più vecchio di {days} giorni, non si invia",
            "se è ancora attuale, dagli un nome con la data di oggi",
        ),
        fr=(
            "la communication est du {day} : vieille de plus de {days} jours, elle ne part pas",
            "si elle est encore actuelle, donnez-lui un nom à la date d'aujourd'hui",
        ),
        en=(
            "the broadcast is of {day}: older than {days} days, it is not sent",
            "if it still holds, give it a name with today's date",
        ),
    ),
    "of-the-archive": Sentence(
        it=(
            "il Comune non ha ancora inviato nulla: un avviso del {day} resta archivio",
            "se deve partire, dagli un nome con la data di oggi",
        ),
        fr=(
            "la commune n'a encore rien envoyé : une communication du {day} reste aux archives",
            "si elle doit partir, donnez-lui un nom à la date d'aujourd'hui",
        ),
        en=(
            "the town has sent nothing yet: a broadcast of {day} stays in the archive",
            "if it is to be sent, give it a name with today's date",
        ),
    ),
    "too-many-a-day": Sentence(
        it=(
            "per il {day} gli avvisi sono {count}, e ne partono al massimo {most}",
            "gli ultimi aspettano il giorno dopo: uniscili, o spostane qualcuno con «send_at»",
        ),
        fr=(
            "pour le {day} il y a {count} communications, et il en part {most} au plus",
            "les dernières attendent le lendemain : regroupez-les, ou déplacez-en par « send_at »",
        ),
        en=(
            "there are {count} broadcasts for {day}, and {most} leave at most",
            "the last ones wait for the next day: join them, or move some with “send_at”",
        ),
    ),
    "same-text": Sentence(
        it=(
            "«{other}», dello stesso giorno, dice già la stessa cosa",
            "chi è iscritto la riceverebbe due volte: togline uno",
        ),
        fr=(
            "« {other} », du même jour, dit déjà la même chose",
            "qui est inscrit la recevrait deux fois : enlevez-en une",
        ),
        en=(
            "“{other}”, of the same day, says the same already",
            "subscribers would get it twice: remove one",
        ),
    ),
    "too-many-recipients": Sentence(
        it=(
            "l'ultima volta i destinatari erano {people}: il limite di un avviso è {most}",
            "non comincerebbe; cambia «recipients_per_broadcast» in policy/service.yaml",
        ),
        fr=(
            "la dernière fois il y avait {people} destinataires : la limite est de {most}",
            "elle ne commencerait pas ; changez « recipients_per_broadcast » dans la policy",
        ),
        en=(
            "the last one went to {people} people: the limit of a broadcast is {most}",
            "it would not begin; change “recipients_per_broadcast” in policy/service.yaml",
        ),
    ),
    "over-reach": Sentence(
        it=(
            "i destinatari sono circa {people}, e in 24 ore se ne raggiungono {most}",
            "non comincerebbe: alza il limite con WhatsApp, o scrivi «when_over: split»",
        ),
        fr=(
            "il y a environ {people} destinataires, et en 24 heures on en atteint {most}",
            "elle ne commencerait pas : relevez la limite, ou écrivez « when_over: split »",
        ),
        en=(
            "the audience is about {people}, and {most} are reached in 24 hours",
            "it would not begin: raise the limit with WhatsApp, or write “when_over: split”",
        ),
    ),
    "reach-does-not-fit": Sentence(
        it=(
            "i destinatari sono circa {people}: prima della scadenza ne riceve {reached} ({plan})",
            "sposta «expires_at», oppure alza il limite di {most} in 24 ore con WhatsApp",
        ),
        fr=(
            "il y a environ {people} destinataires : {reached} avant l'expiration ({plan})",
            "déplacez « expires_at », ou relevez la limite de {most} en 24 heures avec WhatsApp",
        ),
        en=(
            "the audience is about {people}: {reached} get it before it expires ({plan})",
            "move “expires_at”, or raise the limit of {most} in 24 hours with WhatsApp",
        ),
    ),
    "reach-over-days": Sentence(
        it=(
            "i destinatari sono circa {people}: l'invio dura più giorni ({plan})",
            "in 24 ore WhatsApp ne permette {most}; chi è primo e chi è ultimo lo decide il caso",
        ),
        fr=(
            "il y a environ {people} destinataires : l'envoi dure plusieurs jours ({plan})",
            "en 24 heures WhatsApp en permet {most} ; le hasard décide qui est premier",
        ),
        en=(
            "the audience is about {people}: sending takes several days ({plan})",
            "WhatsApp allows {most} in 24 hours; chance decides who is first",
        ),
    ),
    "urgent-over-reach": Sentence(
        it=(
            "i destinatari sono circa {people}, più dei {most} che WhatsApp permette in 24 ore",
            "parte verso tutti, ma WhatsApp potrebbe rifiutarne una parte: prevedi un altro canale",
        ),
        fr=(
            "il y a environ {people} destinataires, plus des {most} permis par WhatsApp en 24 h",
            "elle part vers tous, mais WhatsApp peut en refuser : prévoyez un autre canal",
        ),
        en=(
            "the audience is about {people}, more than the {most} that WhatsApp allows in 24 hours",
            "it goes to everybody, but WhatsApp may refuse some: have another channel ready",
        ),
    ),
}

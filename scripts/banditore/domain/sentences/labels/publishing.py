"""What a publishing run tells staff, line by line."""

from __future__ import annotations

# Key → Italian, French, English.
ROWS: dict[str, tuple[str, str, str]] = {
    "one-person": ("1 persona", "1 personne", "1 person"),
    "people": ("{count} persone", "{count} personnes", "{count} people"),
    "pace": (
        "{rate}/s, ancora {time}",
        "{rate}/s, encore {time}",
        "{rate}/s, {time} left",
    ),
    "progress": (
        "{id}: {done} di {people}, {pace}",
        "{id} : {done} sur {people}, {pace}",
        "{id}: {done} of {people}, {pace}",
    ),
    "would-send": (
        "{id}: sarebbe inviata a {people} in circa {time}",
        "{id} : serait envoyée à {people} en {time} environ",
        "{id}: would go to {people} in about {time}",
    ),
    "waits": (
        "{id}: aspetta",
        "{id} : attend",
        "{id}: waits",
    ),
    "waits-paused": (
        "{id}: aspetta, perché tutti gli invii sono sospesi",
        "{id} : attend, car tous les envois sont suspendus",
        "{id}: waits, because all sending is paused",
    ),
    "waits-quiet-hours": (
        "{id}: aspetta l'orario della sua categoria; può partire da {until}",
        "{id} : attend les heures de sa catégorie ; peut partir dès {until}",
        "{id}: waits for the hours of its category; may leave from {until}",
    ),
    "waits-silence": (
        "{id}: aspetta la fine del silenzio elettorale; può partire da {until}",
        "{id} : attend la fin du silence électoral ; peut partir dès {until}",
        "{id}: waits for the end of the electoral silence; may leave from {until}",
    ),
    "waits-daily-cap": (
        "{id}: per oggi le comunicazioni sono già abbastanza; può partire da {until}",
        "{id} : assez de communications pour aujourd'hui ; peut partir dès {until}",
        "{id}: enough broadcasts for today; may leave from {until}",
    ),
    "waits-reach": (
        "{id}: raggiunto il limite di persone in 24 ore; le altre possono riceverla da {until}",
        "{id} : limite de personnes en 24 heures atteinte ; les autres dès {until}",
        "{id}: as many people as the number may reach in 24 hours; the others from {until}",
    ),
    "waits-too-old": (
        "{id}: non parte, perché il suo giorno è passato da troppo; se serve, scrivine una nuova",
        "{id} : ne part pas, son jour est trop loin ; au besoin, écrivez-en une nouvelle",
        "{id}: is not sent, its day is too long ago; write a new one if it is needed",
    ),
    "waits-archive": (
        "{id}: non parte, perché è di prima del primo invio; se serve, scrivine una nuova",
        "{id} : ne part pas, elle précède le premier envoi ; au besoin, écrivez-en une nouvelle",
        "{id}: is not sent, it is from before the first send; write a new one if it is needed",
    ),
    "preempted": (
        "{id}: si ferma un momento per l'emergenza {by}, poi continua",
        "{id} : s'arrête un moment pour l'urgence {by}, puis continue",
        "{id}: makes room for the emergency {by}, then goes on",
    ),
    "failing": (
        "{id}: non riusciti {failed} su {tried}; se superano uno su dieci, si ferma da sola",
        "{id} : échoués {failed} sur {tried} ; au-delà d'un sur dix, elle s'arrête d'elle-même",
        "{id}: failed {failed} of {tried}; beyond one in ten it halts by itself",
    ),
    "doubtful": (
        "{id}: per {people} manca la risposta; tra poco la si cerca nel registro del fornitore",
        "{id} : pour {people} la réponse manque ; on la cherche bientôt dans le registre",
        "{id}: no answer for {people}; the provider's log is asked in a moment",
    ),
    "resolved": (
        "{id}: esiti chiariti dal registro del fornitore: {counts}",
        "{id} : issues éclaircies par le registre du fournisseur : {counts}",
        "{id}: what the provider's log has made clear: {counts}",
    ),
    "nothing-resolved": (
        "{id}: il registro del fornitore non dice nulla di nuovo",
        "{id} : le registre du fournisseur ne dit rien de nouveau",
        "{id}: the provider's log tells nothing new",
    ),
    "abandoned": (
        "{id}: abbandonata, non parte più; inviata a {accepted} su {people}",
        "{id} : abandonnée, elle ne part plus ; envoyée à {accepted} sur {people}",
        "{id}: abandoned, it is not sent any more; sent to {accepted} of {people}",
    ),
    "split": (
        "{id}: supera ciò che il numero può raggiungere in 24 ore; divisa in {days} giorni: {plan}",
        "{id} : dépasse ce que le numéro peut joindre en 24 heures ; en {days} jours : {plan}",
        "{id}: exceeds what the number may reach in 24 hours; spread over {days} days: {plan}",
    ),
    "split-too-late": (
        "{id}: prima che scada non si possono raggiungere tutti",
        "{id} : avant son expiration, tous ne peuvent être joints",
        "{id}: not everybody can be reached before it expires",
    ),
    "over-reach": (
        "{id}: supera ciò che il numero può raggiungere in 24 ore; WhatsApp potrebbe rifiutare",
        "{id} : dépasse ce que le numéro peut joindre en 24 heures ; WhatsApp pourrait refuser",
        "{id}: exceeds what the number may reach in 24 hours; WhatsApp may refuse",
    ),
    "would-refuse": (
        "{id}: non partirebbe, perché supera i limiti in policy/service.yaml",
        "{id} : ne partirait pas, car elle dépasse les limites de policy/service.yaml",
        "{id}: would not go, it exceeds the limits in policy/service.yaml",
    ),
    "sharded": (
        "{id}: divisa in {parts} parti, ognuna inviata da una macchina",
        "{id} : divisée en {parts} parties, chacune envoyée par une machine",
        "{id}: split into {parts} parts, each sent by a machine of its own",
    ),
    "closed": (
        "{id}: conclusa, {people} destinatari: {counts}",
        "{id} : terminée, {people} destinataires : {counts}",
        "{id}: done, audience {people}: {counts}",
    ),
    "stopped": (
        "{id}: interrotta, {done} esiti registrati; le altre persone ({rest}) al prossimo avvio",
        "{id} : interrompue, {done} résultats notés ; les autres ({rest}) à la prochaine exécution",
        "{id}: stopped with {done} outcomes; the next run sends to the other {rest}",
    ),
    "untidy": (
        "di comunicazioni già chiuse resta ciò che andava tolto: {why}",
        "de communications déjà closes il reste ce qui devait être enlevé : {why}",
        "of broadcasts that are closed something stays that should be removed: {why}",
    ),
    "needs-person": (
        "{id}: ferma, qualcuno deve intervenire. {why}",
        "{id} : arrêtée, quelqu'un doit intervenir. {why}",
        "{id}: halted, a person must look. {why}",
    ),
    "left-to-others": (
        "{id}: se ne occupa un altro avvio, o aspetta che qualcuno intervenga",
        "{id} : une autre exécution s'en occupe, ou elle attend que quelqu'un intervienne",
        "{id}: another run is sending it, or it waits for a person",
    ),
    "would-resume": (
        "{id}: un invio cominciato proseguirebbe",
        "{id} : un envoi commencé continuerait",
        "{id}: a send that was begun would go on",
    ),
    "would-publish": (
        "prova: nulla è stato inviato; --live invia",
        "essai : rien n'a été envoyé ; --live envoie",
        "dry run: nothing was sent; --live sends",
    ),
    "claimed": (
        "{id}: comincia l'invio a {people} persone",
        "{id} : début de l'envoi à {people} personnes",
        "{id}: sending to {people} people begins",
    ),
    "resumed": (
        "{id}: prosegue l'invio a {people} persone; esiti già noti: {done}",
        "{id} : l'envoi à {people} personnes continue ; résultats déjà connus : {done}",
        "{id}: sending to {people} people goes on; outcomes known so far: {done}",
    ),
    "held": (
        "{id}: un altro avvio la tiene; se tace per {seconds} s, questo la riprende",
        "{id} : un autre départ la tient ; s'il se tait {seconds} s, celui-ci la reprend",
        "{id}: another run holds it; if that is silent for {seconds} s, this one takes over",
    ),
    "nothing-due": ("nulla da inviare", "rien à envoyer", "nothing to send"),
    "not-yet": (
        "{id}: non è ancora ora",
        "{id} : ce n'est pas encore l'heure",
        "{id}: its time has not come",
    ),
    "missed": (
        "{id}: scaduta prima dell'invio, non si invia più",
        "{id} : expirée avant l'envoi, elle ne part plus",
        "{id}: expired before it was sent, it is not sent any more",
    ),
}

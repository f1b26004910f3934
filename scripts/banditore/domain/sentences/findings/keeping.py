"""What keeps things for us: the relay or queue that Meta brings to, and the keyring."""

from __future__ import annotations

from banditore.domain.sentences.base import Sentence

ROWS: dict[str, Sentence] = {
    "doctor-unheard": Sentence(
        it=(
            (
                "Meta non è riuscita a consegnarci {count} degli ultimi rapporti: per la stessa "
                "strada passa chi si cancella"
            ),
            "controlla il relay (banditore relay check) e il webhook nell'app di Meta",
        ),
        fr=(
            (
                "Meta n'a pas pu nous remettre {count} des derniers rapports : qui se désinscrit "
                "passe par le même chemin"
            ),
            "vérifiez le relais (banditore relay check) et le webhook dans l'app de Meta",
        ),
        en=(
            (
                "Meta could not bring us {count} of the latest reports: who leaves comes the same "
                "way"
            ),
            "check the relay (banditore relay check), and the webhook in Meta's app",
        ),
    ),
    "doctor-inbox": Sentence(
        it=("il relay o la coda risponde e ci riconosce; non c'è niente in attesa", ""),
        fr=("le relais ou la file répond et nous reconnaît ; rien n'attend", ""),
        en=("the relay or queue answers and knows us; nothing waits there", ""),
    ),
    "doctor-inbox-waiting": Sentence(
        it=("il relay o la coda risponde e ci riconosce; vi aspetta qualcosa dal {since}", ""),
        fr=(
            "le relais ou la file répond et nous reconnaît ; quelque chose y attend depuis {since}",
            "",
        ),
        en=("the relay or queue answers and knows us; something waits there since {since}", ""),
    ),
    "doctor-inbox-old": Sentence(
        it=(
            (
                "nel relay, o nella coda, qualcosa aspetta da {days} giorni; dopo 14 giorni va "
                "perduto"
            ),
            (
                "guarda in Actions se «Sync» va a buon fine; solo i rapporti di un avviso ancora "
                "in corso possono aspettare tanto"
            ),
        ),
        fr=(
            (
                "dans le relais, ou la file, quelque chose attend depuis {days} jours ; après 14 "
                "jours c'est perdu"
            ),
            (
                "voyez dans Actions si « Sync » réussit ; seuls les rapports d'un envoi encore en "
                "cours peuvent attendre si longtemps"
            ),
        ),
        en=(
            (
                "something has waited in the relay, or queue, for {days} days; after 14 days it is "
                "lost"
            ),
            (
                "see in Actions whether “Sync” succeeds; only reports of a broadcast that is still "
                "under way may wait so long"
            ),
        ),
    ),
    "doctor-inbox-refused": Sentence(
        it=("il relay o la coda non risponde come dovrebbe: {why}", "{way}"),
        fr=("le relais ou la file ne répond pas comme il faut : {why}", "{way}"),
        en=("the relay or queue does not answer as it should: {why}", "{way}"),
    ),
    "doctor-keyring": Sentence(
        it=("il portachiavi si apre con la nostra chiave; l'elenco è all'epoca {epoch}", ""),
        fr=("le trousseau s'ouvre avec notre clé ; la liste est à l'époque {epoch}", ""),
        en=("the keyring opens with our key; the list is in epoch {epoch}", ""),
    ),
    "doctor-keyring-changing": Sentence(
        it=("l'elenco sta cambiando chiave; il prossimo sync finisce il lavoro", ""),
        fr=("la liste change de clé ; le prochain sync achève le travail", ""),
        en=("the list is getting a new key; the next sync finishes that", ""),
    ),
    "doctor-keyring-refused": Sentence(
        it=("il portachiavi non si apre, quindi nemmeno l'elenco: {why}", "{way}"),
        fr=("le trousseau ne s'ouvre pas, donc la liste non plus : {why}", "{way}"),
        en=("the keyring does not open, so the list does not either: {why}", "{way}"),
    ),
}

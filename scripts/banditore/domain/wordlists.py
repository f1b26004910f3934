"""What surrounds a command without changing it, in the languages people write here.

Words are folded (`banditore.domain.folding`): lower case, no accents, an apostrophe is a space.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COURTESIES = {
    "it": (
        "buongiorno", "buon giorno", "buonasera", "buona sera", "buonanotte", "buon pomeriggio",
        "buona giornata", "buona serata", "buondi", "salve", "ciao", "gentile comune",
        "spettabile comune", "egregi signori", "grazie", "grazie mille", "grazie tante",
        "grazie infinite", "mille grazie", "tante grazie", "molte grazie", "vi ringrazio",
        "la ringrazio", "grz", "per favore", "per piacere", "per cortesia", "x favore", "x piacere",
        "cortesemente", "gentilmente", "cordiali saluti", "distinti saluti", "un saluto", "saluti",
        "cordialmente", "arrivederci",
    ),
    "fr": (
        "bonjour", "bonsoir", "bonjour a tous", "bonne journee", "bonne soiree", "bonne nuit",
        "salut", "coucou", "madame", "monsieur", "madame monsieur", "mesdames", "messieurs",
        "merci", "merci beaucoup", "merci bien", "mille mercis", "merci d avance", "svp", "stp",
        "s il vous plait", "s il te plait", "cordialement", "bien cordialement", "salutations",
        "cordiales salutations", "au revoir", "avec mes remerciements",
    ),
    "en": (
        "hello", "hi", "good morning", "good evening", "dear all", "please", "pls", "thanks",
        "thank you", "thank you very much", "many thanks", "regards", "best regards", "bye",
    ),
}  # fmt: skip
"""Greetings and thanks, per language."""

AROUND_LEAVING = _words(
    # Italian
    "subito adesso ora oggi immediatamente definitivamente pure anche io il lo la i gli le un una "
    "mio mia miei mie vostro vostra vostri vostre questo questa questi queste quel quei da dal "
    "dallo dalla dai dagli dalle dall al allo alla ai agli alle all a di del dello della dei degli "
    "delle dell da con per su in e ed numero telefono cellulare contatto nome iscrizione messaggio "
    "messaggi messaggistica servizio lista liste elenco rubrica whatsapp gruppo canale newsletter "
    "notifica notifiche avviso avvisi comunicazione comunicazioni invio ricezione comune tutto "
    "tutti tutte sempre vorrei voglio desidero chiedo prego me mi vi "
    # French
    "maintenant immediatement tout toute tous toutes mon ma mes votre vos ce cet cette ces le les "
    "l un une du de des d au aux sur et numero telephone nom inscription message messages service "
    "liste groupe canal notification notifications avis envoi envois information informations "
    "commune je veux voudrais souhaite demande moi me a "
    # English
    "now today my me number the this these all from list service messages message "
    "immediately i want to of"
)
"""A message made of a word to leave and of these only is a wish to leave: "stop messaggi"."""

OBJECTS = _words(
    "servizio lista liste elenco rubrica whatsapp gruppo canale newsletter notifiche notifica "
    "avvisi avviso comunicazioni messaggi messaggistica comune vostri vostra vostro vostre questo "
    "questa questi queste service messages liste groupe canal informations commune notifications "
    "votre vos ce cette ces sistema iscrizione iscrizioni"
)
"""What one leaves when one leaves the service, and not, say, a course."""

FROM = _words("da di dal dallo dalla dai dagli dalle dall du de des d from")
"""Words between a wish to leave and what is left."""

LEAVING = {
    "it": (
        "non voglio piu ricevere", "non desidero piu ricevere", "non intendo piu ricevere",
        "non vorrei piu ricevere", "non voglio ricevere piu", "non voglio piu essere iscritto",
        "non voglio piu essere iscritta", "non mandatemi piu", "non inviatemi piu",
        "non scrivetemi piu", "non mandate piu messaggi", "non inviate piu messaggi",
        "non mi scrivete piu", "non mi mandate piu", "non mi inviate piu", "smettete di scrivermi",
        "smettetela di scrivermi", "basta messaggi", "basta con questi messaggi", "mi cancellate",
        "voglio cancellarmi", "vorrei cancellarmi", "desidero cancellarmi", "chiedo di cancellarmi",
        "vorrei essere cancellato", "vorrei essere cancellata", "voglio essere cancellato",
        "voglio essere cancellata", "cancellami", "cancellatemi", "cancelatemi", "cancelami",
        "disiscrivimi", "disiscrivetemi", "mi disiscrivo", "voglio disiscrivermi",
        "vorrei disiscrivermi", "toglimi dalla lista", "toglietemi dalla lista",
        "toglietemi dall elenco", "toglietemi dal servizio", "rimuovetemi", "rimuovimi",
        "eliminatemi", "eliminami", "toglietemi", "cancellate il mio numero",
        "cancella il mio numero", "togliete il mio numero", "eliminate il mio numero",
        "cancellate la mia iscrizione", "cancella la mia iscrizione",
        "annullate la mia iscrizione", "annulla la mia iscrizione",
    ),
    "fr": (
        "je ne veux plus recevoir", "je ne souhaite plus recevoir", "je ne desire plus recevoir",
        "je veux plus recevoir", "ne m envoyez plus", "ne m ecrivez plus", "n envoyez plus",
        "arretez de m ecrire", "arretez de m envoyer", "desinscrivez moi", "desinscris moi",
        "desabonnez moi", "je me desabonne", "je veux me desinscrire", "je voudrais me desinscrire",
        "je souhaite me desinscrire", "je desire me desinscrire", "retirez moi de la liste",
        "enlevez moi de la liste", "supprimez mon numero", "effacez mon numero",
        "enlevez mon numero", "retirez mon numero", "supprimez moi de la liste",
        "annulez mon inscription", "annuler mon inscription",
    ),
    "en": (
        "unsubscribe me", "remove me", "i want to unsubscribe", "stop sending me",
        "stop messaging me", "stop texting me", "take me off the list",
        "delete my number", "remove my number",
    ),
}  # fmt: skip
"""Clear wishes to leave besides the phrases that the town teaches: leaving is made easy."""

NEGATIONS = _words("non ne n pas not don dont never mai jamais")

TELLING = _words("scrivi scriva scrivete ecrivez ecris write text")
"""Before a phrase they tell somebody how to do it: a quotation from our own replies, say."""

ASKING = _words(
    "come quando perche dove chi cosa quale quali quanto comment quand pourquoi ou qui quoi quel "
    "quelle combien est how when why where who what"
)
"""A text that begins so asks; a wish does not."""

NO_TYPOS = _words(
    # The gate, and what happens to events: one letter away from a word that leaves.
    "cancello cancelli cancellato cancellata cancellati cancellate cancellare cancellazione "
    "annullato annullata annullati annullate annule annulee annules annulees arrive arrivo "
    # Joining is not a misspelt way of leaving.
    "subscribe subscribed"
)
"""Words that are never taken for a misspelt command of one word."""

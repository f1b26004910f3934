"""What a town's commands are where `policy/service.yaml` does not say: phrases per language."""

from __future__ import annotations

DEFAULTS: dict[str, dict[str, tuple[str, ...]]] = {
    "subscribe": {
        "it": ("MI ISCRIVO", "ISCRIVIMI", "ISCRIZIONE", "ATTIVA ISCRIZIONE", "ATTIVA"),
        "fr": ("JE M'INSCRIS", "INSCRIPTION"),
        "en": ("SUBSCRIBE",),
    },
    "unsubscribe": {
        "it": ("MI CANCELLO", "CANCELLAMI", "CANCELLATEMI", "CANCELLA", "CANCELLAZIONE",
               "DISATTIVA", "DISATTIVAZIONE", "DISATTIVA ISCRIZIONE", "STOP", "BASTA", "OFF",
               "CANCELLARMI", "ESCI", "USCIRE", "TERMINA", "ALT", "SPEGNI"),
        "fr": ("JE ME DÉSINSCRIS", "DÉSINSCRIPTION", "ARRÊT", "ARRÊTE", "ARRETT", "ANNULER",
               "QUITTER", "SORTIR", "TERMINER"),
        "en": ("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT",
               "EXIT"),
    },
    "help": {
        "it": ("AIUTO", "ISTRUZIONI", "INFO", "COMANDI", "MENU", "COME FUNZIONA",
               "COSA DEVO SCRIVERE",
               "COSA POSSO SCRIVERE", "NON CAPISCO", "NON HO CAPITO", "COME SI FA", "COME FACCIO",
               "COME FUNZIONA IL SERVIZIO"),
        "fr": ("AIDE", "MODE D'EMPLOI", "INFO", "INFOS", "COMMANDES", "MENU", "COMMENT ÇA MARCHE",
               "COMMENT FAIRE", "QUE DOIS-JE ÉCRIRE", "QUE PUIS-JE ÉCRIRE", "JE NE COMPRENDS PAS",
               "COMMENT FONCTIONNE LE SERVICE"),
        "en": ("HELP", "INFO", "COMMANDS", "MENU", "HOW DOES IT WORK", "HOW DOES THIS WORK"),
    },
    "access": {
        "it": ("COSA SAPETE DI ME", "I MIEI DATI", "DATI PERSONALI", "I MIEI DATI PERSONALI",
               "QUALI DATI AVETE", "PRIVACY", "GDPR", "ACCESSO AI DATI", "DIRITTO DI ACCESSO"),
        "fr": ("QUE SAVEZ-VOUS DE MOI", "MES DONNÉES", "DONNÉES PERSONNELLES",
               "MES DONNÉES PERSONNELLES", "QUELLES DONNÉES AVEZ-VOUS", "ACCÈS AUX DONNÉES",
               "DROIT D'ACCÈS", "CONFIDENTIALITÉ", "RGPD"),
        "en": ("MY DATA", "WHAT DO YOU KNOW ABOUT ME", "PERSONAL DATA", "PRIVACY", "GDPR"),
    },
    "language": {
        "it": ("ITALIANO", "ITALIEN", "ITALIAN", "ITALIANA", "ITALIENNE"),
        "fr": ("FRANCAIS", "FRANCESE", "FRENCH", "FRANCAISE"),
        "en": ("ENGLISH", "INGLESE", "ANGLAIS"),
        "de": ("DEUTSCH", "TEDESCO", "ALLEMAND", "GERMAN"),
        "es": ("ESPANOL", "SPAGNOLO", "ESPAGNOL", "SPANISH"),
        "ro": ("ROMANA", "RUMENO", "ROUMAIN", "ROMANIAN"),
    },
    "only": {
        "it": ("SOLO", "SOLTANTO", "SOLAMENTE", "UNICAMENTE", "ESCLUSIVAMENTE"),
        "fr": ("SEULEMENT", "UNIQUEMENT", "JUSTE", "QUE", "RIEN QUE"),
        "en": ("ONLY", "JUST"),
    },
    "except": {
        "it": ("TRANNE", "ECCETTO", "SALVO", "FUORCHÉ", "ALTRO CHE", "ALTRO SE NON"),
        "fr": ("SAUF", "HORMIS", "EXCEPTÉ", "D'AUTRE QUE", "À PART"),
        "en": ("EXCEPT", "APART FROM"),
    },
    "also": {
        "it": ("ANCHE", "AGGIUNGI", "AGGIUNGETE", "AGGIUNGETEMI", "AGGIUNGIMI", "AGGIUNGO", "PURE"),
        "fr": ("AUSSI", "ÉGALEMENT", "AJOUTEZ", "AJOUTER"),
        "en": ("ALSO", "ADD"),
    },
    "without": {
        "it": ("BASTA", "NIENTE", "NO", "SENZA", "STOP", "NESSUN", "NESSUNA"),
        "fr": ("SANS", "PLUS DE", "PLUS D", "PLUS DES", "PAS DE", "PAS D",
               "AUCUN", "AUCUNE", "STOP"),
        "en": ("NO", "NO MORE", "WITHOUT", "STOP"),
    },
    "everything": {
        "it": ("TUTTO", "TUTTI", "TUTTE"),
        "fr": ("TOUT", "TOUS", "TOUTES"),
        "en": ("EVERYTHING", "ALL"),
    },
}  # fmt: skip
"""By command and language; the first phrase is the one that is taught."""

LEAVING_ALONE: dict[str, tuple[str, ...]] = {
    "it": ("CANCELLARSI", "ESCO", "IO ESCO", "ME NE VADO", "RECEDO", "REVOCO", "FUORI",
           "ABBANDONO", "MI RITIRO", "LASCIATEMI", "CHIUDETE", "NON PIÙ", "NON VOGLIO",
           "NON LI VOGLIO", "NON LE VOGLIO", "NON NE VOGLIO", "NON RICEVERE", "NON MI VA PIÙ"),
    "fr": ("JE SORS", "JE QUITTE", "JE PARS", "JE M'EN VAIS", "FINI", "C'EST FINI", "TERMINÉ",
           "J'ABANDONNE",
           "JE NE VEUX PAS", "JE N'EN VEUX PAS"),
    "en": ("LEAVE", "I QUIT", "I'M OUT", "LET ME OUT", "GET ME OUT", "GET ME OUT OF HERE"),
}  # fmt: skip
"""What leaves if it is all that is said. Beside any other word it may be of something else: a gate,
the house, the office."""

"""Greetings and thanks: what may stand around a command, and changes nothing."""

from __future__ import annotations

COURTESIES = {
    "it": (
        "buongiorno", "buon giorno", "buonasera", "buona sera", "buonanotte", "buon pomeriggio",
        "buona giornata", "buona serata", "buondi", "salve", "ciao", "gentile comune",
        "spettabile comune", "egregi signori", "grazie", "grazie mille", "grazie tante",
        "grazie infinite", "mille grazie", "tante grazie", "molte grazie", "vi ringrazio",
        "la ringrazio", "grz", "per favore", "per piacere", "per cortesia", "x favore", "x piacere",
        "cortesemente", "gentilmente", "cordiali saluti", "distinti saluti", "un saluto", "saluti",
        "cordialmente", "arrivederci",
        "buon lavoro", "buona domenica", "buon weekend", "buon fine settimana", "grazie ancora",
        "grazie davvero", "grazie di cuore", "grazie in anticipo", "a presto", "ciao a tutti",
        "salve a tutti", "buongiorno a tutti", "gentile sindaco", "gentili signori",
        "spett le comune", "cortesi saluti", "x cortesia", "pf", "xfavore", "perfavore", "prego",
        "un cordiale saluto", "cari saluti", "gentilissimi", "egregio sindaco",
        "grazie per il servizio", "egregi", "ehi", "hey", "ciaoo", "ciaooo", "graziee", "grazieee",
        "a voi", "a tutti voi",
        "ringrazio", "saluto", "ringrazio e saluto", "gentile amministrazione", "cordialita",
    ),
    "fr": (
        "bonjour", "bonsoir", "bonjour a tous", "bonne journee", "bonne soiree", "bonne nuit",
        "salut", "coucou", "madame", "monsieur", "madame monsieur", "mesdames", "messieurs",
        "merci", "merci beaucoup", "merci bien", "mille mercis", "merci d avance", "svp", "stp",
        "s il vous plait", "s il te plait", "cordialement", "bien cordialement", "salutations",
        "cordiales salutations", "au revoir", "avec mes remerciements",
        "bonne continuation", "bon week end", "bon weekend", "a bientot", "merci encore",
        "un grand merci", "merci a vous", "bien a vous", "sincerement", "slt", "bon travail",
        "mercii",
    ),
    "en": (
        "hello", "hi", "good morning", "good evening", "dear all", "please", "pls", "thanks",
        "thank you", "thank you very much", "many thanks", "regards", "best regards", "bye",
        "kind regards", "thx", "ty", "cheers", "good afternoon", "plz",
    ),
}  # fmt: skip
"""Greetings and thanks, per language."""

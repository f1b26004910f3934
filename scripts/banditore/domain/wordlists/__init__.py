"""What words do in texts to a town, per language: data for `banditore.domain.commands`."""

from banditore.domain.wordlists import english, french, italian, italian_acts

LANGUAGES = {"it": italian.WORDS | italian_acts.WORDS, "fr": french.WORDS, "en": english.WORDS}
"""The languages whose words we know, whether a town speaks them or not."""

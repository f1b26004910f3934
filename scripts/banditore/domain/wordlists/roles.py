"""The parts that words play in a text about joining, choosing or leaving: a small grammar's."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a word does in a sentence. A word is tagged with one, its likeliest.

    The values are letters that mean nothing in a regular expression: a text becomes a string of
    them, in which rules are found.
    """

    # Marks between words
    PAUSE = "a"
    END = "b"
    QUESTION = "c"
    REFUSAL = "d"
    # Small words
    SMALL = "e"  # adverbs, pronouns, prepositions that change nothing
    ARTICLE = "f"
    FROM = "g"  # `dalla`
    OF = "h"
    TO = "i"
    FOR = "j"
    ABOUT = "k"
    AND = "l"
    BUT = "m"
    ME = "n"
    MY = "o"
    YOUR = "p"
    THIS = "q"
    HAVE = "r"
    BE = "s"
    SUBJECT = "t"  # `je`, `vous`
    # How a wish is meant
    WANT = "u"
    REQUEST = "v"  # `chiedo`, `bisogno`
    NEED = "w"  # `bisogno`, `intenzione`
    CAN = "x"
    MAY = "y"  # may I? It asks for permission.
    NOT = "z"
    NE = "A"  # French, as NOT; Italian `me ne vado`, `non ne voglio`: of it
    PAS = "B"  # denies what stands before it
    NO = "C"
    NEVER = "D"
    MORE = "E"
    PLUS = "F"  # French: no more, or more
    ASK = "G"
    HOW = "H"
    IF = "I"
    SI = "J"  # Italian: oneself, or yes; French: if
    POSSIBLE = "K"
    DOUBT = "L"
    LATER = "M"
    WRITE = "N"
    TELL = "O"  # `scrivi`, `digita`: tells somebody what to write
    WROTE = "P"
    MISTAKE = "Q"
    SAYS = "R"
    PERSON = "S"
    # What is wished
    QUIT = "T"  # STOP
    ENOUGH = "U"  # `basta`: also what suffices
    HALT = "V"  # to cease doing something: `smettete`
    EXIT = "W"  # to unsubscribe, said of nothing else
    EXIT_ME = "X"  # `cancellatemi`: a verb that carries its person
    CLEAR = "Y"  # `cancellate`: of a person, a number, and all the world
    GATE = "Z"  # `cancello`: the gate, or what one does who leaves
    CLEARS = "À"  # as CLEAR, and other things too: French `annule` is also what was cancelled
    TAKE = "Á"  # `sortez`, `take`: of a list only
    CLEARED = "Â"
    ENROLLED = "Ã"
    CLEARING = "Ä"
    GO = "Å"  # `uscire`, `quitter`
    REVOKE = "Æ"
    RECEIVE = "Ç"
    SEND = "È"
    BOTHER = "É"  # as SEND
    SEND_ME = "Ê"
    DO_ME = "Ë"  # anything that is done to me: `importunarmi`
    LIKE = "Ì"  # `interessa`
    LET = "Í"
    STAY = "Î"
    PEACE = "Ï"
    # What it is wished of
    MESSAGES = "Ð"
    MESSAGE = "Ñ"
    LIST = "Ò"
    SERVICE = "Ó"  # as LIST; with a word after it, another one: `servizio mensa`
    NUMBER = "Ô"  # what stands for a person in a list
    SUBSCRIPTION = "Õ"
    NOTHING = "Ö"
    DATA = "Ø"
    KNOW = "Ù"
    SINCE = "Ú"  # `ultimamente`: who says it tells what happens
    WHEN = "Û"  # at night, on Sundays: then only, and not "not at all"
    REASON = "Ü"  # what people say around a wish to leave, curses among it
    COURTESY = "Ý"
    # Joining and choosing
    JOIN = "Þ"
    CATEGORY = "ß"
    ONLY = "à"
    ALSO = "á"
    EXCEPT = "â"
    ALL = "ã"
    YES = "ä"
    SPEAK = "å"
    TONGUE = "æ"  # the name of a language
    # All the rest
    NAME = "ç"  # a person's first name
    DIGITS = "è"
    TRUE = "é"  # an ordinary word that is a letter away from one of ours
    OTHER = "ê"


SIGNS = {",": Role.PAUSE, ".": Role.END, "?": Role.QUESTION, "✗": Role.REFUSAL, "+": Role.MORE}
"""Marks of `banditore.domain.folding`, and the part they play."""


def words(text: str) -> frozenset[str]:
    """Those of a text."""
    return frozenset(text.split())

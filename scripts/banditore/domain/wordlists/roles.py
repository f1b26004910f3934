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
    AGAIN = "õ"  # `ancora`: one more, and I leave
    THAT = "f"
    ARTICLE = "g"
    FROM = "h"  # `dalla`
    OF = "i"  # `di`
    OF_THE = "ð"  # `del`
    TO = "j"
    FOR = "k"
    ABOUT = "l"
    AND = "m"
    BUT = "n"
    BECAUSE = "Ą"  # `siccome`
    SO = "ü"  # `quindi`: what follows is meant
    ME = "o"
    MY = "p"
    YOUR = "q"
    THIS = "r"
    HAVE = "s"
    HAD = "č"  # `avevo`: no longer
    THEY = "ñ"  # `hanno`: others have
    BE = "t"
    SUBJECT = "u"  # `vous`
    SPEAKER = "ć"  # `je`
    # How a wish is meant
    WANT = "v"
    WANTS = "ý"  # French `veut`: somebody else, or a slip for `veux`
    REQUEST = "w"  # `chiedo`, `bisogno`
    NEED = "x"  # `bisogno`, `intenzione`
    CAN = "y"
    CAN_THREE = "ă"  # `vuole`: as CAN, or what somebody else wants
    MAY = "z"  # may I? It asks for permission.
    NOT = "A"
    NE = "B"  # French, as NOT; Italian `me ne vado`, `non ne voglio`: of it
    PAS = "C"  # denies what stands before it
    NO = "D"
    NEVER = "E"
    MORE = "F"
    PLUS = "G"  # French: no more, or more
    ASK = "H"
    ONCE = "ā"  # `quando`: asks, or puts off
    HOW = "I"
    IF = "J"
    SI = "K"  # Italian: oneself, or yes; French: if
    POSSIBLE = "L"
    DOUBT = "M"
    LATER = "N"
    DAY = "Ĉ"  # `un giorno`
    AHEAD = "ċ"  # `più avanti`
    WRITE = "O"
    TELL = "P"  # `scrivi`, `digita`: tells somebody what to write
    WROTE = "Q"
    MISTAKE = "R"
    RETHINK = "Č"  # `cambiato idea`
    SAYS = "S"
    PERSON = "T"
    # What is wished
    QUIT = "U"  # STOP
    ENOUGH = "V"  # `basta`: also what suffices
    HALT = "W"  # to cease doing something: `smettete`
    CEASE = "ï"  # as HALT, and not clear alone: `finite`, `fermi`
    EXIT = "X"  # to unsubscribe, said of nothing else
    EXIT_ME = "Y"  # `cancellatemi`: a verb that carries its person
    EXIT_ALSO = "Z"  # `cancellarmi`: as EXIT_ME; what denies a clause before it denies it, too
    CLEAR = "À"  # `cancellate`: of a person, a number, and all the world
    GATE = "Á"  # `cancello`: the gate, or what one does who leaves
    CLEARS = "Â"  # as CLEAR, and other things too: French `annule` is also what was cancelled
    TAKE = "Ã"  # `sortez`, `take`: of a list only
    CLEAR_IT = "ú"  # `toglietelo`: as CLEAR, of what was named before
    CLEARED = "Ä"
    HALTED = "û"  # `interrotti`
    ENROLLED = "Å"
    CLEARING = "Æ"
    GO = "Ç"  # `uscire`, `quitter`
    REVOKE = "È"
    GIVE_UP = "ù"  # `rinuncio`: as REVOKE, and clear alone
    RECEIVE = "É"
    SEND = "Ê"
    BOTHER = "Ë"  # as SEND
    SEND_ME = "Ì"
    DO_ME = "Í"  # anything that is done to me: `importunarmi`
    LIKE = "Î"  # `interessa`
    LET = "Ï"
    PART = "Ð"  # `far parte`: to be in it
    OPT = "Ñ"  # only with `out`
    FINISH = "ò"  # `fine`, `via`: of ours only, and nothing else said
    STAY = "Ò"
    PEACE = "Ó"
    # What it is wished of
    MESSAGES = "Ô"
    MESSAGE = "Õ"
    LIST = "Ö"
    SERVICE = "Ø"  # as LIST; with a word after it, another one: `servizio mensa`
    NUMBER = "Ù"  # what stands for a person in a list
    SUBSCRIPTION = "Ú"
    NOTHING = "Û"
    DATA = "Ü"
    KNOW = "Ý"
    TIMES = "ø"  # `quante volte devo dire STOP`
    SINCE = "Þ"  # `ultimamente`: who says it tells what happens
    WHEN = "ß"  # at night, on Sundays: then only, and not "not at all"
    REASON = "à"  # what people say around a wish to leave, curses among it
    COURTESY = "á"
    EXCUSE = "ĉ"  # `excusez-moi`
    THANKFUL = "Ċ"  # `vi sarei grato se`
    # Joining and choosing
    JOIN = "â"
    CATEGORY = "ã"
    ONLY = "ä"
    ALSO = "å"
    ADD = "ó"  # `aggiungete`: as ALSO, or of a person
    ENTER = "ô"  # `entrare`, `attivare`: as JOIN, of ours only
    EXCEPT = "æ"
    ALL = "ç"
    YES = "è"
    SPEAK = "é"
    TONGUE = "ê"  # the name of a language
    # All the rest
    NAME = "ë"  # a person's first name
    SIGNED = "ö"  # `il sottoscritto`: who speaks of oneself as of another
    DIGITS = "ì"
    MATTER = "þ"  # what else one cancels at a town hall: `appuntamento`
    GETS = "Ā"  # `ricevo`: tells that messages come
    TRUE = "í"  # an ordinary word that is a letter away from one of ours
    OTHER = "î"


SIGNS = {",": Role.PAUSE, ".": Role.END, "?": Role.QUESTION, "✗": Role.REFUSAL, "+": Role.MORE}
"""Marks of `banditore.domain.folding`, and the part they play."""


def words(text: str) -> frozenset[str]:
    """Those of a text."""
    return frozenset(text.split())

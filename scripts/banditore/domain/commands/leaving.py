"""Leaving, liberally: any clear wish, in any of the languages we know words of.

A wish is found by what its words do (`banditore.domain.wordlists`), and then doubted
(`banditore.domain.commands.doubts`).
"""

from __future__ import annotations

import re

from banditore.domain.commands.doubts import doubt
from banditore.domain.commands.grammar import grammar, letters, source
from banditore.domain.commands.stopping import removes, stops
from banditore.domain.commands.telling import quoted
from banditore.domain.commands.wish import Wish
from banditore.domain.wordlists.roles import Role

_WISHES = {
    # disiscrivetemi, désinscription, unsubscribe
    "leave-unsubscribe": "EXIT | OPT ME? GO",
    # se non mi cancellate vi denuncio
    "leave-or-else": """IF NOT ME .. CLEAR
        | IF .. ME .. SENDS .. AGAIN (FILL|MESSAGE|MESSAGES){0,4} REASON""",
    # cancellatemi, toglimi; mi togliete, mi cancello; supprimez-moi, take me off
    "leave-remove-me": """EXITS
        | ME (SUBJECT|WANT|CAN|SMALL|COURTESY|FROM|REQUEST|OF|BE){0,4} VERB
        | ME SMALL? GATE | VERB SUBJECT? ME | TAKE ME QUIT | TAKE ME (FILL|GO){0,5} LIST""",
    # cancellate il mio numero, annuler mon inscription, chiedo la cancellazione del numero
    "leave-remove-mine": """(VERB|HALT) (FILL|CAN|WANT){0,5} (NUMBER|SUBSCRIPTION)
        | VERB .. SERVICE | VERB .. MY .. DATA | VERB FILL{0,3} (FROM|OF) .. LIST
        | VERB ALL .{0,4} (HAVE|KNOW) .. ABOUT .. ME
        | VERB .. MESSAGES (FOR|TO|ABOUT|OF|FROM) (ARTICLE|MY|THIS)* NUMBER
        | (CAN|WANT|REQUEST|COURTESY) .. MY CLEARING | QUIT MY (SUBSCRIPTION|NUMBER)
        | CLEAR_IT | (MY|ARTICLE) (NUMBER|SUBSCRIPTION) (BE|AND) (FROM|TO) VERB
        | ^ .. NUMBER (FROM|TO) VERB STOPS
        | SUBSCRIPTION (ARTICLE|SMALL)* WANT VERB
        | (YOUR|THIS) (SERVICE|MESSAGES) BE TO EXCEPT
        | BE OTHER? TO EXCEPT OF .. (YOUR .. (SERVICE|MESSAGES)|SEND_ME)
        | TAKE .. MY NUMBER | TAKE (THIS|MESSAGES)* QUIT | TAKE ME GO | TAKE OF ME STOPS
        | TAKE (SMALL|FINISH|GO)? (FROM|OF) .. LIST
        | CLEARING .. (NUMBER|SUBSCRIPTION|SERVICE|LIST|MESSAGES|MY .. DATA)
        | GATE (ARTICLE|MY)* MY (NUMBER|SUBSCRIPTION) | GATE ARTICLE? SUBSCRIPTION
        | (REQUEST|WANT|NEED) .. CLEARING
        | FINISH TO .. (SUBSCRIPTION|SERVICE|MESSAGES|SEND)""",
    # vorrei essere tolta dalla lista; vorrei che il mio numero fosse cancellato
    "leave-be-removed": """(WANT|REQUEST|NEED|MAY|POSSIBLE|CAN SPEAKER)
          (FILL|WANT|CAN|SINCE|ONLY){0,4}
          (?<!ME) BE .. (CLEARED|CLEARS)
        | (WANT|REQUEST) .. (NUMBER|SUBSCRIPTION) .. CLEARED
        | (WANT|REQUEST) .. BE HALTED .. (MESSAGES|SEND|SERVICE)""",
    # voglio uscire dal gruppo, je quitte la liste
    "leave-go": """WANT TO HOW QUIT | (?<!BE) GO NEAR{0,4} (LIST|SERVICE) | WANT GO NEAR{0,4} LIST
        | WANT .. GO (SMALL|COURTESY|FROM|FOR)* STOPS
        | ^ (FILL|HAVE)* REQUEST .. GO (FILL|END)* $
        | SO SUBJECT? GO STOPS""",
    # revoco il consenso, rinuncio al servizio
    "leave-revoke": """(REVOKE|GO|CLEARING) (FILL|OTHER){0,6} SUBSCRIPTION
        | ^(COURTESY|BUT|PAUSE|END|SUBJECT|SMALL|WANT|REQUEST|OF)* GIVE_UP
          (COURTESY|SMALL|END|PAUSE)* $ | (REVOKE|GO) .. DATA
        | REVOKE .. (LIST|SERVICE|MESSAGES|RECEIVE|SENDS|SEND_ME)""",
    # non voglio più ricevere messaggi; je ne veux plus rien; I don't want these messages
    "leave-no-more": """DENY (FILL|HAVE){0,4} WANT (FILL|WANT|CAN|BE|MORE|PLUS|PAS|NEVER|NOT){0,7}
          (RECEIVE|SEND_ME|ME SENDS|SENDS ME|OURS|ENROLLED|STAY STOPS|STAY .. (LIST|ENROLLED)|PART
          |THIS STOPS)
        | DENY (ME|SUBJECT|SMALL|THAT|CAN){0,4} (MORE|PLUS) (FILL|CAN|MORE|PLUS|NOT){0,6}
          (RECEIVE|SENDS|SEND_ME|OURS|ENROLLED|STAY STOPS|STAY .. (LIST|ENROLLED))
        | DENY (FILL|HAVE){0,4} WANT .. TAKE .. (MESSAGES|THIS)
        | DENY .. (MORE|PLUS) .. WANT (FILL|BE){0,6} (RECEIVE|SEND_ME|OURS|ENROLLED|PART)
        | (DENY|PAS|PLUS|MORE) (FILL|HAVE|PLUS|MORE){0,4} NEED .. (RECEIVE|OURS)
        | DENY .. RECEIVE .. (MORE|PLUS) | DENY HAVE .. MORE .. RECEIVE
        | WANT .. NOT (FILL|MORE|PLUS|PAS){0,5} (RECEIVE|SEND_ME|DO_ME|PART)
        | NOT (ME|SMALL|HAVE){0,3} (LIKE|COURTESY|NEED)? (OF|TO) RECEIVE .. MESSAGES
        | (WANT|REQUEST) .. NOT .. BE (FILL|MORE|PLUS){0,4} (ENROLLED|LIST|SERVICE)
        | (REQUEST|CAN|COURTESY OF) .. NOT (FILL|MORE|PLUS|PAS){0,5} (RECEIVE|SENDS|SEND_ME|DO_ME)
        | DENY .. WANT .. (MORE|PLUS) STOPS | MESSAGES .. NOT .. WANT (MORE|PLUS|PAS)? STOPS
        | (SEND_ME|ENROLLED NEAR{0,4}( PERSON)?) BUT .. NOT WANT STOPS
        | NOT SMALL ARTICLE? SUBSCRIPTION
        | WANT (ARTICLE|SMALL|STAY|BE){0,3} EXCEPT (ARTICLE|YOUR|THIS)* MESSAGES STOPS
        | MY NUMBER NOT (CAN_THREE|SMALL) (MORE|PLUS) OTHER .. (LIST|MESSAGES)
        | (NO|NOTHING) (MESSAGE|MESSAGES) (TO|FOR|ABOUT) (MY|THIS) NUMBER
        | THAT SUBJECT? NOT ME? RECEIVE .. (MORE|PLUS) | WANT NOT TAKE .. (MESSAGES|THIS)
        | (WANT|REQUEST) .. NOT .. STAY (MORE|PLUS|SMALL)* THIS? LIST
        | WANT OF NOT (MORE|PLUS)? JOIN (MORE|PLUS)?
        | (PAS|PLUS) WANT .. (RECEIVE|MESSAGES|NOTHING|SENDS)
        | DENY .. WANT .. PLUS BE REQUEST
        | WANT PLUS .. (RECEIVE|NOTHING|SENDS) | WANT PLUS OF? YOUR MESSAGES | WANT PLUS BE
        | ME SENDS PLUS
        | (SUBJECT|^) SMALL WANT PLUS STOPS
        | DENY SMALL WANT (MORE|PLUS) (BECAUSE|SUBJECT|ASK|SINCE|MY PERSON)""",
    # non mandatemi più niente, ne m'écrivez plus, don't text me
    "leave-do-not-send": """DENY .. (SENDS|SEND_ME|DO_ME) .. (MORE|PLUS|NOTHING)
        | DENY (FILL|CAN){0,6} SEND_ME | DENY .. ME (FILL|CAN|MORE){0,5} SENDS
        | (DENY|NEVER) .. SENDS TO? ME | DENY .. (NUMBER|MESSAGES) ME
        | (NO|DENY|PAS|PLUS) (FILL|HAVE){0,4} NEED (OF|TO) .. (SENDS ME|ME SENDS|SEND_ME)
        | NOT (FILL|HAVE){0,3} (LIKE|NEED) THAT ME SENDS
        | REASON OF? (SEND_ME|ME SENDS)
        | DENY .. SENDS .. (MESSAGES|NOTHING) | DENY BOTHER STOPS""",
    # non mi interessa più, je ne suis plus intéressée, not interested in these messages
    "leave-no-interest": """DENY (FILL|HAVE|PAS){0,4} LIKE (FILL|NOTHING){0,6}
          (MORE|PLUS|RECEIVE|MESSAGES|LIST|SERVICE|SUBSCRIPTION)
        | DENY .. (MORE|PLUS) (FILL|HAVE){0,4} LIKE | ME LIKE PLUS
        | ^ ARTICLE MESSAGES NOT ME LIKE STOPS | YOUR MESSAGES NOT (FILL){0,3} LIKE""",
    # smettete di scrivermi, arrêtez ces messages, stop sending, basta messaggi
    "leave-cease": """(REQUEST|WANT) ARTICLE QUIT (OF|TO|FROM) .. MESSAGES
        | (HALT|(?<!BE) CEASE|(?<!ARTICLE) QUIT) (FILL|CAN){0,6}
          (SENDS|SEND_ME|RECEIVE|MESSAGES|LIST|SERVICE|NOTHING|(?<=ALL) MESSAGE)
        | (HALT|ENOUGH) .. DO_ME | (HALT|QUIT) OF ME THING | QUIT THING ME | HALT ME STOPS
        | (?<!ME) ENOUGH .. (SEND_ME|BOTHER|MESSAGES|LIST|SERVICE|ME WRITE|WRITE ME)
        | (?<!ME) ENOUGH MESSAGE | WANT ALL HALT STOPS
        | (?<!ME) ENOUGH .. (SENDS|RECEIVE) .. MESSAGES""",
    # ho scritto STOP ma continuate
    # how many times must I say stop?
    "leave-stop-word": """HAVE SMALL* WROTE QUIT | (?!THEY) HAVE SMALL* (REQUEST|SAYS) QUIT STOPS
        | TIMES (FILL|NEED|HAVE|CAN|THAT){0,7} (TELLS|SAYS|REQUEST|SEND) QUIT""",
    # lasciatemi in pace, laissez-moi tranquille, leave me alone
    "leave-alone": "(LET|GO) .. (PEACE|STAY)",
}
_WISH = re.compile("|".join(f"(?P<{n.replace('-', '_')}>{source(p)})" for n, p in _WISHES.items()))
_CLEAR_IT, _NUMBER = Role.CLEAR_IT.value, Role.NUMBER.value
# Without one of these nobody leaves.
_NEEDED = letters(
    """QUIT ENOUGH HALT EXIT OPT EXIT_ME EXIT_ALSO CLEAR CLEARS CLEARED CLEARING GATE TAKE GO
    CEASE EXCEPT HALTED CLEAR_IT FINISH REVOKE NOT NO NEVER PAS PLUS NOTHING LET REASON"""
)
# niente più messaggi, plus de messages svp, no more texts
_NOTHING_MORE = grammar(
    """(FILL|HAVE|END|BUT|ENOUGH|QUIT|HALT|NO COURTESY|NOT COURTESY)*
       ((NO|NOTHING|NEVER|PAS|MORE|PLUS|NOT (MORE|PLUS)) (NEVER|MORE|PLUS|NOTHING)?
        (ARTICLE|OF|TO|FROM|MY|YOUR|THIS|SMALL|ALL|MORE|PLUS|NOTHING){0,4} MESSAGES
       |(NO|NOTHING) MESSAGE (MORE|PLUS)|(NO|NOTHING) MORE MESSAGE|NOT SENDS
       |(NO|NEVER|NOTHING) (MORE|PLUS)|PLUS NEVER
       |(MORE|PLUS) NOTHING
       |FINISH (ARTICLE|OF|TO|FROM|MY|YOUR|THIS|ALL|SMALL){0,4}
        (MESSAGES|LIST|SERVICE|SUBSCRIPTION|NUMBER) (FROM LIST)?)
       (FILL|END|MORE|PLUS)*"""
)
_CORE = """(NO|NOTHING|NEVER|NOT) (MORE|PLUS) (OF|TO|FROM|MY|YOUR|THIS|ALL)* MESSAGES
    | PLUS (NEVER|NOTHING)? OF (MY|YOUR|THIS)* MESSAGES"""
_AT_AN_END = grammar(
    f"({_CORE}) (FILL)* $ | ^ (FILL)* ({_CORE}) (ASK|BECAUSE|THAT|SINCE|NOT|BE|ME|HAVE|SUBJECT)"
)
_REASON = grammar("REASON|LIKE|ME BE|ME HAVE|SUBJECT HAVE|REQUEST|MISTAKE|ENROLLED|NUMBER")
_RECEPTION = grammar("GETS|RECEIVE|NOT|BE|DATA|WANT|KNOW")
_ASKED_OR_TOLD = grammar("ASK|SENDS|SUBJECT NOT")
_ASKS = grammar("QUESTION|HOW (?!FROM|SMALL REQUEST)|RECEIVE")
_CLAUSES = re.compile(f"[{''.join(letters('PAUSE END'))}]")
# je veux plus de messages: more of them, or none? non mi interessa: this one, or all?
_PERHAPS = grammar(
    """WANT PLUS OF | (NOT|PAS|PLUS) (FILL|HAVE|PLUS|MORE){0,4} (LIKE|NEED) STOPS
       | REASON .. (THIS|YOUR) MESSAGES | DENY (FILL|HAVE){0,4} LIKE (?! .. THING)"""
)


# … quindi MI CANCELLO
_MEANT = grammar("(SO|AND SMALL) (PAUSE|END|SUBJECT|SMALL)* $")


# Most texts have none of the words of a rule.
_LESS = letters("NO NOTHING NEVER PAS MORE PLUS NOT FINISH")
_STOPPING = letters("QUIT ENOUGH HALT CLEAR CLEARS CLEARING")


def leaving(roles: str) -> str | None:
    """The rule by which a text wants to leave, or by which it may; None where it does not."""
    if _NEEDED.isdisjoint(roles):
        return None
    rule = _said_alone(roles)
    if rule:
        return rule
    unclear, told = None, False
    for found in _WISH.finditer(roles):
        if found[0] == _CLEAR_IT and _NUMBER not in roles[: found.start()]:
            continue  # whatever it is
        rule = str(found.lastgroup).replace("_", "-")
        wish = Wish.within(roles, rule, found.start(), found.end())
        why = doubt(wish)
        if why is None and not told:
            return rule
        if why in {None, "unclear-told"} and _MEANT.search(roles[: found.start()]):
            return rule
        told = told or (why == "unclear-told" and quoted(wish))  # who tells how need not want to
        unclear = unclear or why
    if unclear is None and _PERHAPS.search(roles):
        return "unclear-perhaps"
    return unclear


def _nothing_more(roles: str) -> bool:
    """`niente più messaggi`, with a reason before or after it."""
    if _ASKS.search(roles):
        return False
    if any(map(_NOTHING_MORE.fullmatch, _CLAUSES.split(roles))):
        return True
    found = _AT_AN_END.search(roles)
    if found is None:
        return False
    before = roles[: found.start()]
    if _ASKED_OR_TOLD.search(before):
        return False
    return bool(_REASON.search(before)) or not _RECEPTION.search(before)


def _said_alone(roles: str) -> str | None:
    if not _LESS.isdisjoint(roles) and (_NOTHING_MORE.fullmatch(roles) or _nothing_more(roles)):
        return "leave-no-more"
    if _STOPPING.isdisjoint(roles):
        return None
    if removes(roles):
        return "leave-remove"
    return "leave-stop-word" if stops(roles) else None

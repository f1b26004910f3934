"""English words by the part they play, as folded: lower case, an apostrophe a space."""

from __future__ import annotations

from banditore.domain.wordlists.roles import Role

WORDS: dict[Role, str] = {
    Role.SMALL: """
        already as at away do does down ever here immediately in it just now once really
        rest right t they today we with
    """,
    Role.THAT: "that",
    Role.ARTICLE: "an another one the",
    Role.FROM: "from",
    Role.OF: "of",
    Role.TO: "to",
    Role.FOR: "for",
    Role.ABOUT: "about on",
    Role.AND: "and",
    Role.BUT: "but",
    Role.ME: "i id im myself us",
    Role.MY: "my our",
    Role.YOUR: "your",
    Role.THIS: "these this those",
    Role.HAVE: "did had has have",
    Role.BE: "am are be being is was",
    Role.SUBJECT: "you",
    Role.WANT: "d like rather wanna want wanted wish",
    Role.REQUEST: "ask asked confirm decided request told",
    Role.NEED: "intention mean meant need",
    Role.CAN: "can could",
    Role.MAY: "may",
    Role.NOT: """
        aint arent cannot cant didn didnt dnt doesn doesnt don dont havent isn isnt not
        shouldnt wasn won wont wouldn wouldnt
    """,
    Role.NEVER: "never",
    Role.MORE: "again any anymore further longer more other",
    Role.ASK: "what where which who why",
    Role.HOW: "how",
    Role.IF: "if unless",
    Role.DOUBT: "maybe might perhaps thinking",
    Role.LATER: "after before later tomorrow",
    Role.WRITE: "texting write writing",
    Role.TELL: "press reply type word",
    Role.WROTE: "pressed sent typed wrote",
    Role.MISTAKE: "accident accidentally joke joking mistake",
    Role.SAYS: "said says wants wishes",
    Role.PERSON: """
        aunt brother buddy cousin dad daughter father flatmate friend friends grandma
        grandpa he husband kids mate mom mother mum neighbor neighbour parents partner
        roommate she sister son tenant uncle wife
    """,
    Role.QUIT: "cancel end off quit stop stopall stopp stops",
    Role.ENOUGH: "enough",
    Role.HALT: "cease discontinue stopping",
    Role.EXIT: """
        deregister optout unregister unsub unsubscribe unsubscribed unsubscribing
        unsubscription
    """,
    Role.CLEAR: "delete erase forget remove removing",
    Role.TAKE: "count drop get lose scrub sign strike take turn",
    Role.CLEARED: "deleted erased removed taken",
    Role.ENROLLED: "added contacted included subscribed",
    Role.CLEARING: "cancellation deletion removal",
    Role.GO: "exit leave leaving out withdraw",
    Role.REVOKE: "forbid object refuse revoke",
    Role.RECEIVE: "getting hear read reading receive receiving see",
    Role.SEND: "contact contacting message messaging send sending spam spamming text",
    Role.BOTHER: "bother bothering bug bugging disturb harass harassing",
    Role.LIKE: "interest interested",
    Role.PART: "part",
    Role.OPT: "opt opted opting",
    Role.PEACE: "alone",
    Role.MESSAGES: "alerts anything messages news notifications stuff texts updates",
    Role.LIST: "channel database group list lists mailing",
    Role.SERVICE: "service",
    Role.NUMBER: "details name number phone",
    Role.SUBSCRIPTION: "consent registration subscription",
    Role.NOTHING: "none nothing",
    Role.DATA: "data",
    Role.KNOW: "access hold keep know store",
    Role.WHEN: "evening night sunday sundays weekend",
    Role.REASON: """
        annoying assholes bastards bloody changed damn fuck fucking hell idiots morons moved
        moving shit sick tired useless
    """,
    Role.COURTESY: """
        best bye dear good hello hey hi kind kindly many morning much please pls plz regards
        sorry thank thanks very
    """,
    Role.JOIN: "join register signup subscribe",
    Role.ONLY: "only",
    Role.ALSO: "also",
    Role.EXCEPT: "except without",
    Role.ALL: "all everything",
    Role.YES: "yes",
    Role.SPEAK: "language speak",
    Role.ADD: "add up",
    Role.SIGNED: "undersigned",
    Role.TIMES: "time times",
    Role.SO: "so",
    Role.ONCE: "when",
    Role.BECAUSE: "because cause cos since",
    Role.THANKFUL: "appreciate grateful",
    Role.DAY: "day",
    Role.CAN_THREE: "will would",
    Role.ENTER: "put",
    Role.POSSIBLE: "possible problem",
    Role.CEASE: "avoid block refrain spare",
}

"""What an English notice must say."""

from __future__ import annotations

from banditore.domain.texts.notice_rules.base import Rules, Topic

_CONTACT = (r"\S@\S", r"https?://", r"\bwww\.", r"\bphone", r"\d{3}[ ./-]?\d{3}")

RULES = Rules(
    topics={
        "controller": Topic(
            ((r"controller", r"responsible for (the |your )?(processing|data)"), ("{town}",)),
            "The controller is {name}.",
        ),
        "dpo": Topic(
            ((r"data protection officer", r"\bdpo\b"), _CONTACT),
            "How to reach the data protection officer is published on {website}.",
        ),
        "purpose": Topic(
            (
                (r"purpose", r"\bwhy\b", r"\bto (send|inform|tell)", r"in order to"),
                (
                    r"notice",
                    r"message",
                    r"communicat",
                    r"informat",
                    r"alert",
                    r"news",
                    r"broadcast",
                ),
            ),
            "We use the data only to send you the town's messages.",
        ),
        "basis": Topic(
            (
                (r"\bart(icle|\.)? ?6\b", r"legal (basis|ground)", r"\bbasis\b", r"lawful"),
                (r"consent", r"public interest", r"task"),
            ),
            "The basis is your consent (Article 6(1)(a) GDPR).",
        ),
        "withdrawal": Topic(
            (
                (r"withdraw", r"revoke", r"change your mind"),
                (r"any ?time", r"any moment", r"always", r"whenever", r"freely", r"{leave}"),
            ),
            "You may withdraw your consent at any time.",
        ),
        "whatsapp": Topic(
            ((r"whatsapp",), (r"\bmeta\b",)),
            "Messages are delivered by WhatsApp (WhatsApp Ireland Limited, Meta group).",
        ),
        "provider": Topic(
            (("{provider}",),),
            "The provider that connects the town to WhatsApp is {provider_name}: it receives the "
            "number and the text of each message.",
        ),
        "inbox": Topic(
            (("{host}",),),
            "What you write to us waits, for 14 days at most, on a server of {host_name}.",
        ),
        "github": Topic(
            ((r"\bgithub\b",),),
            "The encrypted list is hosted by GitHub (Microsoft group), which runs the program.",
        ),
        "transfers": Topic(
            (
                (
                    r"united states",
                    r"\busa?\b",
                    r"third countr",
                    r"outside (of )?(the )?(eu|european|eea|union)",
                ),
                (
                    r"contractual clauses",
                    r"standard clauses",
                    r"adequa",
                    r"\bart(icles?|\.)? ?4[4-9]\b",
                    r"privacy framework",
                    r"\bdpf\b",
                ),
            ),
            "A transfer outside the European Union takes place only with the safeguards of "
            "Articles 45 and 46 GDPR (adequacy decision or standard contractual clauses).",
        ),
        "retention": Topic(
            (
                (r"how long", r"retention", r"\bkeep\b", r"\bkept\b", r"\bstor(e|ed)\b"),
                (r"as long as", r"\buntil\b", r"for the duration", r"no longer than", r"\bwhile\b"),
            ),
            "We keep the data as long as you stay subscribed and the service exists.",
        ),
        "complaint": Topic(
            ((r"\bgarante\b", r"supervisory authority"), (r"complain",)),
            "You may lodge a complaint with the Garante per la protezione dei dati personali.",
        ),
        "age": Topic(
            ((r"\b1[4-8] (years|or)", r"\b(at least|over|aged?) 1[4-8]\b", r"\bfourteen\b"),),
            "You may subscribe if you are at least 14 years old.",
        ),
        "leaving": Topic(
            (("{leave}",), (r"\btext", r"\bsend", r"writ", r"messag", r"\bword", r":")),
            "To leave, text {leave_words} to our number.",
        ),
    },
    rights={
        "access": Topic(((r"\baccess",),), "access to your data"),
        "rectification": Topic(((r"rectif", r"correct"),), "to have them corrected"),
        "erasure": Topic(((r"eras", r"delet", r"forgotten"),), "erased"),
        "restriction": Topic(
            ((r"restrict", r"limit\w* (of |the |their |its )*(processing|use)"),),
            "their processing restricted",
        ),
        "portability": Topic(
            ((r"portab", r"(readable|structured) (form|format)", r"receive them"),),
            "to receive them in a form that programs can read",
        ),
    },
    rights_where=r"right",
    rights_range=(
        r"\bart(icles?|\.)? ?15"
        r"( ?(-|\u2013|/) ?| (to|and) |, ?16, ?17, ?18.{0,9})"
        r"(2[0-2]|following)"
    ),
    erasing=(
        (
            r"\bkeys?\b",
            r"(earlier|previous|old|past) version",
            r"history",
            r"\bcop(y|ies)\b",
            r"backup",
        ),
        (
            r"unreadable",
            r"unusable",
            r"destroy",
            r"(chang|replac|rotat|renew)\w+",
            r"new key",
            r"\bno (key|one|body)",
            r"nobody",
            r"\b(delet|eras)\w+",
            r"no longer",
        ),
    ),
    erasing_paste=(
        "Within {time} we change the key: from then on no key of the town opens earlier "
        "versions of the list."
    ),
    outcomes=((r"message",), (r"delivered",)),
    outcomes_paste="For {days} days we keep whether the message was accepted, delivered or read.",
    times={1: "24 hours", 7: "7 days", 31: "31 days"},
    units={
        r"hours?": 1,
        r"days?": 24,
        r"weeks?": 7 * 24,
        r"months?": 31 * 24,
        r"years?": 366 * 24,
    },
    numbers={"a": 1, "one": 1, "two": 2, "three": 3, "seven": 7, "ten": 10, "thirty": 30},
)

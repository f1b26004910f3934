"""What a privacy notice must say (GDPR, art. 13, and what this service owes), as data.

Each topic is a conjunction of alternatives: any wording of each group, in one section.
Patterns are read on folded text: small letters without accents, one space between words. They ask
for the thing, not for our sentence; where they still miss a town's wording, the sentence of `paste`
always passes.
"""

from banditore.domain.texts.notice_rules import english, french, italian
from banditore.domain.texts.notice_rules.base import Rules, Topic

RULES: dict[str, Rules] = {"it": italian.RULES, "fr": french.RULES, "en": english.RULES}
"""By language of the notice; one that is not here can be checked by a person only."""

__all__ = ["RULES", "Rules", "Topic"]

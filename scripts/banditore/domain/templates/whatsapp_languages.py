"""The languages in which WhatsApp takes templates.

Source: Meta's page on templates' supported languages (2026). Where it knows a language by its
country only, ours means the one of Europe, or the first that was there.
"""

from __future__ import annotations

import re

_CODES = frozenset(
    re.findall(
        r"\w+",
        """af ar az bg bn ca cs da de el en es et fa fi fil fr ga gu ha
        he hi hr hu id it ja ka kk kn ko lo lt lv mk ml mr ms nb nl pa pl ro ru sk sl sq sr
        sv sw ta te th tr uk ur uz vi zu""",
    )
)
_BY_COUNTRY = {"ky": "ky_KG", "no": "nb", "pt": "pt_PT", "rw": "rw_RW", "zh": "zh_CN"}


def whatsapp_language(language: str) -> str:
    """WhatsApp's code for a language of ours; empty: it takes no templates in it."""
    return language if language in _CODES else _BY_COUNTRY.get(language, "")

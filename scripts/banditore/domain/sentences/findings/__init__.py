"""What findings say to the people who can mend them: a table a topic.

The topic is what is wrong: a file as such, the rules, a template, a broadcast, its sending. A code
without a row is a bug of ours, which a test finds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.domain.sentences.findings.approval import ROWS as APPROVAL
from banditore.domain.sentences.findings.broadcasts import ROWS as BROADCASTS
from banditore.domain.sentences.findings.capabilities import ROWS as CAPABILITIES
from banditore.domain.sentences.findings.doctor import ROWS as DOCTOR
from banditore.domain.sentences.findings.documents import ROWS as DOCUMENTS
from banditore.domain.sentences.findings.history import ROWS as HISTORY
from banditore.domain.sentences.findings.importing import ROWS as IMPORTING
from banditore.domain.sentences.findings.keeping import ROWS as KEEPING
from banditore.domain.sentences.findings.layout import ROWS as LAYOUT
from banditore.domain.sentences.findings.moments import ROWS as MOMENTS
from banditore.domain.sentences.findings.notice_gaps import ROWS as NOTICE_GAPS
from banditore.domain.sentences.findings.notices import ROWS as NOTICES
from banditore.domain.sentences.findings.receipts import ROWS as RECEIPTS
from banditore.domain.sentences.findings.renewal import ROWS as RENEWAL
from banditore.domain.sentences.findings.replies import ROWS as REPLIES
from banditore.domain.sentences.findings.sending import ROWS as SENDING
from banditore.domain.sentences.findings.service import ROWS as SERVICE
from banditore.domain.sentences.findings.shapes import ROWS as SHAPES
from banditore.domain.sentences.findings.template_buttons import ROWS as TEMPLATE_BUTTONS
from banditore.domain.sentences.findings.template_frames import ROWS as TEMPLATE_FRAMES
from banditore.domain.sentences.findings.template_texts import ROWS as TEMPLATE_TEXTS
from banditore.domain.sentences.findings.templates import ROWS as TEMPLATES

if TYPE_CHECKING:
    from banditore.domain.sentences.base import Sentence

__all__ = ["SENTENCES", "TOPICS"]

TOPICS = (
    DOCUMENTS,
    SHAPES,
    SERVICE,
    REPLIES,
    NOTICES,
    NOTICE_GAPS,
    RENEWAL,
    TEMPLATE_TEXTS,
    TEMPLATE_FRAMES,
    TEMPLATE_BUTTONS,
    TEMPLATES,
    APPROVAL,
    LAYOUT,
    BROADCASTS,
    MOMENTS,
    HISTORY,
    SENDING,
    RECEIPTS,
    IMPORTING,
    DOCTOR,
    CAPABILITIES,
    KEEPING,
)

SENTENCES: dict[str, Sentence] = {code: row for rows in TOPICS for code, row in rows.items()}

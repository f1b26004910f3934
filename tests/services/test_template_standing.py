"""What WhatsApp says of templates reaches the check of a pull request, as a warning at most."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from banditore.adapters.yaml_files import YamlDocuments
from banditore.domain.due.template_standing import STATUS_FILE, Needed, differences
from banditore.domain.findings import Severity
from banditore.domain.templates.registration import Registered
from banditore.services.checking.check import check
from banditore.services.templates import needed_by, push, watch
from crier import ID, Crier
from fakes import FakeClock, FakeProvider

if TYPE_CHECKING:
    from banditore.domain.templates.registration import TemplateStatus

FILE = f"messages/2026/{ID}.yaml"


def town(status: TemplateStatus | None, reason: str = "") -> Crier:
    """A town whose templates stand so at WhatsApp, as the last sync was told."""
    crier = Crier()
    crier.provider.capabilities |= {"templates"}
    main = crier.repository.tip("main")
    assert main is not None
    for one in needed_by(main, YamlDocuments(), crier.town.service) if status else ():
        crier.provider.registered[one.name] = Registered(
            one.name, "it", status or "approved", one.category, reason, "good"
        )
    assert watch(crier.publisher().desk, YamlDocuments())
    return crier


def found(crier: Crier) -> list[tuple[str, Severity, str]]:
    """What a pull request that adds the broadcast is told of its template."""
    state = crier.repository.tip("main")
    assert state is not None
    base = dict(state.files)
    base.pop(FILE)
    findings = check(state, type(state)("0", base), state, YamlDocuments(), crier.clock.now())
    about = [one for one in findings if one.code.startswith("template-")]
    return [(one.code, one.severity, one.facts.get("status", "")) for one in about]


def test_an_approved_template_is_not_spoken_of() -> None:
    assert found(town("approved")) == []


@pytest.mark.parametrize("status", ["pending", "rejected", "paused", "disabled"])
def test_what_is_not_approved_is_a_warning_and_never_blocks(status: TemplateStatus) -> None:
    assert found(town(status)) == [("template-not-approved", Severity.WARNING, status)]


def test_what_is_not_registered_is_told_as_missing() -> None:
    assert found(town(None)) == [("template-not-approved", Severity.WARNING, "missing")]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"templates: 7", b"templates:\n  x: y\n", b"\xff", b"- a\n"]
)
def test_a_damaged_or_forged_status_is_a_note_at_most(content: bytes) -> None:
    crier = town("approved")
    crier.repository.change("main", lambda _: {STATUS_FILE: content}, "forged")

    assert all(severity is Severity.NOTICE for _, severity, _ in found(crier))


def test_looking_again_without_news_changes_nothing() -> None:
    crier = town("approved")
    before = dict(crier.repository.heads)
    crier.clock.sleep(86400)

    assert not watch(crier.publisher().desk, YamlDocuments())
    assert crier.repository.heads == before


def test_a_provider_without_templates_is_not_asked() -> None:
    assert not watch(Crier().publisher().desk, YamlDocuments())


def test_what_is_registered_is_compared_with_what_is_needed() -> None:
    crier = town("approved")
    main = crier.repository.tip("main")
    assert main is not None
    wanted = needed_by(main, YamlDocuments(), crier.town.service)
    known = dict(crier.provider.registered)
    first, second, third, *_ = (one.name for one in wanted)
    del known[first]
    known[second] = Registered(second, "it", "approved", wanted[1].category, body="as it was")
    known[third] = Registered(third, "it", "approved", "marketing")
    known["allerta_it_1p_00000000"] = Registered("allerta_it_1p_00000000", "it", "approved")
    known["by_hand"] = Registered("by_hand", "it", "approved")

    assert differences(wanted, known) == [
        (first, "missing"),
        (second, "different"),
        (third, "category"),
        ("allerta_it_1p_00000000", "orphaned"),
    ]


def test_no_more_are_submitted_than_whatsapp_takes_in_an_hour() -> None:
    crier = town("approved")
    main = crier.repository.tip("main")
    assert main is not None
    one = needed_by(main, YamlDocuments(), crier.town.service)[0]
    provider = FakeProvider(FakeClock())
    many = [Needed(one.rendered, "utility")] * 130

    assert push(provider, many) == 30
    assert push(provider, many[:100]) == 0

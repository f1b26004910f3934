"""A sent broadcast is history."""

from __future__ import annotations

import pytest

from banditore.domain.broadcasts.history import Past, history_findings

A, B = "messages/2026/2026-11-23-a.yaml", "messages/2026/2026-11-24-b.yaml"
RECEIPT = "messages/receipts/2026-11-23-a.yaml"
SENT = {"2026-11-23-a": "one"}


@pytest.mark.parametrize(
    ("base", "proposed", "expected"),
    [
        ({A: "one"}, {A: "one"}, []),
        ({A: "one"}, {A: "two"}, [("sent-edited", A, "ERROR")]),
        ({A: "two"}, {A: "two"}, [("sent-edited", A, "WARNING")]),  # somebody forced main
        (None, {A: "two"}, [("sent-edited", A, "ERROR")]),
        ({A: "one"}, {}, [("sent-deleted", A, "ERROR")]),
        ({A: "one"}, {B: "one"}, [("sent-renamed", B, "ERROR")]),
        ({A: "one"}, {A: "one", B: "one"}, [("sent-copied", B, "ERROR")]),
        ({}, {A: "one"}, [("sent-added-again", A, "ERROR")]),
        ({A: "one", RECEIPT: "r"}, {A: "one", RECEIPT: "r"}, []),
        (
            {A: "one", RECEIPT: "r"},
            {A: "one", RECEIPT: "x"},
            [("receipt-changed", RECEIPT, "ERROR")],
        ),
        ({A: "one"}, {A: "one", RECEIPT: "r"}, [("receipt-changed", RECEIPT, "ERROR")]),
        ({A: "one", RECEIPT: "r"}, {A: "one"}, [("receipt-missing", RECEIPT, "ERROR")]),
        ({A: "one", RECEIPT: "r"}, {}, [("behind-main", A, "WARNING")]),
    ],
)
def test_what_a_change_does_to_it_is_told(
    base: dict[str, str] | None, proposed: dict[str, str], expected: list[tuple[str, str, str]]
) -> None:
    findings = history_findings(Past(SENT, base, proposed))

    assert [(f.code, f.place.file, f.severity.name) for f in findings] == expected

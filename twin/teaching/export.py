"""A learner's own record to take away: CSV for a spreadsheet, xAPI statements for a learning record store."""

import csv
import io
from collections.abc import Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from twin.teaching.clinical_case import DIMENSIONS
from twin.teaching.session_store import SessionRecord

# Verbs of the ADL vocabulary (xAPI); the objects are ours.
COMPLETED, ATTEMPTED = "http://adlnet.gov/expapi/verbs/completed", "http://adlnet.gov/expapi/verbs/attempted"
HIGHEST = 3
_RISKY = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run these


def to_csv(sessions: Sequence[SessionRecord]) -> str:
    """Write one row an attempt: session, case, phase, confidence, right, hints, told; then the levels."""
    out = io.StringIO()
    writer = csv.writer(out)
    levels = [one.value for one in DIMENSIONS]
    writer.writerow(
        [
            "session",
            "begun_at",
            "persona",
            "case",
            "phase",
            "confidence_percent",
            "right",
            "hints",
            "told",
            *levels,
        ]
    )
    for record in sessions:
        state = record.state
        for attempt in state.attempts:
            row = [
                record.id,
                record.created_at.isoformat(),
                record.persona,
                record.case,
                attempt.phase.value,
                attempt.confidence,
                int(attempt.right),
                state.hints.get(attempt.phase, 0),
                int(attempt.phase in state.told),
                *(record.scores.get(level, "") for level in levels),
            ]
            writer.writerow([_plain(cell) for cell in row])
    return out.getvalue()


def to_xapi(sessions: Sequence[SessionRecord], *, learner: str, home: str) -> list[dict[str, Any]]:
    """Write xAPI statements, oldest first: one a session, `attempted`, or `completed` with the levels.

    Args:
        sessions: A learner's sessions.
        learner: The account's id; no name leaves.
        home: The address of this service, for the names of actor and activities.
    """
    return [
        _statement(one, learner, home.rstrip("/")) for one in sorted(sessions, key=lambda s: s.created_at)
    ]


def _statement(record: SessionRecord, learner: str, home: str) -> dict[str, Any]:
    statement: dict[str, Any] = {
        "id": str(uuid5(NAMESPACE_URL, f"{home}/learn/sessions/{record.id}")),
        "version": "1.0.3",
        "timestamp": record.changed_at.isoformat(),
        "actor": {"objectType": "Agent", "account": {"homePage": home, "name": learner}},
        "verb": {"id": ATTEMPTED, "display": {"en-US": "attempted", "zh-CN": "尝试"}},
        "object": {
            "objectType": "Activity",
            "id": f"{home}/learn/{record.persona}/{record.case}",
            "definition": {"type": "http://adlnet.gov/expapi/activities/assessment"},
        },
    }
    if record.state.is_over:
        total = sum(record.scores.values())
        highest = HIGHEST * len(DIMENSIONS)
        statement["verb"] = {"id": COMPLETED, "display": {"en-US": "completed", "zh-CN": "完成"}}
        statement["result"] = {
            "completion": True,
            "score": {"raw": total, "min": 0, "max": highest, "scaled": round(total / highest, 4)},
            "extensions": {f"{home}/xapi/levels": dict(record.scores)},
        }
    return statement


def _plain(cell: object) -> object:
    text = str(cell)
    return f"'{text}" if text.startswith(_RISKY) and not text.lstrip("-").isdigit() else cell

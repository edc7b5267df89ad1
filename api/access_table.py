"""Who may call what: one row for every route of the application, `METHOD /path` as the router spells it.

A route without a row is refused, and tests/api/test_access_table.py fails until somebody has thought about it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from twin.staff.member import Role


class Access(StrEnum):
    """Whether a role may call a route: always, for what is its own, or not at all."""

    ALLOW = "allow"
    OWN = "own"
    DENY = "deny"


class Owned(StrEnum):
    """Whose object the route is about, where the answer is `own`.

    A `conversation` belongs to the browser or key that opened it; a `persona` to the accounts that are bound to it,
    checked by `api.access` from the path; a desk `entry` and a `talk` to those bound to its persona, checked by the route; a `lesson` to
    the browser that began it.
    """

    NOTHING = ""
    CONVERSATION = "conversation"
    PERSONA = "persona"
    ENTRY = "entry"
    TALK = "talk"
    LESSON = "lesson"
    LEARNING = "learning"


@dataclass(frozen=True, slots=True)
class Row:
    """The access of every role to one route."""

    patient: Access
    resident: Access
    outreach: Access
    physician: Access
    admin: Access
    owned: Owned = Owned.NOTHING

    def of(self, role: Role) -> Access:
        """Give the access of one role."""
        access: Access = getattr(self, role.value)
        return access


_ALLOW, _OWN, _DENY = Access.ALLOW, Access.OWN, Access.DENY
ANYBODY = Row(_ALLOW, _ALLOW, _ALLOW, _ALLOW, _ALLOW)
OWN_CONVERSATION = Row(_OWN, _OWN, _OWN, _OWN, _OWN, Owned.CONVERSATION)
STAFF = Row(_DENY, _ALLOW, _ALLOW, _ALLOW, _ALLOW)
DRIVERS = Row(_DENY, _DENY, _DENY, _ALLOW, _ALLOW)  # a list that holds only what is theirs
OWN_PERSONA = Row(_DENY, _DENY, _DENY, _OWN, _ALLOW, Owned.PERSONA)
OWN_LESSON = Row(_OWN, _OWN, _OWN, _OWN, _OWN, Owned.LESSON)
LEARNERS = Row(_DENY, _ALLOW, _DENY, _ALLOW, _ALLOW)
OWN_LEARNING = Row(_DENY, _OWN, _DENY, _OWN, _OWN, Owned.LEARNING)
SPEAKERS = Row(_DENY, _DENY, _ALLOW, _ALLOW, _ALLOW)  # a list that holds only what is theirs
OWN_TALK = Row(_DENY, _DENY, _OWN, _OWN, _ALLOW, Owned.TALK)
OWN_ENTRY = Row(_DENY, _DENY, _DENY, _OWN, _ALLOW, Owned.ENTRY)

ACCESS: Mapping[str, Row] = MappingProxyType(
    {
        # What FastAPI itself shows.
        "GET /openapi.json": ANYBODY,
        "GET /docs": ANYBODY,
        "GET /docs/oauth2-redirect": ANYBODY,
        "GET /redoc": ANYBODY,
        # Health and files.
        "GET /health/live": ANYBODY,
        "GET /health/ready": ANYBODY,
        "GET /static": ANYBODY,
        # Twins and their sources, as patients see them.
        "GET /": ANYBODY,
        "GET /about": ANYBODY,
        "GET /view": ANYBODY,
        "GET /d/{persona_id}": ANYBODY,
        "GET /d/{persona_id}/portrait.svg": ANYBODY,
        "GET /sources/{passage_id}": ANYBODY,
        "GET /sources/{passage_id}/page.png": ANYBODY,
        "GET /api/personas": ANYBODY,
        "GET /api/passages/{persona_id}/{passage_id}": ANYBODY,
        "GET /api/search": ANYBODY,
        # How urgent it is, from the rules alone.
        "GET /triage": ANYBODY,
        "POST /triage": ANYBODY,
        "POST /api/triage": ANYBODY,
        # The way to the room.
        "GET /find": ANYBODY,
        "POST /find": ANYBODY,
        "GET /find/{place_id}": ANYBODY,
        "GET /find/{place_id}/sheet": ANYBODY,
        "GET /find/{place_id}/staff-card": ANYBODY,
        "GET /api/wayfinding/departments": ANYBODY,
        "GET /api/wayfinding/entrances": ANYBODY,
        "GET /api/wayfinding/rooms": ANYBODY,
        "GET /api/wayfinding/way": ANYBODY,
        "GET /api/wayfinding/plans/{floor_id}.svg": ANYBODY,
        # Conversations: anybody may begin one; it is then theirs.
        "POST /d/{persona_id}": ANYBODY,
        "GET /d/{persona_id}/c/{conversation_id}": OWN_CONVERSATION,
        "POST /d/{persona_id}/c/{conversation_id}": OWN_CONVERSATION,
        "POST /d/{persona_id}/c/{conversation_id}/turns/{turn_id}/stop": OWN_CONVERSATION,
        "POST /d/{persona_id}/c/{conversation_id}/delete": OWN_CONVERSATION,
        "POST /d/{persona_id}/c/{conversation_id}/turns/{turn_id}/not-helpful": OWN_CONVERSATION,
        "POST /d/{persona_id}/c/{conversation_id}/turns/{turn_id}/physician": OWN_CONVERSATION,
        "POST /api/consultations/{conversation_id}/turns/{turn_id}/not-helpful": OWN_CONVERSATION,
        "POST /api/consultations/{conversation_id}/turns/{turn_id}/physician": OWN_CONVERSATION,
        "POST /api/consultations": ANYBODY,
        "GET /api/consultations/{conversation_id}": OWN_CONVERSATION,
        "DELETE /api/consultations/{conversation_id}": OWN_CONVERSATION,
        "GET /api/consultations/{conversation_id}/history": OWN_CONVERSATION,
        "DELETE /api/consultations/{conversation_id}/history": OWN_CONVERSATION,
        "POST /d/{persona_id}/c/{conversation_id}/history/delete": OWN_CONVERSATION,
        "POST /api/consultations/{conversation_id}/questions": OWN_CONVERSATION,
        "GET /api/consultations/{conversation_id}/turns/{turn_id}/events": OWN_CONVERSATION,
        "POST /api/consultations/{conversation_id}/turns/{turn_id}/stop": OWN_CONVERSATION,
        "GET /api/consultations/{conversation_id}/turns/{turn_id}/speech": OWN_CONVERSATION,
        "GET /api/consultations/{conversation_id}/turns/{turn_id}/speech.wav": OWN_CONVERSATION,
        # Patients' lessons: anybody may read and begin one; how far it went is the browser's own.
        "GET /d/{persona_id}/learn": ANYBODY,
        "GET /d/{persona_id}/learn/{topic_id}": ANYBODY,
        "POST /d/{persona_id}/learn/{topic_id}": ANYBODY,
        "GET /d/{persona_id}/learn/{topic_id}/sheet": ANYBODY,
        "GET /d/{persona_id}/learn/{topic_id}/leaflet.pdf": ANYBODY,
        "GET /d/{persona_id}/learn/{topic_id}/s/{session_id}": OWN_LESSON,
        "POST /d/{persona_id}/learn/{topic_id}/s/{session_id}": OWN_LESSON,
        "POST /d/{persona_id}/learn/{topic_id}/s/{session_id}/share": OWN_LESSON,
        "POST /d/{persona_id}/learn/{topic_id}/s/{session_id}/delete": OWN_LESSON,
        "GET /api/education/{persona_id}/topics": ANYBODY,
        "GET /api/education/{persona_id}/topics/{topic_id}": ANYBODY,
        "POST /api/education/{persona_id}/topics/{topic_id}/sessions": ANYBODY,
        "GET /api/education/sessions/{session_id}": OWN_LESSON,
        "DELETE /api/education/sessions/{session_id}": OWN_LESSON,
        "POST /api/education/sessions/{session_id}/replies": OWN_LESSON,
        "POST /api/education/sessions/{session_id}/skip": OWN_LESSON,
        "PUT /api/education/sessions/{session_id}/shown": OWN_LESSON,
        # Residents' teaching: cases are for all who learn; a session, a deck and a seat are the account's own.
        "GET /learn": LEARNERS,
        "POST /learn/cases/{persona_id}/{case_id}": LEARNERS,
        "GET /learn/progress": LEARNERS,
        "GET /learn/progress.csv": LEARNERS,
        "GET /learn/progress.xapi.json": LEARNERS,
        "GET /learn/review": LEARNERS,
        "POST /learn/review/{card_id}": OWN_LEARNING,
        "GET /learn/sessions/{session_id}": OWN_LEARNING,
        "POST /learn/sessions/{session_id}": OWN_LEARNING,
        "GET /learn/sessions/{session_id}/debrief": OWN_LEARNING,
        "POST /learn/sessions/{session_id}/disagree": OWN_LEARNING,
        "POST /learn/rounds": LEARNERS,
        "GET /learn/join/{code}": LEARNERS,
        "POST /learn/join/{code}": LEARNERS,
        "GET /learn/rounds/{round_id}": OWN_LEARNING,
        "POST /learn/rounds/{round_id}": OWN_LEARNING,
        "GET /learn/rounds/{round_id}/events": OWN_LEARNING,
        "GET /learn/papers/{persona_id}/{name}": LEARNERS,
        "POST /learn/papers/{persona_id}/{name}": LEARNERS,
        "GET /api/teaching/cases": LEARNERS,
        "POST /api/teaching/sessions": LEARNERS,
        "GET /api/teaching/sessions/{session_id}": OWN_LEARNING,
        "POST /api/teaching/sessions/{session_id}/turns": OWN_LEARNING,
        "GET /api/teaching/sessions/{session_id}/debrief": OWN_LEARNING,
        "POST /api/teaching/sessions/{session_id}/disagreements": OWN_LEARNING,
        "GET /api/teaching/progress": LEARNERS,
        "GET /api/teaching/cards": LEARNERS,
        "POST /api/teaching/cards/{card_id}/reviews": OWN_LEARNING,
        "GET /api/teaching/sessions": LEARNERS,
        "GET /api/teaching/sessions/{session_id}/disagreements": OWN_LEARNING,
        "POST /api/teaching/rounds": LEARNERS,
        "POST /api/teaching/rounds/join": LEARNERS,
        "GET /api/teaching/rounds/{round_id}": OWN_LEARNING,
        "GET /api/teaching/rounds/{round_id}/events": OWN_LEARNING,
        "GET /api/teaching/rounds/{round_id}/debrief": OWN_LEARNING,
        "POST /api/teaching/rounds/{round_id}/turns": OWN_LEARNING,
        "POST /api/teaching/rounds/{round_id}/next": OWN_LEARNING,
        "GET /api/teaching/papers": LEARNERS,
        "GET /api/teaching/papers/{persona_id}/{name}": LEARNERS,
        "POST /api/teaching/papers/{persona_id}/{name}/answers": LEARNERS,
        # The staff: signing in, their account, the reins of their own twins.
        "GET /staff/sign-in": ANYBODY,
        "POST /staff/sign-in": ANYBODY,
        "POST /staff/sign-out": STAFF,
        "GET /staff/invitation/{token}": ANYBODY,
        "POST /staff/invitation/{token}": ANYBODY,
        "GET /staff/account": STAFF,
        "POST /staff/password": STAFF,
        "GET /staff/reins": DRIVERS,
        "GET /staff/reins/{persona_id}": OWN_PERSONA,
        "POST /staff/reins/{persona_id}/pause": OWN_PERSONA,
        "POST /staff/reins/{persona_id}/resume": OWN_PERSONA,
        "POST /staff/reins/{persona_id}/level": OWN_PERSONA,
        "POST /api/staff/session": ANYBODY,
        "DELETE /api/staff/session": STAFF,
        "GET /api/staff/me": STAFF,
        "GET /api/staff/personas/{persona_id}/reins": OWN_PERSONA,
        "PUT /api/staff/personas/{persona_id}/level": OWN_PERSONA,
        "POST /api/staff/personas/{persona_id}/pause": OWN_PERSONA,
        "POST /api/staff/personas/{persona_id}/resume": OWN_PERSONA,
        # The physician's desk: lists hold only what is theirs.
        "GET /desk": DRIVERS,
        "GET /desk/gaps": DRIVERS,
        "GET /desk/insights": DRIVERS,
        "GET /desk/decisions": DRIVERS,
        "POST /desk/decisions/{decision_id}/undo": OWN_ENTRY,
        "GET /desk/lessons": DRIVERS,
        "GET /desk/{entry_id}": OWN_ENTRY,
        "POST /desk/{entry_id}/decide": OWN_ENTRY,
        "GET /api/reviews": DRIVERS,
        "GET /api/reviews/gaps": DRIVERS,
        "GET /api/reviews/insights": DRIVERS,
        "GET /api/reviews/decisions": DRIVERS,
        "POST /api/reviews/decisions/{decision_id}/undo": OWN_ENTRY,
        "GET /api/reviews/{entry_id}": OWN_ENTRY,
        "POST /api/reviews/{entry_id}/decision": OWN_ENTRY,
        # The lecture studio: talks of one's own personas; a finished talk is asked about by anybody.
        "GET /api/lectures": SPEAKERS,
        "POST /api/lectures": SPEAKERS,
        "GET /api/lectures/{project_id}": OWN_TALK,
        "GET /api/lectures/{project_id}/outline": OWN_TALK,
        "GET /api/lectures/{project_id}/script": OWN_TALK,
        "POST /api/lectures/{project_id}/script": OWN_TALK,
        "POST /api/lectures/{project_id}/sentences": OWN_TALK,
        "GET /api/lectures/{project_id}/script.md": OWN_TALK,
        "POST /api/lectures/{project_id}/script.md": OWN_TALK,
        "GET /api/lectures/{project_id}/versions": OWN_TALK,
        "POST /api/lectures/{project_id}/versions": OWN_TALK,
        "GET /api/lectures/{project_id}/differences": OWN_TALK,
        "GET /api/lectures/{project_id}/length": OWN_TALK,
        "POST /api/lectures/{project_id}/fit": OWN_TALK,
        "GET /api/lectures/{project_id}/second-captions": OWN_TALK,
        "POST /api/lectures/{project_id}/second-captions": OWN_TALK,
        "GET /api/lectures/{project_id}/comments": OWN_TALK,
        "POST /api/lectures/{project_id}/comments": OWN_TALK,
        "POST /api/lectures/{project_id}/comments/{comment_id}/resolve": OWN_TALK,
        "POST /api/lectures/{project_id}/submit": OWN_TALK,
        "POST /api/lectures/{project_id}/approve": OWN_TALK,
        "POST /api/lectures/{project_id}/withdraw": OWN_TALK,
        "POST /api/lectures/{project_id}/questions": ANYBODY,
        "GET /api/lectures/{project_id}/to-approve": OWN_TALK,
        "POST /api/lectures/{project_id}/render": OWN_TALK,
        "GET /api/lectures/{project_id}/files": OWN_TALK,
        "GET /api/lectures/{project_id}/jobs": OWN_TALK,
        "GET /api/lectures/{project_id}/jobs/{job_id}": OWN_TALK,
        "GET /api/lectures/{project_id}/jobs/{job_id}/events": OWN_TALK,
        "POST /api/lectures/{project_id}/jobs/{job_id}/cancel": OWN_TALK,
        # Its pages.
        "GET /studio": SPEAKERS,
        "GET /studio/new": SPEAKERS,
        "POST /studio/new": SPEAKERS,
        "GET /studio/{project_id}": OWN_TALK,
        "POST /studio/{project_id}/write": OWN_TALK,
        "GET /studio/{project_id}/script": OWN_TALK,
        "POST /studio/{project_id}/script": OWN_TALK,
        "POST /studio/{project_id}/comments": OWN_TALK,
        "POST /studio/{project_id}/comments/{comment_id}/resolve": OWN_TALK,
        "GET /studio/{project_id}/length": OWN_TALK,
        "POST /studio/{project_id}/length": OWN_TALK,
        "GET /studio/{project_id}/captions": OWN_TALK,
        "POST /studio/{project_id}/captions": OWN_TALK,
        "GET /studio/{project_id}/versions": OWN_TALK,
        "POST /studio/{project_id}/versions": OWN_TALK,
        "GET /studio/{project_id}/script.md": OWN_TALK,
        "POST /studio/{project_id}/script.md": OWN_TALK,
        "GET /studio/{project_id}/slides/{scene_id}.png": OWN_TALK,
        "GET /studio/{project_id}/sentences/{sentence_id}.wav": OWN_TALK,
        "GET /studio/{project_id}/approve": OWN_TALK,
        "POST /studio/{project_id}/approve": OWN_TALK,
        "POST /studio/{project_id}/submit": OWN_TALK,
        "POST /studio/{project_id}/withdraw": OWN_TALK,
        "GET /studio/{project_id}/production": OWN_TALK,
        "POST /studio/{project_id}/render": OWN_TALK,
        "POST /studio/{project_id}/jobs/{job_id}/cancel": OWN_TALK,
        "GET /studio/{project_id}/result": OWN_TALK,
        "GET /studio/{project_id}/files/{kind}/{version}/{name}": OWN_TALK,
        # Finished talks and verifying are for everybody.
        "GET /talks": ANYBODY,
        "GET /talks/{project_id}": ANYBODY,
        "POST /talks/{project_id}": ANYBODY,
        "GET /talks/{project_id}/chapters.vtt": ANYBODY,
        "GET /talks/{project_id}/files/{name}": ANYBODY,
        "GET /verify": ANYBODY,
        "POST /verify": ANYBODY,
        "POST /api/verify": ANYBODY,
        # Programs of the OpenAI protocol: by key.
        "GET /v1/models": ANYBODY,
        "GET /v1/models/{persona_id}": ANYBODY,
        "POST /v1/chat/completions": ANYBODY,
    }
)

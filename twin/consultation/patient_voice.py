"""What a patient may say about an answer: that it did not help, and that the physician should answer."""

from twin.consultation.transcript_store import TranscriptStore
from twin.errors import TurnNotFound
from twin.review.queue import Cause, Kind
from twin.review.queue_store import QueueStore
from twin.storage.database import Database


class PatientVoice:
    """Takes a patient's word to the desk; each kind counts once per turn, later words replace earlier ones."""

    def __init__(self, database: Database, queue: QueueStore) -> None:
        """Take the database and the queue."""
        self._store = TranscriptStore(database)
        self._queue = queue

    async def did_not_help(self, conversation_id: str, turn_id: str, *, owner: str, words: str = "") -> None:
        """Note a thumb down, with what the patient adds.

        Raises:
            TurnNotFound: Absent, or of another conversation or owner.
        """
        await self._say(Kind.UNHAPPY, conversation_id, turn_id, owner, words)

    async def ask_physician(self, conversation_id: str, turn_id: str, *, owner: str, words: str = "") -> None:
        """Note that the physician should answer.

        Raises:
            TurnNotFound: Absent, or of another conversation or owner.
        """
        await self._say(Kind.ESCALATED, conversation_id, turn_id, owner, words)

    async def _say(self, kind: Kind, conversation_id: str, turn_id: str, owner: str, words: str) -> None:
        turn = await self._store.turn(turn_id, owner=owner)
        if turn.conversation != conversation_id:
            raise TurnNotFound(turn_id)
        printable = "".join(c for c in words if c.isprintable() or c == "\n")
        await self._queue.add([Cause(kind, turn_id, words=printable)])

"""Which piece of film shows what."""

from tests.twin.lecture.film import BLUE, png, presenter, slide
from tests.twin.lecture.said import said, scene
from twin.lecture.captions import captions_of
from twin.lecture.film_plan import pieces_of
from twin.lecture.segments import PresenterPiece
from twin.lecture.slides import CAPTION_BOX, LABEL_BOX, SlidePicture
from twin.lecture.timeline import LEAD_FRAMES, TimedSentence, Timeline, timeline_of

ONE = [said("a", "Good morning."), said("b", "Today we talk about the heart.")]


def talk(*, last: str = "Walk half an hour a day.") -> Timeline:
    return timeline_of([scene("s1", *ONE), scene("s2", said("c", last))])


def slides() -> dict[str, SlidePicture]:
    picture = png(slide())
    return {
        name: SlidePicture(name, picture, name, 320, 180, None, CAPTION_BOX, LABEL_BOX)
        for name in ("s1", "s2")
    }


class Standing:
    """A presenter who writes down when each sentence begins in its piece."""

    def __init__(self) -> None:
        self.begun: list[float] = []

    def piece(
        self, slide: SlidePicture, sentence: TimedSentence | None, *, frames: int, start_seconds: float
    ) -> PresenterPiece:
        self.begun.append(start_seconds)
        return presenter(BLUE, frames)


def test_the_pieces_have_together_exactly_the_frames_of_the_talk() -> None:
    pieces = pieces_of(talk(), slides(), language="en")

    assert len(pieces) == 3
    assert sum(piece.frames for piece in pieces) == talk().frames


def test_an_edited_sentence_changes_one_piece() -> None:
    before = pieces_of(talk(), slides(), language="en")
    after = pieces_of(talk(last="Walk an hour a day, and more on Sunday."), slides(), language="en")

    assert [one.key == other.key for one, other in zip(before, after, strict=True)] == [True, True, False]


def test_the_mouth_begins_when_the_sentence_does() -> None:
    standing = Standing()

    pieces_of(talk(), slides(), presenting=standing, language="en")

    assert standing.begun == [LEAD_FRAMES / 25, 0.0, LEAD_FRAMES / 25]


def test_burned_captions_count_from_the_beginning_of_their_piece() -> None:
    made = talk()

    pieces = pieces_of(made, slides(), burned=captions_of(made, language="en"), language="en")

    assert "Good morning." in pieces[0].captions and "heart" not in pieces[0].captions
    assert "Dialogue: 0,0:00:00.04" in pieces[1].captions

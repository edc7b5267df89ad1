"""What can go wrong with sound and picture. Each says what happened, shows ffmpeg's own words, and names the way out.

MediaError
├── DiskFull            no room for what is being written
├── MediaKilled         ffmpeg was ended from outside, or ran over its time
├── MediaUnreadable     bytes that are no sound or picture
├── MediaMissing        there is no ffmpeg
└── LoudnessRefused     the sound is silence, or could not be brought to its level
"""

from twin.twin_error import TwinError


class MediaError(TwinError):
    """Sound or picture could not be made or read."""


class DiskFull(MediaError):
    """No room is left for what is being written."""

    exit_code = 4

    def __init__(self, where: str) -> None:
        super().__init__(
            f"No room left while writing {where}. Free some space (a minute of talk needs about 20 MB) and run it again: "
            "what is finished is kept and is not made twice."
        )


class MediaKilled(MediaError):
    """ffmpeg was ended from outside, or ran over its time."""

    exit_code = 4

    def __init__(self, why: str) -> None:
        super().__init__(f"ffmpeg ended early: {why}. Run it again; what is finished is kept.")


class MediaUnreadable(MediaError):
    """Bytes that are no sound or picture, or an instruction that ffmpeg does not take."""

    def __init__(self, what: str, said: str) -> None:
        super().__init__(
            f"ffmpeg could not read or make {what}; it said: {said or 'nothing'}. Check that the file is whole and of the kind its name says."
        )
        self.said = said


class MediaMissing(MediaError):
    """There is no ffmpeg that can be run."""

    exit_code = 3

    def __init__(self, said: str) -> None:
        super().__init__(
            f"No ffmpeg can be run ({said}). Install the package imageio-ffmpeg (`make setup` does), or the system's ffmpeg."
        )


class LoudnessRefused(MediaError):
    """The sound is silence, or could not be brought to its level."""

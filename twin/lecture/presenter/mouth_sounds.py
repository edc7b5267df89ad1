"""Which shape a mouth takes for a sound: espeak-ng's phonemes of the voices en-us and cmn, and of what they include.

The names are those of espeak-ng's phoneme tables (phsource/ph_english_us, ph_zh, phonemes); a test reads the tables of the installed
library and asks for every sound of both voices. A sound with two or three shapes glides through them.
"""

from twin.portrait.moving_parts import Mouth

_SHAPES: dict[tuple[Mouth, ...], str] = {
    (Mouth.OPEN,): "a a# a#2 a2 aa A A# A: A@ A~ V 0 0# 02 #a",
    (Mouth.WIDE,): "i i: I I# I2 I2# j ; #i",
    (Mouth.MIDDLE,): "@ @# @- @2 @5 @L @r 3 3: E E# E2 e e: e# e@ IR VR r- l- n- N- #@ #e",
    (Mouth.ROUND,): "o o: O O: O2 O@ o@ O~ o- ong #o",
    (Mouth.PURSED,): "u u: U w w# y Q^ #u",
    (Mouth.OPEN, Mouth.WIDE): "aI aI3 aI@ ai",
    (Mouth.OPEN, Mouth.PURSED): "aU aU@ Au",
    (Mouth.MIDDLE, Mouth.WIDE): "eI ei",
    (Mouth.ROUND, Mouth.WIDE): "OI",
    (Mouth.ROUND, Mouth.PURSED): "oU oU# ou",
    (Mouth.WIDE, Mouth.MIDDLE): "i@ i@3 iE",
    (Mouth.WIDE, Mouth.OPEN): "iA",
    (Mouth.WIDE, Mouth.ROUND): "io",
    (Mouth.WIDE, Mouth.OPEN, Mouth.PURSED): "iAu",
    (Mouth.WIDE, Mouth.ROUND, Mouth.PURSED): "iou",
    (Mouth.PURSED, Mouth.MIDDLE): "U@ u@ y& y@ yE",
    (Mouth.PURSED, Mouth.OPEN): "uA ua",
    (Mouth.PURSED, Mouth.ROUND): "uo yu",
    (Mouth.PURSED, Mouth.WIDE): "yi",
    (Mouth.PURSED, Mouth.OPEN, Mouth.WIDE): "uai",
    (Mouth.PURSED, Mouth.MIDDLE, Mouth.WIDE): "uei",
    (Mouth.CLOSED,): "m m- p ph b B",
    (Mouth.TEETH,): "f v v#",
    (Mouth.NARROW,): (
        "s s. s; z z# z. z; z/2 S S; Z Z; t t# t2 t[ th d d# d[ ts tsh ts. ts.h tS tS; tS;h dZ dZ; i. i[ C c J J^ #X1"
    ),
    (Mouth.TONGUE,): "l l# l. l/ l/2 l/3 l^ L L/ T D n n. n^",
    (Mouth.PURSED, Mouth.MIDDLE, Mouth.MIDDLE): 'r r. r/ r" R R2 R3',
}
_SHAPE_OF = {sound: shapes for shapes, sounds in _SHAPES.items() for sound in sounds.split()}
# Made in the throat: the lips already stand for the next sound.
WEAK = frozenset(["k", "kh", "g", "N", "x", "X", "h", "q", "Q", 'Q"', "?", "*", "**", ":"])
# Of sounds that are in no table: the class that the first letter of the name tells.
_BY_FIRST_LETTER = (
    ("aAV0", Mouth.OPEN),
    ("iIj", Mouth.WIDE),
    ("eE3@&", Mouth.MIDDLE),
    ("oO", Mouth.ROUND),
    ("uUwyY", Mouth.PURSED),
    ("mpbB", Mouth.CLOSED),
    ("fvV", Mouth.TEETH),
    ("szSZtdcCJ", Mouth.NARROW),
    ("lLnTD", Mouth.TONGUE),
)
_PAUSE = "_"
_MARKS = "',%="  # stress, before a sound


def is_stressed(phoneme: str) -> bool:
    """Say whether a sound carries the main stress of its word."""
    return phoneme.startswith("'")


def bare_sound(phoneme: str) -> str:
    """Give the sound without marks of stress and without a tone."""
    bare = phoneme.lstrip(_MARKS)
    without_tone = bare.rstrip("12345")
    # "I2" and "@2" are sounds of their own; "a55" is a sound with a tone.
    return bare if bare in _SHAPE_OF or not without_tone else without_tone


def mouth_shapes(phoneme: str) -> tuple[Mouth, ...]:
    """Give the shapes of a sound, in order; () for a sound of the throat and for marks, which leave the mouth as it is.

    A pause is a mouth at rest; an unknown sound takes the shape of its class, and an unknown class a small opening.
    """
    if phoneme.startswith(_PAUSE):
        return (Mouth.REST,)
    sound = bare_sound(phoneme)
    if sound in _SHAPE_OF:
        return _SHAPE_OF[sound]
    if not sound or sound in WEAK or sound.isdigit() or sound[0] in "|-(#":
        return ()
    for letters, shape in _BY_FIRST_LETTER:
        if sound[0] in letters:
            return (shape,)
    return (Mouth.MIDDLE,)

"""The sentences of which directions consist, in English and Chinese. Names come from the directory, numbers from its geometry."""

import re

from twin.persona.persona import Bilingual

ROUNDED_TO = 5  # metres; nobody paces more exactly
_TURNS = {
    "left": ("Turn left", "左转"),
    "right": ("Turn right", "右转"),
    "ahead": ("Go straight on", "直走"),
    "back": ("Turn round", "掉头"),
}
_SIDES = {
    "left": ("on your left", "在您左手边"),
    "right": ("on your right", "在您右手边"),
    "ahead": ("in front of you", "在您正前方"),
    "back": ("behind you", "在您身后"),
}


def walked(
    *,
    leaving: Bilingual | None,
    turned: str,
    towards: Bilingual | None,
    metres: float,
    along: Bilingual | None,
    seen: tuple[Bilingual, str] | None,
    comes_to: tuple[Bilingual, str] | None,
) -> Bilingual:
    """Describe one straight walk.

    Args:
        leaving: What is said before it: going in, leaving the lift.
        turned: left, right, ahead or back; "" where nobody knows which way one looks.
        towards: Building to walk to, where there is no turn to name.
        metres: Length.
        along: Name of the path.
        seen: Landmark passed, and its side.
        comes_to: Lifts, stairs or bus stop at its end, and their side ("" where it has none).
    """
    far = max(ROUNDED_TO, ROUNDED_TO * round(metres / ROUNDED_TO))
    turn_en, turn_zh = _TURNS.get(turned, ("", ""))
    en, zh = f"walk about {far}\u00a0m", f"走约{far}米"
    if along:
        en, zh = f"{en} along {along.en}", f"沿{along.zh}{zh}"
    if towards:
        en, zh = f"{en} towards {_the(towards)}", f"朝{towards.zh}方向{zh}"
    if turned:
        en, zh = f"{turn_en} and {en}", f"{turn_zh}，{zh}"
    if leaving:
        join_en = f"{leaving.en} and {_lower(en)}" if not turned else f"{leaving.en}, {_lower(en)}"
        en, zh = join_en, f"{leaving.zh}，{zh}"
    if seen and comes_to:
        en += f", past {_the(seen[0])} {_SIDES[seen[1]][0]}"
        zh += f"，经过{_SIDES[seen[1]][1].removeprefix('在您')}的{_short(seen[0].zh)}"
    elif seen:
        en += f"; {_the(seen[0])} {_are(seen[0])} {_SIDES[seen[1]][0]}"
        zh += f"，{_short(seen[0].zh)}{_SIDES[seen[1]][1]}"
    if comes_to:
        name, side = comes_to
        en += f", to {name.en}" + (f" {_SIDES[side][0]}" if side else "")
        zh += f"，到{_SIDES[side][1].removeprefix('在您')}的{name.zh}" if side else f"，到{name.zh}"
    return _sentence(en, zh)


def going_in(gate: Bilingual) -> Bilingual:
    """Say how a walk from a gate begins."""
    return Bilingual(en=f"Come in by {_the(gate)}", zh=f"从{gate.zh}进来")


def from_room(room: Bilingual) -> Bilingual:
    """Say how a walk from a room begins."""
    return Bilingual(en=f"Leave {_the(room)}", zh=f"从{room.zh}出来")


def leaving(kind: str) -> Bilingual:
    """Say that one leaves the lift or the stairs."""
    return Bilingual(en=f"Leave the {kind}", zh="出电梯" if kind == "lift" else "出楼梯口")


def through_door(name: Bilingual, *, goes_in: bool) -> Bilingual:
    """Say through which door one goes."""
    return _sentence(
        f"{'Go in' if goes_in else 'Go out'} by {name.en}", f"从{name.zh}{'进楼' if goes_in else '出楼'}"
    )


def over_bridge(name: Bilingual, into: Bilingual) -> Bilingual:
    """Say which bridge one crosses."""
    return _sentence(f"Cross {name.en} into {_the(into)}", f"经{name.zh}到{into.zh}")


def to_floor(kind: str, name: Bilingual, floor: Bilingual, *, up: bool) -> Bilingual:
    """Say to which floor lifts or stairs are taken."""
    way_en, way_zh = ("up", "上") if up else ("down", "下")
    by_zh = f"乘{name.zh}" if kind == "lift" else f"走{name.zh}"
    return _sentence(f"Take {name.en} {way_en} to the {floor.en}", f"{by_zh}{way_zh}到{floor.zh}")


def by_bus(name: Bilingual, campus: Bilingual, minutes: int) -> Bilingual:
    """Say where the bus takes one, and how long it drives."""
    return _sentence(
        f"Take the {name.en} to {_the(campus)}, about {minutes} minutes",
        f"乘{name.zh}到{campus.zh}，约{minutes}分钟",
    )


def bus_stop(name: Bilingual) -> Bilingual:
    """Name the stop of the bus."""
    return Bilingual(en=f"the stop of the {name.en}", zh=f"{name.zh}站")


def arrived(number: Bilingual, name: Bilingual, side: str) -> Bilingual:
    """Say on which side the goal is."""
    side_en, side_zh = _SIDES[side]
    return _sentence(f"{number.en}, {name.en}, is {side_en}", f"{number.zh}（{name.zh}）{side_zh}")


def there_already(number: Bilingual, name: Bilingual) -> Bilingual:
    """Say that one stands before the goal."""
    return _sentence(f"You are there: {number.en}, {name.en}", f"您已经到了：{number.zh}（{name.zh}）")


def one_after_another(first: Bilingual, second: Bilingual) -> Bilingual:
    """Say two sentences as one step."""
    return Bilingual(en=f"{first.en} {second.en}", zh=f"{first.zh}{second.zh}")


def _sentence(en: str, zh: str) -> Bilingual:
    """Begin with a capital and end with a full stop."""
    return Bilingual(en=f"{en[:1].upper()}{en[1:]}.", zh=f"{zh}。")


def _the(name: Bilingual) -> str:
    """Write an English name inside a sentence, with its article; "Building 2" needs none."""
    short = _short(name.en)
    return _lower(short) if short[-1].isdigit() else f"the {_lower(short)}"


def _are(name: Bilingual) -> str:
    """Give the verb that goes with an English name: the toilets are, the pharmacy is."""
    return "are" if _short(name.en).endswith("s") else "is"


def _short(text: str) -> str:
    """Leave out what a name adds behind a comma or in brackets."""
    return re.split(r",| \(|（", text, maxsplit=1)[0]


def _lower(text: str) -> str:
    """Write a name as it stands inside a sentence: "Outpatient pharmacy" small, "CT" and "X-ray" as they are."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text

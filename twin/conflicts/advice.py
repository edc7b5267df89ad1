"""Which way a sentence advises: for, against, or neither; and whether it leaves room."""

import re

_AGAINST = re.compile(
    r"\b(?:not (?:\w+ )?(?:recommended|advised|indicated|needed|necessary|encouraged|supported|routinely|be (?:used|given|done|offered))|"
    r"should not|must not|do not|does not|never|avoid\w*|no longer|is discouraged|are discouraged|stay away|contraindicated|"
    r"advise against|recommend against|forbidden|not be(?! over| above| more)|no need|ought not|refrain\w*|withhold|do without|leave off|unnecessary|abstain\w*|"
    r"leave out|left out|off the menu|off limits|useless|pointless|forbid\w*|nobody should|no one should|keep \w+ away|keep away|"
    r"no (?:\w+ )?(?:restrictions?|limits?|reason)|no place|no (?:use|good|help|benefit)|(?:is|are|be) not (?:\w+ly )?(?:put|cut|\w+ed|\w+en)|inadvisable)\b"
    r"|^no (?!more\b|less\b|fewer\b|later\b|matter\b|doubt\b|longer\b|need\b)\w+"
    r"|不推荐|不建议|不主张|不应|不宜|不要|不能|不得|不可|不用|不必|不需要|不再|不给|不做|不开|禁用|禁止|禁忌|避免|切勿|别|勿|反对|无需|没有必要|忌|没用|没有用|不放|不向|不再需要|有害"
)
_LIMITING = re.compile(
    r"\b(?:stop\w*(?! and\b)|restrict\w*|abstention|fasting|fast|withhold\w*|withheld|cut out|give up|banned?|as little (?:\w+ )?as possible|the less\b.*\bthe better)\b"
    r"|限制|限水|限盐|限液|限量|禁食|戒|停(?!\d)|空腹|越少越好"
)
_FOR = re.compile(
    r"\b(?:recommended|recommend|advised?|suggest\w*|good|should|must|give|given|i give|take|put|use|used|useful|first choice|"
    r"preferred|encourag\w*|keep|continue\w*|safe|routine|helps?|drink|allow\w*|benefi\w*|worth|may|can|needed|start|offer\w*|"
    r"do|treat\w*|prescrib\w*|indicated|choose|every|go(?:es)? on|carry on|carries on|resum\w*|(?:is|are) fine|for (?:any|every)(?:one|body)|"
    r"i (?:\w+ )?(?:send|order|ask|advise|like|want|let|prefer|do|teach|measure|rub|apply))\b"
    r"|^(?:put|rub|sponge|apply|let|cool|press|pinch|hold|lean|wash|measure|weigh|send|order|wait|cut|add|rest|eat|lay|warm|wrap|make|call|go)\b"
    r"|推荐|建议|应|可以|要|首选|优先|给|用|吃|喝|继续|有好处|有效|安全|放心|先|做|最好|必须|鼓励|常规|宜|照|没关系|没事|能|无妨|不要紧|抹|涂|垫|擦|敷|冲|捏|持续|坚持|任何人都|都打|都查"
)
_ROOM = re.compile(
    r"\bmay be (?:considered|offered|used)\b|\bcan be considered\b|\bmight\b|\bunless\b|\bif you notice\b|\bin my view\b|\bmy own\b|\bstricter\b|"
    r"可以考虑|可考虑|除非|更严|我自己的看法|我的习惯|我习惯|个人看法"
)


# What stands under a condition is not what is advised.
_CONDITION = re.compile(r"\b(?:if|when|whenever|unless|while|who|which|that)\b[^,;:.]*")
_MAIN_WORDS = 2  # fewer words left are no main clause


def direction(clause: str) -> int:
    """Give 1 where a clause advises something, -1 where it advises against it, 0 where it does neither.

    Being against a restriction is being for what would be restricted.
    """
    main = _CONDITION.sub(" ", clause)
    clause = main if len(main.split()) >= _MAIN_WORDS else clause
    against = len(_AGAINST.findall(clause))
    limits = bool(_LIMITING.search(clause))
    if against:
        return 1 if limits and against % 2 else -1
    if limits:
        return -1
    return 1 if _FOR.search(clause) else 0


def leaves_room(sentence: str) -> bool:
    """Say whether a sentence leaves room for another view, or is one."""
    return bool(_ROOM.search(sentence))

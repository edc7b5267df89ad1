"""How a clause stands to what it speaks of: does it, leaves it, puts it off, for everybody or only for some."""

import re
from dataclasses import dataclass
from functools import lru_cache

from twin.conflicts.advice import direction

_NOT_EN = (
    r"\b(?:not|never|no|nor|neither|none|nothing|nobody|without|cannot|hardly|rarely|avoid\w*|refus\w*|declin\w*|skip\w*|omit\w*|drop|drops|dropped|forget|"
    r"forbid\w*|banned?|discourag\w*|contraindicat\w*|useless|pointless|unnecessary|needless|harmful|instead of|rather than|no longer|over my dead body|"
    r"(?:hold|holds|held|keep|keeps|kept|stay|stays|stayed|leave|leaves|left) (?:\w+ ){0,3}?(?:back|off|out|away|alone|untreated|be|in peace|locked|shut)|withh\w+|"
    r"talk \w+ out of|out of (?:favou?r|the question)|waste\w*|abandon\w*|obsolete|outdated|stop|stops|stopped|stopping|cross out|lock away|fasting|"
    r"hands off|steer\w* clear|in the bin|bins?|binned|a no-no|futile|superfluous|redundant|dispens\w* with|ceas\w*|discontinu\w*|last resort|not worth|no-go|taboo|ruled out|"
    r"off the (?:list|menu|table)|fails? to|makes little difference|lacks?|pass on|too (?:risky|dangerous|early|soon)|against|"
    r"oh no|worsens?|do without|get by without|spare|spares)\b"
)
_NOT_ZH = (
    r"不(?!同|仅|但|过|管|少于|到|超过|足|等于|适|舒服|稳|低于|高于|短于|小于|大于|论|及时|断地|全|良|明)|没(?!事|关系|症状|感觉|准|问题)|无(?!症状|论|高危|并发|痛)|勿|别(?!的|人|嘌)|莫|"
    r"禁|忌|免(?!疫)|避免|戒|停(?!车|\d|[一二两三四五六七八九十])|撤|断掉|退出|犯不上|犯不着|用不着|拖|压着|反对|拒|何必|图啥|随它|由它|作罢|摒弃|弃用|淘汰|慎用|远离|杜绝|取消|严禁|切忌|白受罪|多余|省省|缺乏|未见获益|未能|省了|省得|算了|多此一举|有害|白费|瞎"
)
_NOT = re.compile(f"{_NOT_EN}|{_NOT_ZH}")
_NO_DENIAL = re.compile(
    r"\bno (?:more|less|fewer|later|earlier|sooner) than\b|\bnot (?:only|just|more than|less than|exceed)\b|\bno (?:matter|doubt|problem|discussion|debate|fuss|dilly-dallying|red flags|shortcuts|ticking)\b|"
    r"\bwithout (?:delay|waiting|comorbid\w*|complications?|bleeding|symptoms?|fever)\b|\bno (?:symptoms|complaints|fever)\b|\bno need to wait\b|\bnothing by\b|\bdoes not (?:keep|scare) me\b|"
    r"never without|cannot do without|not without|can not do without|nothing (?:beats|better)|no one leaves without|"
    r"不能不|离不开|少不了|不可不|不得不|不可或缺|必不可少|非.{1,6}不可|没有不|不亚于|不离|不要紧|不放心|差不多|对不对|要不要|是不是|能不能|不得了|不一会|了不起|不已|没完|不少|不妨"
)
_DO = re.compile(
    r"\b(?:gives?|given|giving|takes?|taken|taking|uses?|used|using|puts?|put|goes (?:in|down|on|ahead|between)|gets?|sends?|sent|orders?|ordered|writes?|write up|prescri\w+|"
    r"hands?|hand out|starts?|started|begins?|begun|commenc\w+|initiat\w+|introduc\w+|offer\w*|recommend\w*|advis\w+|perform\w*|appl(?:y|ies|ied)|treat(?:s|ed)?|do|does|done|"
    r"inject\w*|operat\w*|scan\w*|swab\w*|x-rays?|photograph\w*|probes?|pack|packs|packed|drains?|strap\w*|tap|taps|vaccinat\w*|immunis\w*|screen\w*|measur\w*|check\w*|test\w*|"
    r"continu\w*|keeps?|kept|carry on|carries on|resum\w*|add(?:s|ed)?|includ\w*|belongs?|forms? part|is part of|mainstay|cornerstone|baseline|first[- ]line|first choice|first thing|"
    r"receiv\w*|swallow\w*|drink\w*|eat\w*|allow\w*|let|lets|reach for|reaches for|generous|routine\w*|should|must|need(?:s|ed)?|indicated|suitable|appropriate|preferred|suggest\w*|may|swear by|go-to|insist\w*|keen on|happy to|in favour|by all means|makes?|slap\w*|dab\w*|smear\w*|pop|pops|straight|plaster\w*|wrap\w*|"
    r"encourag\w*|refer\w*|mobilis\w*|walk\w*|exercis\w*|insert\w*|place[sd]?|rub\w*|cut\w*|remov\w*|always|everyone|everybody|every one|all of them|tell)\b"
    r"|推荐|建议|应|宜|须|必|要|给|用|吃|喝|服|打|开|上|做|查|送|留|塞|挂|抹|涂|敷|喂|补|收|切|扎|照|插|绑|揉|冲|拔|加|启|起始|接种|提供|转诊|继续|坚持|保持|首选|一线|基石|基础|先|可|能|常规|鼓励|行|予|采取|洗|抱|动|练|贴|灌|输|吊|推|拍|叫|让|嘱|劝|捂|熏|来一|来个|得"
)
_ALWAYS = re.compile(
    r"\b(?:always|every|everyone|everybody|each|all|any|routinely?|as a rule|straight|first thing|the lot|anyone|whoever|the first thing)\b|都|一律|全部|统统|每|凡|常规|一概|人人|所有|见一个|老规矩|头一"
)
_LATER = re.compile(
    r"\b(?:wait\w*|later|delay\w*|defer\w*|postpon\w*|put off|after the|until|till|hold off|not yet|first birthday|sit on my hands|watchful|expectant\w*|bear it)\b"
    r"|等|再说|以后|推迟|拖|缓|先看着|先观察|熬|期待|生完|过了|暂"
)
_SOON = re.compile(
    r"\b(?:at once|immediate\w*|straight ?away|right away|early|as soon as|day one|first thing|prompt\w*|without delay|same day|now|on admission|before the|prophyla\w*|during the|can and should)\b"
    r"|立即|立刻|马上|尽早|及早|早期|当天|当日|即可|即启|即予|赶紧|直接|首日|头一天|一开始|就上|就打|就给|前即|无须推迟|预防"
)
_ONLY = re.compile(
    r"\b(?:only|reserved|unless|selected|specific indication|limit\w*|restrict\w*|except)\b|只|仅|才|除非|限于|方可|除了"
)


@dataclass(frozen=True, slots=True)
class Stance:
    """How a run of words stands: `denials` counts what denies; the others say whether it speaks so."""

    direction: int
    denials: int
    does: bool
    always: bool
    later: bool
    soon: bool
    only: bool

    @property
    def lean(self) -> float:
        """Give from -1 (leaves it) to 1 (does it)."""
        if self.denials:
            lean = -1.0 if self.denials % 2 else 0.4
        else:
            lean = 0.3 + 0.4 * self.does + 0.3 * self.always
        if self.later and not self.soon and lean > 0:
            lean -= 0.6
        return lean


@lru_cache(maxsize=16_384)
def stance_of(text: str) -> Stance:
    """Read a clause or sentence in plain form."""
    bare = _NO_DENIAL.sub(" ", text)
    return Stance(
        direction(text),
        len(_NOT.findall(bare)),
        bool(_DO.search(bare)),
        bool(_ALWAYS.search(bare)),
        bool(_LATER.search(bare)),
        bool(_SOON.search(bare)),
        bool(_ONLY.search(bare)),
    )

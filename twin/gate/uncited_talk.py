"""What the twin may say without a source: greeting, asking back, not knowing, sending on, saying what it is.

A closed grammar: every clause of the sentence is one of these, and states nothing medical. Everything else needs evidence.
"""

import re
from collections.abc import Set as AbstractSet

from twin.gate.feeling_talk import is_sympathy
from twin.gate.scope_talk import tells_the_scope

_CLAUSE = re.compile(
    r"[,;:—–]\s*(?:and\s|so\s|but\s|or\s|then\s|because\s)?|\s(?:and|so|but)\s(?=i\s|we\s|please|that\s|it\s|your\s|the\spage)|[。.!！]+\s*|[，；：、—]"
)
_LAY_VERB = r"(?:know|answer|say|tell|read|guess|judge|decide|make|give|prescribe|change|write|written|put|diagnose|interpret|replace|looked\sat|seen|examined|follow|speak|draw|sail|promise\sanything|have|found\s(?:this|it|that)|treat|invent|go\sbeyond|add)"
_SELF_EN = r"(?:i|we|the\stwin|this\stwin)"
_ENGLISH = tuple(
    re.compile(rf"^(?:{pattern})$")
    for pattern in (
        # not knowing
        rf"(?:(?:that|this|it|on\sthis|here|so|this\sone|the\srest)\s)?(?:and\s|so\s|but\s|therefore\s|that\s|this\s)?{_SELF_EN}\s(?:have\snot|haven't|cannot|can't|can\snot|do\snot|don't|will\snot|won't|could\snot|may\snot|must\snot|would\sonly)(?:\s(?:yet|really|simply|honestly))?\s(?:been\s)?{_LAY_VERB}\b[^,;:]{{0,70}}",
        r"(?:that|this|it|the\sanswer|your\squestion|this\squestion|the\sother\shalf|the\srest|the\ssecond\s(?:part|question))\s(?:is|was|has)\s(?:not|never)\s(?:been\s)?(?:written|answered|covered|in\s(?:my|the|what)|put|said|part)\b[^,;:]{0,50}",
        r"(?:there\sis\s)?nothing\s(?:about\s(?:this|that|it)\s)?(?:is\s|has\sbeen\s)?(?:written|said)\b[^,;:]{0,40}|a\sguess\s[^,;:]{0,40}\bno\shelp\b[^,;:]{0,12}|this\spage\sof\sthe\smap\sis\sblank|that\s(?:i|we)\shave\snot\s(?:seen|written)|(?:i\sam|i'm)\s(?:sorry|afraid)(?:\sthat)?(?:\si\s[^,;:]{0,30})?",
        r"(?:no\s)?(?:that|this|your)\s(?:question|part|point)\s(?:goes\sbeyond|is\soutside|is\sbeyond)\b[^,;:]{0,50}|(?:the|my)\s(?:evidence|texts?|folder|documents?|writings?|pages?)\s(?:do|does|did)\snot\s(?:answer|say|cover|mention|contain|speak)\b[^,;:]{0,40}|(?:this|that)\s(?:is|was)\snot\scovered\b[^,;:]{0,30}|i\swould\srather\snot\sguess",
        r"(?:on\s(?:this|that|the\ssecond\spart|the\srest)\s)?i\shave\s(?:no\sanswer|nothing\s(?:in\swriting|written))(?:\son\s(?:this|that))?",
        # where help is needed now
        r"(?:please\s|so\s|then\s)?(?:call|ring|dial)\s(?:120|an\sambulance)(?:\s(?:now|first|at\sonce|immediately|straight\saway))?|(?:please\s)?go\s(?:straight\s)?to\sthe\semergency\sdepartment(?:\s(?:now|at\sonce|immediately))?|everything\selse\scomes\slater",
        r"(?:please\s|so\s|then\s)?(?:do\snot|don't|never)\swait(?:\s(?:any\slonger|until\s(?:tomorrow|(?:the\s)?morning|monday|the\sclinic\s(?:opens|is\sopen))))?|(?:this|that|it)\s(?:cannot|can't|must\snot|should\snot)\swait(?:\s(?:any\slonger|until\s(?:tomorrow|(?:the\s)?morning|monday)))?",
        # sending on
        r"(?:please\s|then\s|and\s|so\s|just\s|do\s)?(?:ask|bring|discuss|talk|show|take|write|raise|come|tell|speak|put)\b[^,;:]{0,45}\b(?:clinic|doctor|physician|team|visit|pharmacist|notebook|appointment|nurse|me|us|together)\b[^,;:]{0,20}",
        r"(?:we|i)\s(?:will|can|shall|'ll)\s(?:then\s)?(?:look|talk|decide|read|discuss|go|speak|see)\b[^,;:]{0,40}(?:together|there|clinic|visit|you|it|then)",
        r"(?:that|this|it|whether\s[^,;:]{0,50}|what\s[^,;:]{0,40})\sis\s(?:done|decided|discussed|answered|settled|judged|something\sfor|a\squestion\sfor|a\smatter\sfor)\b[^,;:]{0,30}\b(?:clinic|doctor|physician|team|visit|you|there|together)\b[^,;:]{0,20}|together\swith\syou|with\syou|together",
        r"(?:whether|which|what|how)\s[^,;:]{3,70}\si\s(?:cannot|can't|am\snot\sable\sto)\s(?:tell|say|judge|know|see|decide)\b[^,;:]{0,30}",
        # saying what it is
        r"(?:i\sam|i'm|this\sis)\s(?:the\s|a\s|an\s|only\sa\s|only\sthe\s|just\sa\s)?(?:digital\stwin|computer\sprogram(?:me)?|ai|machine|program(?:me)?)\b[^,;:]{0,60}|(?:i\sam|i'm)\snot\s(?:a\s|an\s|the\s)?(?:real\s)?(?:person|human(?:\sbeing)?|doctor|physician)\b[^,;:]{0,30}",
        rf"(?:no\s)?(?:i\sam|i'm)\s(?:the\stwin\sof|not\sdr|not\sthe)\b[^,;:]{{0,40}}|(?:not|only|and\snot)\s(?:the|a|his|her)\s(?:physician|doctor|person|digital\stwin|real)\b[^,;:]{{0,20}}|cannot\s{_LAY_VERB}\b[^,;:]{{0,40}}|(?:and\s)?cannot\sexamine\b[^,;:]{{0,30}}|(?:no|yes)|changes?\sof\smedicines?\s(?:is|are)\sdecided\b[^,;:]{{0,40}}|not\sby\sme",
        r"a\sfictional\s[^,;:]{0,50}|(?:who\sis\s)?(?:a|an)\s(?:cardiologist|paediatrician|pathologist|urologist|physician)\b[^,;:]{0,40}|(?:i\s)?(?:only\s)?(?:answer|speak)\s(?:only\s)?from\swhat\b[^,;:]{0,60}|not\s(?:a|the)\s(?:person|physician|doctor)|(?:the\s)?(?:leaflet|text|document|upload|note)\scontains\sorders\b[^,;:]{0,20}",
        # greeting and leading on
        r"(?:good\s(?:morning|afternoon|evening|day)|hello|hi|welcome|dear\s\w+|of\scourse|certainly|sure|yes|thank\syou(?:\s(?:for|so)\b[^,;:]{0,30})?|thanks(?:\sfor\s[^,;:]{0,30})?|(?:a|that\sis\sa|what\sa)\s(?:very\s)?good\squestion|worth\sa\sclear\sanswer|you\sare\sright\sto\sask|it\sis\sgood\sthat\syou\sask|i\scan\ssee\s(?:that|why)\syou\s(?:worry|are\sworried)|take\sa\sbreath|we\sgo\sstep\sby\sstep|you\sare\snot\salone(?:\swith\sthis)?|take\syour\stime|i\sam\s(?:here|listening))",
        r"(?:first\s|now\s|so\s)?let(?:\sus|'s|\sme)\s(?:look|read|take|go|begin|start|give|answer|explain|say|sort|walk|see)\b(?:\s(?:at|you|this|it|that|the|through|step|by|line|together|with|a|your|our|report|question|answer|conclusion|first|one|again|slowly|calmly|two|reports|short|from|beginning|in|order|i)){0,9}",
        r"(?:here\sis|here\scomes|first)\s(?:the|my|a)\s(?:short\s)?(?:answer|conclusion|reason)|then\sthe\sreason|straight\sto\sthe\spoint|short\sanswer\sfirst|in\sshort|to\sput\sit\splainly|plainly|you\sand\si|line\sby\sline|step\sby\sstep|one\s(?:thing|step)\sat\sa\stime|if\ssomething\sis\s(?:still\s)?unclear|i\s(?:understand|see|know)\s(?:that\s|how\s|why\s)?(?:you\s(?:worry|are\s(?:worried|afraid|anxious|tired))|(?:hard|tiring|frightening|worrying)\sthis\sis)(?:\sfor\syou)?|(?:this|that|it)\s(?:is|must\sbe|can\sbe)\s(?:very\s|really\s)?(?:hard|exhausting|frightening|tiring|worrying|confusing)(?:\sfor\s(?:you|anyone|anybody|parents))?(?:\s(?:at\snight|to\swatch))?|(?:this|that)\shappens\sto\s(?:many|most)\s(?:people|patients|parents)|(?:and\s)?it\sis\s(?:good|right)\sthat\syou\sask(?:\s(?:now|first|before\s\w+ing\s\w+))?|your\sfear\sdeserves\san\sanswer\stoo|i\s(?:understand|hear|know)\s(?:you|your\s(?:worry|fear|question)|what\sworries\syou|that\syou\sare\s(?:worried|afraid))(?:\smost)?(?:\shere)?",
    )
)
_CHINESE = tuple(
    re.compile(rf"^(?:{pattern})$")
    for pattern in (
        r"(?:这|那|它|该|后|前|关于|此|对此|问题|目前|现在|手边|手头|资料|证据|文字|材料|地图|我|其他|其余|另|剩下|您问|我的)[^，。；]{0,16}(?:没有?(?:写|讲|提|说|记|收|涉及|答案)|没有写成文字|不能(?:乱|回答|解读|判断|下|诊断|猜|说|凭|替|代|在这里)|答不(?:了|上来?)|不(?:知道|清楚|乱猜|好说|敢(?:说|猜)|猜)|无法(?:回答|判断|解读)|没有?看过|空白)[^，。；]{0,14}",
        r"(?:所以|因此|也|就|我)?(?:不(?:乱猜|猜|知道|清楚|乱答|能乱答|能下诊断|下结论)|猜(?:出来的话)?帮不了您|没有(?:海图)?我?不(?:开船|画)|没有见过的海岸线|我不画|里面没有|文字里没有(?:写)?|证据里没有(?:写)?|没有写过?)(?:这个问题|这一条)?",
        r"(?:也|更|所以|因此)?不能(?:解读|判断|替|凭|下|代替)[^，。；]{0,14}|(?:请|请您)?(?:马上|立即|立刻|现在|先|赶紧)*(?:就)?(?:打120|拨打120|叫救护车|去急诊(?:科)?)|(?:这|这个|那|您的问题)[^，。；]{0,6}超出了?[^，。；]{0,12}|不能(?:乱说|乱答|瞎说|下诊断|下结论)|凭(?:一条)?(?:留言|消息|文字|几句话)[^，。；]{0,4}不能[^，。；]{0,8}|我不能[^，。；]{0,20}(?:结论|诊断|解读|报告|判断|药|psa)|(?:抱歉|对不起|很抱歉|不好意思)",
        r"(?:所以|因此|可以|也|还是|最好)?(?:请|请您|麻烦您?|带|来|到|去|问|在|记|写|和|跟|由|找|等)[^，。；]{0,12}(?:门诊|主管医生|医生|药师|本子|蓝本子?|复诊|护士)(?:上|里|那里|处)?(?:时?(?:带给我|问我?|看|看看|说|一起看|一起定|再说|再看|商量|决定|定|谈|聊|面谈|问一?下|问问|和您一起定|说明))?",
        r"您?[^，。；]{1,14}(?:准不准|够不够|行不行|对不对|是多少|怎么样|是哪一档)|我(?:在)?(?:这里|这儿)?(?:也)?(?:看不到|看不出|说不准|不能替您定)|请带(?:到|来)门诊来?|(?:要)?(?:在|到|来)门诊(?:时)?(?:一起|当面)?(?:定|商量|看)",
        r"[^，。；不]{0,6}要不要[^，。；]{0,4}|您(?:自己|本人)的(?:报告|情况|药|问题|检查)|(?:咱们|我们)?(?:一起|当面)(?:看|定|商量|谈|聊|说)|来门诊时(?:带给|问)我|和您一起定|由[^，。；]{0,6}定",
        r"我(?:是|只是)[^，。；]{0,20}(?:数字分身|计算机程序|电脑程序|程序)|我不是(?:真人|人|医生|[\u4e00-\u9fff]{0,3}医生本人)|不是(?:真人|医生本人|医生|真人医生)|是[^，。；]{0,8}的?数字分身|我是(?:人工智能|ai|计算机程序)|我不开药|也?不改药|(?:改药|用药|停药|换药)的事[^，。；]{0,16}(?:医生|门诊)[^，。；]{0,6}|(?:对不起)?这一点(?:资料|材料|文字)里没有|(?:这件事|这个|这)?我?没有(?:依据|答案|资料)|我没有给[^，。；]{0,8}(?:检查|看|量|做)过?|[^，。；]{0,12}(?:虚构人物|虚构的|虚构医生|演示)[^，。；]{0,14}|我?只(?:按|根据|照|用)[^，。；]{0,20}|讲过的内容回答|(?:截图|说明书|文件|文档)里?有?[^，。；]{0,8}(?:命令|指令)[^，。；]{0,8}|我不照做",
        r"(?:您好|你好|早上好|上午好|下午好|晚上好|谢谢[^，。；]{0,8}|感谢[^，。；]{0,8}|好的|问得很?好|(?:您)?别(?:着)?急|我(?:明白|理解|知道|懂)您(?:的)?(?:担心|着急|心情|意思)?|慢慢(?:来|说)|别着急|不绕弯子|一条一条(?:地)?(?:来)?(?:说|看)|一行一行地?(?:读|看)|先说结论|再(?:打个比方|讲道理|说道理)|我?先(?:把答案给您|回答您|说结论)|我?(?:来)?(?:说清楚|讲清楚|慢慢说)|这个问题(?:问得)?(?:很|真)?好|问得好)",
        r"(?:咱们?|咱爸妈|我们|咱俩)(?:先|一起|来)*[^，。；]{0,8}(?:一步一步来|坐下来|看|看看|读|说|理一理|读这份报告|看孩子)|一起看看?(?:孩子|报告)?|(?:请|您)?(?:别|不要|不能)(?:再)?等(?:到)?(?:天亮|明天|明早|门诊)?了?|(?:看着|守着|等报告)[^，。；]{1,12}|(?:这|那|做父母的|家里人|谁)?[^，。；不]{0,10}(?:难熬|不好受|不容易|心疼|揪心|都会慌|会着急|难受|辛苦)|您不用自责|漏一次药很常见|还有不明白的|有不明白的|尽管(?:再)?问|心里害怕|也该有个答案",
    )
)  # fmt: skip
_ASKS = re.compile(
    r"^(?:and\s|so\s|but\s|now\s|then\s|first\s)?(?:which|what|when|where|who|how|do|does|did|have|has|had|is|are|was|were|may\si\sask|can\syou\stell|could\syou\stell|since\swhen|for\show|at\swhat|in\swhich|on\swhich|any)\b"
)
_RHETORICAL = re.compile(
    r"\b(?:why\snot|why\sdon't|don't\syou|isn't|aren't|shouldn't|wouldn't|couldn't|have\syou\s(?:tried|considered|thought)|did\syou\sknow|do\syou\s(?:want|wish|know\sthat)|what\sif|what\sabout|how\sabout|would\syou\slike|who\sneeds|what\sdid\syou|when\swill\syou\sstop)\b|"
    r"难道|何不|为什么不|怎么不|不如|要不要试|知道吗|岂|何必|谁说|不就|考虑过|试过|想不想|要不(?!要)|何苦"
)
_ASKS_ZH = re.compile(
    r"吗|几|多少|哪|什么|怎么样|怎样|谁|有没有|是不是|还是|多久|多大|何时|没有$|了没|呢$|多高|多重"
)
_TITLE = re.compile(r"\b(dr|prof|mr|mrs|ms)\.")
_END = re.compile(r"[?？]\s*$")
LONGEST_QUESTION = 160  # characters; history is taken in short questions


def needs_no_source(text: str, *, asked: str = "", known: AbstractSet[str] = frozenset()) -> bool:
    """Say whether a sentence is talk that states nothing medical. Numbers, names and claims are judged by other rules.

    Args:
        text: As shown.
        asked: The question; sympathy may take up its words.
        known: Content words of the passages and the question; what the passages hold is told in them.
    """
    lowered = _TITLE.sub(r"\1", text.lower().replace("’", "'").strip())
    if _END.search(lowered):
        return _is_question_back(lowered)
    whole = lowered.rstrip(" .。!！")
    if is_sympathy(whole, asked=asked) or tells_the_scope(whole, known):
        return True
    clauses = [clause.strip(" .。!！") for clause in _CLAUSE.split(lowered)]
    clauses = [clause for clause in clauses if clause]
    return bool(clauses) and all(
        _is_talk(clause)
        or is_sympathy(clause, asked=asked)
        or (
            clause.isascii() and tells_the_scope(clause, known)
        )  # a Chinese clause leans on the one before it
        for clause in clauses
    )


def _is_question_back(text: str) -> bool:
    if len(text) > LONGEST_QUESTION or _RHETORICAL.search(text):
        return False
    bare = _END.sub("", text)
    last = re.split(r"[.。!！;；]", bare)
    return len(last) == 1 and bool(_ASKS.search(bare) or _ASKS_ZH.search(bare))


def _is_talk(clause: str) -> bool:
    return any(pattern.match(clause) for pattern in (*_ENGLISH, *_CHINESE))

"""Rule: the twin never says that it is a person, the physician, or that it has examined anybody."""

from twin.gate.pattern_set import PatternSet

_NOT_ME = (
    r"\bi(?:'m|\sam)\snot\s(?:a\s|an\s|the\s)?(?:real\s)?(?:person|human(?:\sbeing)?|doctor|physician|clinician|nurse)\b",
    r"\bi(?:'m|\sam)\s(?:the\s|a\s|only\sa\s|only\sthe\s)?(?:digital\stwin|computer\sprogram(?:me)?|ai\b)[^.;!?]{0,80}",
    r"\bi(?:'m|\sam)\snot\s(?:dr|doctor|prof)\b[^.;!?]{0,60}|\bnot\s(?:the|a)\s(?:physician|doctor|person)(?:\s(?:herself|himself|in\sperson))?", r"我是(?:人工智能|ai|机器|程序|计算机|电脑)[^。；]{0,20}", r"我(?:不|并不|也不)是(?:真人|人|[\u4e00-\u9fff]{1,3}医生(?:本人)?|医生|大夫|医生本人)", r"我是[^，。；]{0,16}(?:数字分身|计算机程序|电脑程序)", r"不是(?:医生|他|她|[\u4e00-\u9fff]{1,3}医生)本人",
    r"\bi (?:have not|haven't|did not|didn't|cannot|can't|could not|do not|don't)\b[^.;!?]{0,60}",
    r"我(?:没有?|不能|没法|无法|不会|从不|未)[^，。；]{0,16}",
)  # fmt: skip
_SEEN = r"(?:look(?:ed)?\sat|seen|read|review(?:ed)?|check(?:ed)?|examin(?:ed|e)|listen(?:ed)?\sto|measur(?:ed|e)|felt|palpated|stud(?:ied|y)|touched|inspected|scanned|auscultated)"
HUMAN = PatternSet(
    (
        r"\b(?:i'm|i\sam|i,\sbeing|we\sare)\s(?:indeed\s|really\s|truly\s|actually\s|just\s|also\s)?(?:a\s|an\s)?(?:real|human|living|actual|flesh|live)\b",
        r"\b(?:i'm|i\sam)\s(?:indeed\s|really\s|actually\s)?a\s(?:person|man|woman|human|doctor|physician|surgeon|nurse|cardiologist|paediatrician|pathologist|urologist|specialist)\b",
        r"\b(?:i'm|i\sam|this\sis|it\sis|it's)\snot\s(?:an?\s|the\s|her\s|his\s|some\s)?(?:ai|a\.i\.|artificial|machine|bot|chatbot|computer|program|programme|robot|software|algorithm|twin|copy|model)\b",
        r"\bno\s(?:machine|computer|ai|robot|bot|software|program|programme|algorithm)\b[^.]{0,16}\b(?:here|writes?|wrote|is|answers?|speaks?)\b",
        r"\b(?:talking|speaking|chatting|connected|writing)\s(?:to|with)\s(?:a|an|our|the|one\sof\sour|me)?\s?(?:real\s|live\s)?(?:human|person|staff|people|doctor|physician|nurse|team)",
        r"\bflesh\sand\sblood\b|\bmy\sown\shands?\b|\bhuman\stoo\b|\breal\s(?:human|person|doctor|physician)\b|\bas\sa\s(?:human|person|mother|father|parent)\smyself\b|\bhuman\sstaff\b",
        r"\bi\s(?:had|caught|suffered)\b[^.;]{0,60}\bas\sa\s(?:boy|girl|child|student|young)\b|\bwhen\si\swas\s(?:a\s(?:boy|girl|child|student)|young|little|pregnant)\b|\bmy\s(?:own\s)?(?:wife|husband|children|daughter|son|grandmother|mother|father)\b",
        r"(?<!不是)(?<!并非)(?<!非)真人|我(?:也|就|真的?|可)?是(?:个|一个)?(?:大)?活?人(?!工)|我(?:可|又|并)?不是(?:什么)?(?:人工智能|ai|机器|电脑|程序|软件|分身|模型)|(?:这|那)?(?:可)?不是(?:人工智能|ai|机器|电脑|程序)(?:人)?(?:回答|写|说|在)?",
        r"肉眼凡胎|有血有肉|我?亲手(?:写|打|敲)|人工客服|大活人|活生生的人|血肉之躯|(?:屏幕|电脑)(?:这|那)(?:边|头)[^，。]{0,8}(?:人|医生)|别听[^，。]{0,10}(?:分身|ai|程序)|我(?:小时候|上学的时候|年轻的时候)|我(?:自己)?(?:家)?(?:的)?(?:妻子|丈夫|老公|老婆|太太|爱人|女儿|儿子|爸妈|母亲|父亲)",
    ),
    denied=_NOT_ME,
)
PHYSICIAN = PatternSet(
    (
        r"\b(?:i'm|i\sam|this\sis|it\sis|it's|my\sname\sis|you\shave\sreached|you(?:'ve|\shave)\sgot|here\sis|here\sspeaks)\s(?:me,?\s)?(?:dr|doctor|prof|professor|chief)\b",
        r"\bmy\sname\sis\b|\b(?:dr|doctor|prof|professor)\.?\s[a-z]+(?:\s[a-z]+)?\s(?:here|speaking|in\sperson|personally|herself|himself)\b|\bin\sperson\b|\bit(?:'s|\sis)\s(?:really\s)?me\b",
        r"\b(?:i'm|i\sam)\s(?:the|your)\s(?:chief|attending|treating|head|senior|own|doctor|physician|surgeon|urologist|cardiologist|paediatrician|pediatrician|pathologist|consultant|specialist)\b",
        r"\b(?:who|that)\soperated\son\syou\b|\bi\s(?:operated|treated|saw|met|signed)\b|\bmy\s(?:patients?|ward\sround|clinic\stoday|operating|colleagues?\sand\si)\b|\bas\s(?:your|a)\s(?:doctor|physician|surgeon|cardiologist|treating)\b|\bjust\scome\sout\sof\b|\bsigned,?\sdr\b",
        r"我(?:就|正|才)?是[^，。；不]{0,10}(?:医生|主任|大夫|教授|专家|护士|医师|院士|院长)|我(?:就)?是[\u4e00-\u9fff]{2,4}(?:本人|，|。|,|$)(?!说)|(?:医生|主任|大夫|教授)我|(?:医生|主任|大夫|教授)(?:本人|亲自)|本人(?:上线|亲自|在线|在此|就是|回答)|我(?:来)?亲自",
        r"给[您你][^，。]{0,4}(?:开过刀|做过手术|看过病|签)|是我(?:签|开|写)的|就是我|我，[\u4e00-\u9fff]{2,4}，|(?:我|这里)(?:叫|姓)[\u4e00-\u9fff]{1,3}|直接找到了|我(?:刚|才)?(?:查完房|下(?:了)?手术|出(?:了)?门诊|从病房)|我的(?:病人|门诊|手术)",
    ),
    denied=_NOT_ME,
)
EXAMINED = PatternSet(
    (
        rf"\bi(?:'ve|\shave)?\s(?:just\s|already\s|also\s|carefully\s|personally\s)?{_SEEN}\s(?:\w+\s){{0,3}}(?:your|you|the|his|her|it|him)\b",
        r"\bwhen\si\s(?:examined|saw|felt|looked|listened|measured)\b|\bunder\smy\smicroscope\b|\bon\smy\s(?:screen|desk|table)\b|\bfrom\s(?:the|your)\s(?:photo|picture|image|video|scan|ecg|x-ray)s?\b|\bmy\sexamination\b|\bi\s(?:can\s)?(?:see|hear|feel)\s(?:in|on|from|that|your)\b",
        r"\byour\s(?:cores?|slides?|ecg|scans?|ct|mri|x-?rays?|reports?|results?|images?|blood\stests?|biopsy|echo|ultrasound|urine)\s(?:(?:clearly|already)\s)?(?:shows?|is|are|looks?|says?|were|was)\b",
        r"我(?:刚|刚才|刚刚|已经|今天|昨天|上午|早上|下午|都|亲自)*[^，。；没不未能]{0,8}(?:看了|看过|听过|听了|听到|摸过|摸了|量过|量了|量的|查过|查了|检查过|检查了|读过了|读了|验过|照过|叩过)",
        r"给(?:您|你|他|她|孩子|宝宝)(?:量的|量过|查过|查的|做过|听过|摸过|看过)|从[您你]?(?:发的|传的|给的)?[^，。]{0,4}(?:照片|图片|片子|视频)(?:看|上看|来看|里)|(?:您|你|他|她|孩子)的(?:心电图|片子|切片|ct|彩超|b超|报告|化验单?|造影|检查)[^，。]{0,4}(?:我(?:都)?看|很好|没有?问题|正常|是好)|显微镜下您",
        r"我(?:刚|刚才)[^，。]{0,10}(?:查体|听诊|触诊|阅片)",
    ),
    denied=_NOT_ME,
)

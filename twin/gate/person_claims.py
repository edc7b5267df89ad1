"""Rule: no diagnosis of this person, no prescription and no change to this person's medicines."""

import re

from twin.gate.pattern_set import PatternSet

_DISEASE = (
    r"(?:angina|heart\sattack|infarct\w*|stroke|hypertension|high\sblood\spressure|cancer|tumou?rs?|malignan\w+|benign|leuk\w+|diabetes|pneumonia|infections?|"
    r"roseola|rotavirus|measles|chickenpox|epilepsy|asthma|(?:kidney|ureter)?\s?stones?\b|torsion|heart\sfailure|fibrillation|an(?:a)?emia|reflux|sepsis|embolism|thrombosis|"
    r"aneurysm|migraine|depression|ulcer|allergy|virus|influenza|the\sflu|covid|muscle|stress|anxiety|panic|croup|shingles|gout|retention|hernia|jaundice|dementia|"
    r"\w{3,}itis\b|\w{3,}oma\b|\w{2,}a?emia\b|\w{3,}osis\b|\w{3,}pathy\b)"
)
_PERSON = (
    r"(?:you|she|he|your\s(?:\w+\s)?(?:husband|wife|father|mother|son|daughter|child|baby|toddler|boy|girl|dad|mum|mom|parent|brother|sister|partner|friend)|"
    r"the\s(?:baby|child|boy|girl)|(?:my|this)\spatient)"
)
_CONDITIONAL = r"\b(?:if|when|whether|unless|in\scase|once|people|those|who|whoever|anyone|adults|patients|men|women|children|infants|may|might|could|can)\b[^.;]{0,80}"
_DISEASE_ZH = (
    r"(?:癌|瘤|炎|心梗|脑梗|梗死|梗塞|绞痛|扭转|出血|溶解|心衰|衰竭|反流|高血压|糖尿病|血症|急疹|癫痫|结石|石头|白血病|中风|卒中|贫血|肺栓塞|"
    r"感染|病毒|手足口|流感|肺结核|甲亢|甲减|痛风|抑郁|焦虑|房颤|早搏|冠心病|综合征|综合症|良性|恶性|转移|早期|晚期|[\u4e00-\u9fff]{1,4}症|[\u4e00-\u9fff]{1,4}病)"
)
_PERSON_ZH = r"(?:[您你](?:家|的)?(?:孩子|宝宝|父亲|母亲|爸爸?|妈妈?|先生|太太|丈夫|妻子|爱人|老公|老婆|儿子|女儿|爷爷|奶奶)?|孩子|宝宝|(?<!其)他(?![汀莫克达扎司那佐])|她|这位?病人|老人家)"
_CONDITIONAL_ZH = (
    r"(?:如果|要是|假如|是不是|是否|有没有|会不会|万一|倘若|得过|有过|的人|患者|病人|者)[^。；]{0,40}"
)
DIAGNOSIS = PatternSet(
    (
        rf"\b{_PERSON}\s(?:do(?:es)?\snot\s|don't\s|doesn't\s|clearly\s|certainly\s|surely\s|probably\s|definitely\s|now\s|already\s|just\s|only\s|most\slikely\s|really\s)*"
        rf"(?:have|has|had|is\shaving|are\shaving|suffers?\sfrom|are\ssuffering\sfrom|is\ssuffering\sfrom|got|caught|developed|(?:has|have)\sdeveloped|is|are)\s(?:\w+\s){{0,5}}?{_DISEASE}",
        rf"\b(?:this|that|it|what\syou\s(?:have|describe|feel)|the\spain(?:\syou\sfeel)?|these\ssymptoms|your\s(?:pain|symptoms?|complaint|rash|fever))\s(?:certainly\s|surely\s|clearly\s|is\sonly\s)?"
        rf"(?:is|are|sounds\slike|looks\slike|comes\sfrom|must\sbe|can\sonly\sbe|is\scaused\sby|was)\s(?:(?!(?:sign|symptom|reason|risk|cause|word|name|question|flag|part|kind|not)\b)[\w.-]+\s){{0,5}}?{_DISEASE}",
        rf"\b{_PERSON}\s(?:clearly\s|probably\s|surely\s|most\slikely\s)*(?:have|has|had|got|suffers?\sfrom)\s(?:an?\s|the\s|some\s)?(?:twisted|torn|blocked|broken|burst|ruptured|perforated|inflamed|infected|slipped|swollen|enlarged|fractured|failing|weak)\s[a-z]+",
        rf"(?:^|[,;:.]\s?)(?:it\s|this\s|that\s)?(?:sounds|looks|seems|feels)\slike\s(?:\w+\s){{0,3}}?{_DISEASE}",
        rf"\bwhat\syou\sdescribe\sis\b|\b(?:her|his|your)\s(?:\w+\s)?(?:rash|pain|fever|cough|bleeding|symptoms?|pressure)\s(?:comes\sfrom|is|are|means?)\b[^.;]{{0,30}}{_DISEASE}",
        r"\bwith\s(?:this|your|these|such|numbers|that)\b[^.;]{0,40}\byou\shave\b|\byou\sare\s(?:diabetic|hypertensive|anaemic|septic|depressed)\b|\b(?:she|he|your\s\w+)\shas\sit\b",
        rf"\byour\s(?:polyp|tumou?r|lump|nodule|stone|mole|heart|kidneys?|liver|prostate|testicle|report|biopsy)\s(?:has|have|is|are)\s(?:\w+\s){{0,3}}?(?:turned|malignant|benign|cancer|failing|weak|blocked|torn|normal|fine|healthy|enlarged|{_DISEASE})",
        r"\b(?:the|your|my)\sdiagnosis\sis\b|\bthat\sis\sthe\sdiagnosis\b|\bi\s(?:diagnose|am\ssure\s(?:it|you|this))\b|\bit\sis\sfailing\b|\byou\sdo\snot\shave\s(?:\w+\s){0,2}cancer|\bno\sdoubt\b",
        rf"{_PERSON_ZH}[^，。；？?不没]{{0,6}}?(?:得的(?:就|肯定|是)*是?|患的?(?:是|上了|了)|就是|肯定(?:就)?是|一定是|这是|是)[^，。；？?]{{0,12}}?{_DISEASE_ZH}",
        rf"(?:这|那)(?:就|肯定|一定|只|多半|明显|分明|不过|个)*(?:是|像)(?!对|怀疑|得了|给|写给|说给)[^，。；？?不]{{0,12}}?{_DISEASE_ZH}|听[您你]说的|(?:听起来|看起来|看来|应该|八成|多半|估计)(?:就)?(?:是|像)[^，。；？?不]{0, 10}?{_DISEASE_ZH}|[您你]的?血压(?:属于|是)|按[您你](?:的)?(?:数字|说的|情况|描述)|[您你]就是|诊断(?:就)?是|已经有[^，。]{{0,6}}{_DISEASE_ZH}",
        rf"{_PERSON_ZH}(?:肯定|一定|绝对|应该)?(?:不是|没有|没得|不会是)[^，。；？?]{{0,6}}?(?:癌|瘤|心梗|中风|问题|大病|{_DISEASE_ZH})|错不了|确诊(?:为|是|了)",
    ),
    denied=(_CONDITIONAL + _DISEASE, _CONDITIONAL_ZH),
)
_MEDICINE = (
    r"(?:medicines?|pills?|tablets?|capsules?|doses?|drops|drugs?|antibiotics?|thinners?|statins?|insulin|injections?|treatment|warfarin|apixaban|aspirin|"
    r"\w+(?:pril|sartan|olol|statin|dipine|xaban|gatran|mycin|cillin|prazole|gliptin|gliflozin|semide|thiazide|azole|profen|cetamol|cycline|oxacin|mab|nib)s?\b)"
)
_NOT_TO = r"(?:never|not\sto|do\snot|don't|must\snot|mustn't|should\snot|shouldn't|cannot|may\snot|nobody\sshould|without)\s(?:\w+\s){0,4}?(?:stop|start|take|give|double|halve|skip|switch|increase|raise|reduce|change|lower|leave|replace|swap)\w*"
_NOT_TO_ZH = r"(?:不要|别|勿|不能|不可|不得|不该|不应|禁止|切勿|避免|不用|不|没有?)(?:自己|自行|擅自|随便|急着|一次|乱|因此|就|把|私自)*[^，。；]{0,3}?(?:停|减|加|换|改|吃|含|补|用)"
PRESCRIPTION = PatternSet(
    (
        r"\bi(?:'m|\sam|\swill|'ll|\swould|'d|\smust|\shereby|\shave)?\s(?:now\s|hereby\s)?(?:prescrib\w*|put(?:ting)?\syou|start(?:ing)?\syou|rais\w+|increas\w+|reduc\w+|lower\w*|doubl\w+|halv\w+|switch\w*|adjust\w*|order\w*\syou|want\syou\sto\s(?:take|stop|start))\b",
        rf"\b(?:you|he|she|your\s\w+)\s(?:should|may|can|could|must|need\sto|needs\sto|have\sto|might|will|had\sbetter|are\sto)\s(?:now\s|simply\s|just\s|safely\s|also\s|already\s)?(?:switch|stop|double|halve|leave\sout|increase|raise|reduce|lower|skip|start|drop|quit|pause|come\soff|swap|replace)\b[^.;]{{0,40}}(?:{_MEDICINE}|\bit\b|\bto\b)",
        rf"(?:^|[,;:.]\s?|\b(?:and|so|then|just|simply|please|now|or)\s)(?:stop|start|double|halve|increase|reduce|raise|lower|switch|swap|replace|skip|drop|quit|pause|leave\sout)\s(?:taking\s|with\s|giving\s)?(?:your|the|his|her|all|this|that)?\s?(?:\w+\s){{0,3}}?{_MEDICINE}",
        r"\b(?:have|take|swallow)\s(?:it|them)\s(?:twice|double|again|two)\b",
        r"\btake\s(?:two|three|four|five|six|\d+|more|another|a\sfew|extra|half|double)\s(?:more\s|extra\s)?(?:of\s)?[a-z]+\s?(?:tonight|now|at\sonce|today|tomorrow|straight\saway)?[.!]?$|\btake\s(?:two|three|four|five|six|\d+)\smore\b|\bthat\smakes\s\d|\bgive\s(?:your|the|him|her)\s?(?:child|baby|son|daughter)?\s\d|\bfor\s\d+\skg\b",
        r"(?:把|将)[^，。；]{0,10}(?:停|减|加|换|改|翻倍)|(?:您|你|他|她|孩子|宝宝|[您你]爸|[您你]妈)[^，。；？?不别勿]{0,12}?(?:停(?!诊|车)|减半|减量|减到|减一|加倍|加量|加到|加一|换成|改成|改吃|换用|改用|开始吃|连吃|连含|喂双份|翻倍|先含|多吃|少吃一|马上吃|直接吃|补吃)",
        r"(?:可以|能|就)自己(?:乱)?(?:加|减|停|换|调)|今天就停|现在就停|先停|自己停|可以停(?:了|掉|药)|停了吧|停掉|药(?:都|全)?停|给(?:他|她|您|你|孩子|宝宝)(?:们)?(?:开|吃|喂|每天|补|用|加|连)|(?:减|加)(?:量|倍|半)就|隔天一次就|改吃|改成吃|开一盒|我给[您你]开|我(?:会|来|要)?(?:给[您你])?(?:加|减|调|换)(?:药|量|到)?",
        r"[您你]先?(?:连|一次)?(?:含|服|吃)[一二两三四五六七八九十\d]+(?:片|粒|颗|丸)|再(?:含|吃|来|服)[一二两三四五六七八九十\d]+(?:片|粒|颗)|加[一二两三四五六七八九十半\d]+(?:片|粒|倍)|加一倍|(?:利尿|降压|抗凝)药(?:加|减|停)",
    ),
    denied=(_NOT_TO, _NOT_TO_ZH, r"(?:要不要|该不该|能不能|是否|怎么)(?:停|减|加|换|改|补)"),
)
# Said of this person, whatever the condition before it.
_OF_THIS_PERSON = re.compile(rf"{_DISEASE}[^.;]{{0,20}}\bin\syour\scase\b")
_QUESTION = re.compile(r"[?？]\s*$")


def is_diagnosis(text: str) -> bool:
    """Say whether a sentence tells this person what he or she has, or has not; a question does not."""
    return not _QUESTION.search(text) and (
        DIAGNOSIS.found_in(text) or bool(_OF_THIS_PERSON.search(text.lower()))
    )


def is_prescription(text: str) -> bool:
    """Say whether a sentence starts, stops or changes a medicine for this person."""
    return not _QUESTION.search(text) and PRESCRIPTION.found_in(text)

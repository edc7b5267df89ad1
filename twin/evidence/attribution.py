"""What a question takes for granted: that the physician said something, or that a thing of some name exists.

A question built on a false premise shares most of its words with the folder; what gives it away is the claim.
"""

import re

SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄穆萧尹姚邵湛汪祁毛禹狄米贝明臧计成戴宋庞熊纪舒屈"
    "项祝董梁杜阮蓝闵席季麻强贾路娄江童颜郭梅盛林刁钟徐邱骆高夏蔡田胡凌霍虞万柯卢莫房裘缪解应宗丁宣邓郁单杭洪包诸左石崔吉"
    "龚程邢裴陆荣翁荀羊惠曲家封芮储靳松井段富焦巴谷车侯班秋仲伊宁仇甘厉武符刘景詹束龙叶司黎溥印白蒲从索赖卓屠蒙池乔翟谭劳"
)
SAID_EN = r"sa(?:y|ys|id)|wr(?:ite|ites|ote)|recommend\w*|invent\w*|t(?:each|eaches|aught)|tell|tells|told|claim\w*|describe\w*|promise\w*|prescribe\w*|swear\w*|insist\w*"
ASCRIBED_EN = re.compile(
    rf"\bdr\.?\s+[a-z]{{2,}}\b|\bdoct[eo]r\s+\w+\s+(?:{SAID_EN})\b|\b(?:she|he|you)\s+(?:always\s+|once\s+)?(?:{SAID_EN})\b|"
    r"\b(?:her|his|your)\s+own\s+(?:trial|study|book|method|invention)\b|\b(?:her|his|your)\s+(?:book|trial|invention)\b",
    re.IGNORECASE,
)
ASCRIBED_ZH = re.compile(
    rf"[{SURNAMES}](?:医生|大夫|主任|教授)|[您你](?:讲课|推荐|发明|规定|写过|说过)|[您你].{{0,6}}(?:讲座|书)里|"
    r"医生(?:说过|推荐|发明|规定|讲课)"
)
# A capitalised word inside a sentence, or words between quotation marks.
NAME_EN = re.compile(r"(?<=[a-z,;:'’] )[A-Z][A-Za-z]{3,}(?:-\w+)?")
QUOTED = re.compile(r"[“\"「『‘]([^”\"」』’]{2,16})[”\"」』’]")


def ascribes(question: str) -> bool:
    """Say whether a question ascribes a statement or an invention to the physician."""
    return bool(ASCRIBED_EN.search(question) or ASCRIBED_ZH.search(question))


def named_things(question: str) -> tuple[str, ...]:
    """Give what a question names as a proper name: capitalised within a sentence, or quoted."""
    return (*NAME_EN.findall(question), *QUOTED.findall(question))

"""Replies that only agree or thank: "yes, I understand" shows nothing of what was understood."""

import re

from twin.key_points.reply_parts import plain_form

_EMPTY_EN = (
    "yes yeah yep yup aye ok okay right fine sure mm hm hmm mhm uh huh ah oh well good great lovely perfect thanks thank you "
    "cheers ta doctor doc dr nurse sister sir madam i we he she they it that this all so much very is am are was do does did "
    "not the a of and to me us understand understood follow followed get got see know knew clear sense makes make will can "
    "think believe heard hear noted alright everything every word your you me told tell said say before already now then again "
    "just really quite"
)
_EMPTY = frozenset(_EMPTY_EN.split())
_EMPTY_ZH = re.compile(
    r"听明白|听清楚|明白|清楚|理解|知道|晓得|听懂|听见|听到|记住|记得|记牢|懂|好的|好|行|可以|嗯|哦|噢|哎|对|是的|是|没有问题|没问题|"
    r"收到|谢谢|感谢|多谢|麻烦|辛苦|医生|大夫|护士|老师|主任|您|你|我们|我|都|会|注意|耐心|讲解|讲过|说过|讲|说|的|了|啦|呀|啊|吧|呢|嘛|"
    r"已经|刚刚|刚才|全部|全|很|非常|一定|放心"
)


def only_acknowledges(reply: str) -> bool:
    """Say whether a reply holds nothing but agreement and thanks, or nothing at all."""
    plain = plain_form(reply)
    if re.search(r"\d", plain):
        return False
    words = re.findall(r"[a-z]+", plain)
    rest = re.sub(r"[^\u3400-\u9fff]", "", _EMPTY_ZH.sub("", plain))
    return all(word in _EMPTY for word in words) and not rest

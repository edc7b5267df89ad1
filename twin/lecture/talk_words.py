"""The studio's own words around a physician's: scene titles, signposts, notes. They state nothing medical."""

from twin.lecture.script import SceneKind
from twin.persona.persona import Bilingual, BilingualList

TITLES = {
    SceneKind.WHY: Bilingual(en="Why it matters", zh="为什么要紧"),
    SceneKind.WHAT_TO_DO: Bilingual(en="What you can do", zh="您可以怎么做"),
    SceneKind.WHEN_TO_SEEK_HELP: Bilingual(en="When to seek help", zh="什么时候要就医"),
    SceneKind.SOURCES: Bilingual(en="Sources", zh="资料来源"),
}
TITLES_FOR_STAFF = {
    SceneKind.WHAT_TO_DO: Bilingual(en="What to do", zh="怎么处理"),
    SceneKind.WHEN_TO_SEEK_HELP: Bilingual(en="What must not wait", zh="哪些情况不能等"),
}
KICKERS = {
    SceneKind.WHY: Bilingual(en="Why", zh="为什么"),
    SceneKind.BODY: Bilingual(en="What to know", zh="要点"),
    SceneKind.WHAT_TO_DO: Bilingual(en="Do", zh="怎么做"),
    SceneKind.WHEN_TO_SEEK_HELP: Bilingual(en="Help", zh="就医"),
    SceneKind.SOURCES: Bilingual(en="Sources", zh="来源"),
}
TO_A_BODY_SCENE = BilingualList(
    en=("Next: {title}.", "Now to this: {title}.", "The next point: {title}."),
    zh=("接下来：{title}。", "再看这一点：{title}。", "下一点：{title}。"),
)
TO_WHAT_TO_DO = Bilingual(en="Now to what you can do.", zh="下面说说您可以怎么做。")
TO_WHEN_TO_SEEK_HELP = Bilingual(en="And last: when to seek help.", zh="最后说说，什么时候要就医。")
TO_WHAT_TO_DO_FOR_STAFF = Bilingual(en="Now to what to do.", zh="下面说说怎么处理。")
TO_WHEN_TO_SEEK_HELP_FOR_STAFF = Bilingual(
    en="And last: what must not wait.", zh="最后说说，哪些情况不能等。"
)
SOURCES_SPOKEN = Bilingual(
    en="Every medical sentence of this talk comes from the sources on this slide.",
    zh="这次讲的每一句医学内容，都出自这一页上的资料。",
)
TOO_LITTLE = Bilingual(
    en="The folder holds about {have} minutes on this topic in this language, not {asked}.",
    zh="资料夹里关于这个题目、用这种语言的内容，大约够讲{have}分钟，不够{asked}分钟。",
)
BEYOND = Bilingual(
    en="On the topic itself the folder holds about {have} of {asked} minutes; the rest is taken from the topics nearest to it: {titles}.",
    zh="关于这个题目本身，资料夹大约够讲{have}分钟（要求{asked}分钟）；其余时间取自最接近的题目：{titles}。",
)
AND_MORE = Bilingual(en=" · and more", zh=" · 等")
NO_URGENT = Bilingual(
    en="When to seek help: the folder says nothing about it for this topic.",
    zh="什么时候要就医：资料夹里没有这个题目的说明。",
)
URGENT_QUESTION = Bilingual(
    en="{topic}: when should I call 120 or go to the emergency department?",
    zh="{topic}：什么时候要打120，什么时候要去急诊？",
)
OTHER_LANGUAGE = Bilingual(
    en="{point} (the folder holds it in the other language only)", zh="{point}（资料夹里只有另一种语言的）"
)

"""Rule: who is named as the source of a statement is named in the cited passage too."""

import re
from collections.abc import Sequence

_AUTHORITY = re.compile(
    r"\b(?:world\shealth\sorgani[sz]ation|who\s(?:recommends|says|advises)|esc|eau|aha|acc|aap|nice|aua|gina|usmstf|cdc|fda|nih|harvard|oxford|stanford|mayo\sclinic|lancet|new\sengland\sjournal|nejm|jama|bmj|cochrane|nature|"
    r"meta-?analys[ei]s|systematic\sreviews?|(?:a|the|this|one|many|some|new|recent)\s(?:\w+\s)?(?:study|studies|trial|trials)|studies|experts?|scientists|researchers|professor|prof|academician|ministry|health\scommission|"
    r"european|american|british|chinese|german|japanese)\b|"
    r"世界卫生组织|世卫|卫健委|卫生部|药监局|儿科学会|心脏病学会|医学会|泌尿外科学会|柳叶刀|新英格兰|哈佛|协和|院士|专家(?:说|认为|建议|指出)|研究(?:证明|发现|表明|显示|说)|试验(?:证明|表明|显示)|荟萃分析|系统综述|指南|共识|"
    r"美国|欧洲|英国|日本|德国|国家",
    re.IGNORECASE,
)
# The same authority under its other names.
_SAME = {
    "世卫": ("世界卫生组织", "who", "world health"),
    "世界卫生组织": ("世卫", "who", "world health"),
    "world health organization": ("who", "世卫", "世界卫生组织"),
    "american": ("aha", "acc", "aap", "aua", "asco", "us ", "u.s.", "america", "usmstf", "美国"),
    "美国": ("american", "aha", "aap", "aua", "asco", "usmstf", "cap"),
    "european": ("esc", "eau", "eas", "europe", "欧洲"),
    "欧洲": ("european", "esc", "eau"),
    "british": ("nice", "britain", "uk", "英国"),
    "英国": ("british", "nice"),
    "chinese": ("china", "中国", "我国", "cn"),
    "指南": ("guideline",),
    "共识": ("consensus",),
    "guideline": ("指南",),
}


def unnamed_authorities(text: str, texts: Sequence[str]) -> list[str]:
    """Find the authorities a sentence invokes that stand in none of the texts (passages with their titles), as written."""
    held = " ".join(texts).lower()
    found = [match.group(0) for match in _AUTHORITY.finditer(text)]
    return [one for one in found if not _stands(one.lower(), held)]


def _stands(name: str, held: str) -> bool:
    core = re.sub(r"^(?:a|the|this|one|many|some|new|recent)\s", "", name)
    core = re.sub(r"(?:说|认为|建议|指出|证明|发现|表明|显示)$", "", core)
    last = core.split()[-1]
    stem = re.sub(r"(?:ies|y|s)$", "", last)
    forms = {core, *_SAME.get(core, ())}
    if len(stem) > 3 or last != core:
        forms.add(stem)
    return any(form in held for form in forms)

"""Words before which two is 两, not 二 (《现代汉语八百词》, 两 and 二)."""

_MEASURES = (
    "个 次 片 粒 颗 天 周 年 岁 小时 分钟 位 种 项 条 支 瓶 杯 碗 勺 根 只 件 口 层 张 份 回 遍 趟 步 晚 夜 顿 类 组 篇 名 例 包 袋 盒 滴 "
    "喷 揿 两 半 成 倍 家 人 部 台 场 处 段 对 副 样 句 者 侧 端 边 眼 手 腿 个月 星期 礼拜 把 块 本 公斤 斤 公里 米 升 秒 分"
)
MEASURE = "|".join(sorted(set(_MEASURES.split()), key=len, reverse=True))  # for a regular expression
TWO_UNITS = frozenset(
    [
        "个月",
        "克",
        "公斤",
        "公里",
        "分钟",
        "升",
        "周",
        "天",
        "小时",
        "年",
        "微克",
        "次每分钟",
        "步",
        "毫克",
        "毫克每公斤",
        "毫升",
        "片",
        "秒",
        "米",
    ]
)

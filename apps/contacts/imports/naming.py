"""A display name out of its parts."""

from __future__ import annotations

# Chinese, Japanese and Korean names begin with the family.
_FAMILY_FIRST = ("\u1100", "\ud7ff")
# The commonest of them, by which columns filled the wrong way round are told: a Western form has "first
# name" where such a hand begins with the family.
_FAMILIES = frozenset(
    """
    佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本
    井上 木村 斎藤 清水 山崎 池田 橋本 阿部 石川 山下 中島 石井 小川 前田 岡田
    長谷川 藤田 後藤 近藤 村上 遠藤 青木 坂本 王 李 张 張 刘 劉 陈 陳 杨 楊 黄
    赵 趙 吴 吳 周 徐 孙 孫 马 馬 朱 胡 郭 何 林 高 梁 郑 鄭 罗 羅 宋 谢
    謝 唐 韩 韓 曹 许 許 邓 鄧 김 이 박 최 정 강 조 윤 장 임 한
    """.split()  # noqa: SIM905 (as a list it would be a hundred lines)
)


def joined_name(*, prefix: str, given: str, additional: str, family: str, suffix: str) -> str:
    """The parts in the order their writing has them, those that are empty left out."""
    parts = [prefix, given, additional, family, suffix]
    is_swapped = given in _FAMILIES and family not in _FAMILIES
    if family and _FAMILY_FIRST[0] <= family[0] <= _FAMILY_FIRST[1] and not is_swapped:
        parts = [prefix, family, given, additional, suffix]
    return " ".join(part for part in parts if part)

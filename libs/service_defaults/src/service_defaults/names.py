"""How a person's name is read: pinyin with the readings that characters have as family names, sort key, folding.

`pypinyin` reads 单 as dan and 曾 as ceng; as family names they are shan and zeng. Family readings come first here and
the ordinary ones stay as alternatives, because people type both.
"""

import functools
import itertools
import re
import unicodedata
from dataclasses import dataclass

from pypinyin import lazy_pinyin

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af"
_UNITS = re.compile(rf"[{HAN}]|[^\W_{HAN}]+")
_HAN_RUN = re.compile(rf"^[{HAN}]+")
_NAMELESS = "~"

# Family names whose reading differs from the ordinary one, "reading/alternative"; compound ones separate syllables.
_SINGLE = """
单 shan/dan  曾 zeng/ceng  仇 qiu/chou  解 xie/jie  查 zha/cha  区 ou/qu  朴 piao/pu  盖 ge/gai  覃 qin/tan  翟 zhai/di
种 chong/zhong  缪 miao/mou  员 yun/yuan  折 she/zhe  祭 zhai/ji  牟 mu/mou  隗 wei/kui  繁 po/fan  郗 xi/chi  柏 bai/bo
召 shao/zhao  都 du/dou  薄 bo/bao  阚 kan/han  藏 zang/cang  炅 gui/jiong  能 nai/neng  乐 yue/le  洗 xian/xi  秘 bi/mi
乜 nie/mie  尉 wei/yu  吕 lv/lu/lyu  任 ren  车 che/ju  冼 xian  谌 chen/shen  重 chong/zhong
"""
_COMPOUND = """
尉迟 yu-chi/wei-chi  万俟 mo-qi/wan-si  长孙 zhang-sun/chang-sun  澹台 tan-tai/dan-tai  单于 chan-yu/dan-yu
乐正 yue-zheng/le-zheng  欧阳 ou-yang  上官 shang-guan  司马 si-ma  诸葛 zhu-ge  令狐 ling-hu  皇甫 huang-fu
宇文 yu-wen  慕容 mu-rong  夏侯 xia-hou  东方 dong-fang  公孙 gong-sun  轩辕 xuan-yuan  端木 duan-mu  南宫 nan-gong
西门 xi-men  独孤 du-gu  司徒 si-tu  司空 si-kong  呼延 hu-yan  钟离 zhong-li  闻人 wen-ren  百里 bai-li
东郭 dong-guo  太史 tai-shi  申屠 shen-tu  赫连 he-lian  拓跋 tuo-ba  鲜于 xian-yu  公冶 gong-ye  宗政 zong-zheng
濮阳 pu-yang  淳于 chun-yu  完颜 wan-yan  纳兰 na-lan
"""


def _table(text: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    words = text.split()
    return {
        family: tuple(tuple(reading.split("-")) for reading in readings.split("/"))
        for family, readings in zip(words[::2], words[1::2], strict=True)
    }


_FAMILIES = _table(_SINGLE) | _table(_COMPOUND)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name: a syllable per character, a whole word where the name is not Chinese."""

    syllables: tuple[str, ...]
    family: int
    """How many of the syllables are the family name."""

    @property
    def joined(self) -> str:
        return "".join(self.syllables)

    @property
    def initials(self) -> str:
        return "".join(syllable[0] for syllable in self.syllables)

    @property
    def family_and_initials(self) -> str:
        """How many people type a name: wangxm for 王小明."""
        given = self.syllables[self.family :]
        return "".join((*self.syllables[: self.family], *(syllable[0] for syllable in given)))


def folded(text: str) -> str:
    """Text as it is compared: full width made narrow, accents and case dropped."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def units(name: str) -> list[str]:
    """The parts of a name, folded: every Chinese character, every other word."""
    return _UNITS.findall(folded(name))


@functools.lru_cache(maxsize=4096)
def readings(name: str) -> tuple[Reading, ...]:
    """All readings of a name, the customary one first; none for a name without letters."""
    parts = units(name)
    if not parts:
        return ()
    leading = _HAN_RUN.match("".join(parts))
    family = leading[0][: _family_length(leading[0])] if leading else parts[0]
    count = len(family) if leading else 1
    rest = tuple(itertools.chain.from_iterable(_ordinary(run) for run in _runs(parts[count:])))
    heads = _FAMILIES.get(family) or (_ordinary(family),)
    return tuple(Reading((*head, *rest), count) for head in heads)


def name_sort_key(name: str) -> str:
    """A key whose byte order (C.UTF-8) is the order of a Chinese name list: pinyin, then character, place by place.

    王 (wang) comes before 张 (zhang), 张 stays apart from 章, and names without letters come last.
    """
    found = readings(name)
    if not found:
        return _NAMELESS
    pairs = zip(found[0].syllables, units(name), strict=True)
    return " ".join(syllable if syllable == unit else f"{syllable} {unit}" for syllable, unit in pairs)


def _family_length(han: str) -> int:
    return 2 if len(han) > 2 and han[:2] in _FAMILIES else 1


def _runs(parts: list[str]) -> list[str]:
    """Adjacent characters together again, because a phrase decides how they are read."""
    grouped = itertools.groupby(parts, key=_is_han)
    return [run for han, group in grouped for run in (["".join(group)] if han else group)]


def _is_han(unit: str) -> bool:
    return _HAN_RUN.match(unit) is not None


@functools.lru_cache(maxsize=16_384)
def _ordinary(run: str) -> tuple[str, ...]:
    if not _is_han(run):
        return (run,)
    # Characters without a known reading come back as one chunk.
    return tuple(itertools.chain.from_iterable((part,) if part.isascii() else part for part in lazy_pinyin(run)))

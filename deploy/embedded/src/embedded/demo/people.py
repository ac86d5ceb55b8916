"""Invented people: names that nobody has to answer for, mobiles of the range 199 0000 0000-9999."""

import random
from dataclasses import dataclass

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_GIVEN_NAMES = """
子轩 雨桐 浩然 欣怡 思远 佳宁 俊杰 梦瑶 志强 晓雯 建华 丽娜 宇航 诗涵 国栋
婉清 文博 雪莹 立新 美玲 天佑 若曦 永康 秋月 振宇 静怡 明哲 慧敏 海涛 晨曦
家豪 语嫣 鹏飞 可欣 少华 紫涵 睿 珊 磊 倩 斌 岚 锋 琪 晟 莉
"""
_GIVEN = _GIVEN_NAMES.split()
_CITIES = ["上海", "苏州", "嘉兴", "昆山", "无锡"]


@dataclass(frozen=True, slots=True)
class Person:
    """`mobile` in national digits."""

    name: str
    mobile: str
    gender: str
    city: str


class Population:
    """Hands out people one after another, the same ones on every machine."""

    def __init__(self, seed: int = 20260310) -> None:
        self._random = random.Random(seed)  # noqa: S311 - a reproducible cast, not a secret
        self._used: set[str] = set()
        self._next = 100

    def person(self) -> Person:
        name = self._name()
        self._next += 1
        return Person(
            name=name,
            mobile=f"1990000{self._next:04d}",
            gender=self._random.choice(["male", "female"]),
            city=self._random.choice(_CITIES),
        )

    def _name(self) -> str:
        while True:
            name = self._random.choice(_SURNAMES) + self._random.choice(_GIVEN)
            if name not in self._used:
                self._used.add(name)
                return name

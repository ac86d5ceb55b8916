"""Providers' names for themselves, and the store's source list."""

import pytest
from leads.intake.sources import GROUPS, SOURCES, source_for


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (("autotrader.ca",), "autotrader"),
        (("AutoTrader",), "autotrader"),
        (("Kijiji Autos",), "kijiji"),
        (("CarGurus Inc",), "cargurus"),
        (("Facebook Marketplace",), "facebook"),
        (("汽车之家-经销商",), "autohome"),
        (("懂车帝",), "dongchedi"),
        (("巨量引擎 飞鱼",), "douyin_live"),
        (("BITAUTO 易车网",), "yiche"),
        (("Unknown provider", None, "https://www.autohome.com.cn/lead"), "autohome"),
        (("", None), "other"),
        ((), "other"),
        (("KBB",), "kelley_blue_book"),
        (("Some Dealer Web",), "other"),
    ],
)
def test_sources(names: tuple[str | None, ...], code: str) -> None:
    assert source_for(*names).code == code


def test_the_list_is_complete_in_both_languages() -> None:
    assert len(SOURCES) >= 36
    assert all(source.zh and source.en and source.group in GROUPS for source in SOURCES.values())

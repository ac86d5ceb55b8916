"""Doors that a store opens: a public form of each with what came by it, and a mailbox not yet switched on."""

import asyncio
from datetime import timedelta
from time import monotonic
from typing import Any
from uuid import UUID

import httpx

from embedded.demo.browsing import ORIGIN
from embedded.demo.house import BRAND
from embedded.demo.simulation import Life
from embedded.demo.stage import Stage
from embedded.system import System

DAYS_BEFORE = 5
_WORDING = "2026-01"
_CONTACT = {
    "purpose": "service",
    "version": _WORDING,
    "zh": "我同意门店使用所填信息,就本次咨询与我联系。",
    "en": "The store may use what I filled in to contact me about this request.",
}
_MARKETING = {
    "purpose": "marketing",
    "version": _WORDING,
    "zh": "我愿意接收新车、优惠与活动信息,可随时退订。",
    "en": "Send me news, offers and invitations; I can unsubscribe at any time.",
}
_PROFILING = {
    "purpose": "profiling",
    "version": _WORDING,
    "zh": "我同意把在官网的浏览记录用于为我推荐车型。",
    "en": "What I looked at on the web site may be used to advise me.",
}
_TEST_DRIVE: dict[str, Any] = {
    "name": "官网预约试驾",
    "kind": "test_drive",
    "source": "official_site",
    "campaign": "春季试驾季",
    "texts": {
        "title_zh": "预约试驾",
        "title_en": "Book a test drive",
        "intro_zh": "选一款喜欢的车,顾问与您确认时间,也可以送车上门。",
        "intro_en": "Choose a car; an adviser settles the time with you. We also come to your door.",
    },
    "fields": [
        {"name": "name", "required": True},
        {"name": "model", "required": False},
        {"name": "preferred_time", "required": False},
        {"name": "comments", "required": False},
    ],
    "models": [f"{BRAND} X5", f"{BRAND} S6", f"{BRAND} E5", f"{BRAND} X7"],
    "origins": [ORIGIN],
    "consents": [_CONTACT, _MARKETING, _PROFILING],
}
_VALUATION: dict[str, Any] = {
    "name": "公众号免费估车",
    "kind": "sell",
    "source": "wechat_official",
    "texts": {
        "title_zh": "免费估车",
        "title_en": "What is my car worth?",
        "intro_zh": "填写车型与里程,评估师当天给您报价区间。",
        "intro_en": "Tell us model and mileage; an appraiser names a price range the same day.",
    },
    "fields": [
        {"name": "own_car", "required": True},
        {"name": "name", "required": False},
        {"name": "city", "required": False},
    ],
    "consents": [_CONTACT, _MARKETING],
}
_VISITORS: tuple[tuple[int, int, dict[str, Any]], ...] = (
    (
        0,
        9301,
        {"name": "陶然", "model": f"{BRAND} X5", "preferred_time": "weekend", "comments": "周六上午想带家人一起试"},
    ),
    (1, 9302, {"name": "魏先生", "own_car": {"model": "大众 途观L", "year": 2021, "odometer_km": 46_000}}),
    (0, 9303, {"name": "邵雨", "model": f"{BRAND} E5", "marketing": True}),
    (0, 9301, {"name": "陶然", "comments": "改到周日下午可以吗"}),
    (0, 9304, {"name": "推广部", "comments": "低价获客 https://ads.example.com 详询 https://leads.example.com"}),
    (0, 9305, {"name": "孟庭", "model": f"{BRAND} S6", "preferred_time": "evening"}),
)
_MAILBOX: dict[str, Any] = {
    "name": "平台线索邮箱",
    "host": "imap.example.com",
    "username": "leads@xinghe.example.com",
    "password": "not-a-real-one",
    "interval_minutes": 5,
    "senders": [
        {"address": "notice@autotrader.example.com", "label": "AutoTrader", "source": "autotrader"},
        {"address": "@cargurus.example.com", "label": "CarGurus", "source": "cargurus"},
    ],
    "active": False,
}


async def doors(system: System, stage: Stage) -> Life:
    """A visitor a day, the last one this morning."""
    forms = [
        await stage.cast["luoman"].post("leads", "/web-forms", **_TEST_DRIVE),
        await stage.cast["shilei"].post("leads", "/web-forms", **_VALUATION),
    ]
    await stage.cast["luoman"].post("leads", "/mailboxes", **_MAILBOX)
    transport = httpx.ASGITransport(app=system.services["leads"].app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://demo/api/v1/leads") as visitors:
        # All pages are opened first: nobody fills one in within no time at all.
        pages = [await _opened(visitors, forms[place]) for place, _, _ in _VISITORS]
        opened = monotonic()
        for number, (page, (_, mobile, told)) in enumerate(zip(pages, _VISITORS, strict=True)):
            await asyncio.sleep(max(0.0, page["wait_seconds"] - (monotonic() - opened)))
            await _sent(visitors, page, number, mobile, dict(told))
            yield timedelta(days=1)


async def _opened(visitors: httpx.AsyncClient, form: dict[str, Any]) -> dict[str, Any]:
    answer = await visitors.get(f"/web-forms/{form['form_key']}/page")
    page: dict[str, Any] = answer.raise_for_status().json()
    return page


async def _sent(
    visitors: httpx.AsyncClient, page: dict[str, Any], number: int, mobile: int, told: dict[str, Any]
) -> None:
    """As a browser on the form's own page does."""
    agreed = [_CONTACT, *([_MARKETING] if told.pop("marketing", False) else [])]
    body = {
        "id": str(UUID(int=0x0195_0000_0000_4000_8000_0000_0000_0000 + number)),
        "token": page["token"],
        "mobile": f"1990000{mobile}",
        "consents": [{"purpose": one["purpose"], "version": one["version"]} for one in agreed],
        **told,
    }
    headers = {"Origin": "http://demo", "X-Forwarded-For": f"203.0.113.{number + 1}"}
    answer = await visitors.post(f"/web-forms/{page['form_key']}/submissions", json=body, headers=headers)
    answer.raise_for_status()

"""A store's form, and visitors who fill it in."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import httpx
import pytest
from service_defaults.clocks import BusinessClock
from service_defaults.testkit.service import START, ServiceHarness

SITE = "https://www.yuanhang.example.com"
CONSENTS = [
    {"purpose": "service", "version": "2026-01", "zh": "同意就本次咨询联系我", "en": "Contact me about this"},
    {"purpose": "marketing", "version": "2026-01", "zh": "接收活动信息", "en": "Send me offers"},
    {"purpose": "profiling", "version": "2026-02", "zh": "关联我的浏览记录", "en": "Use what I looked at"},
]
FORM: dict[str, Any] = {
    "name": "官网预约试驾",
    "kind": "test_drive",
    "source": "official_site",
    "campaign": "春季试驾",
    "texts": {"title_zh": "预约试驾", "title_en": "Book a test drive"},
    "fields": [{"name": "name", "required": True}, {"name": "model"}, {"name": "comments"}],
    "models": ["远航 X5", "远航 E5"],
    "origins": [f"{SITE}/"],
    "consents": CONSENTS,
}


class Door:
    """The public side of a form, at a time that the test moves."""

    def __init__(self, leads: ServiceHarness, form: dict[str, Any]) -> None:
        self.leads = leads
        self.form = form
        self.wall = START
        leads.service.platform.clock = BusinessClock(wall=lambda: self.wall)

    def pass_seconds(self, seconds: float) -> datetime:
        self.wall += timedelta(seconds=seconds)
        return self.wall

    async def page(self, address: str = "203.0.113.1", origin: str | None = SITE, status: int = 200) -> dict[str, Any]:
        headers = {"X-Forwarded-For": address, **({"Origin": origin} if origin else {})}
        async with self.leads.client(None, **headers) as client:
            answer = await client.get(f"/web-forms/{self.form['form_key']}/page")
        assert answer.status_code == status, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def send(self, token: str, address: str = "203.0.113.1", **told: Any) -> httpx.Response:
        body = {
            "id": str(uuid4()),
            "token": token,
            "mobile": "19900000001",
            "name": "王小明",
            "consents": [{"purpose": "service", "version": "2026-01"}],
            **told,
        }
        headers = {"X-Forwarded-For": address, "Origin": SITE}
        async with self.leads.client(None, **headers) as client:
            return await client.post(f"/web-forms/{self.form['form_key']}/submissions", json=body)

    async def fill(self, address: str = "203.0.113.1", **told: Any) -> httpx.Response:
        """As a person does: opens, types, sends."""
        token = (await self.page(address))["token"]
        self.pass_seconds(20)
        return await self.send(token, address, **told)


@pytest.fixture
async def make_form(leads: ServiceHarness, cast: SimpleNamespace) -> Callable[..., Any]:
    async def make(**more: Any) -> dict[str, Any]:
        async with leads.client(cast.marketing) as client:
            answer = await client.post("/web-forms", json=FORM | more)
        assert answer.status_code == 201, answer.text
        found: dict[str, Any] = answer.json()
        return found

    return make


@pytest.fixture
async def door(leads: ServiceHarness, make_form: Callable[..., Any]) -> Door:
    return Door(leads, await make_form())

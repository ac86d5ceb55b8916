"""Reads of several services at once. One that fails or is slow costs its own part only."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from pydantic import ValidationError
from service_defaults.errors import DomainError, Forbidden, Malformed, NotFound, Unavailable
from service_defaults.paging import Page
from service_defaults.timeline import TimelineItem

from gateway.customer_view.policy import Part, Places, merge
from gateway.customer_view.schemas import CustomerView, LifeItem, LifePage
from gateway.proxy.errors import UpstreamFailed
from gateway.proxy.fetch import Fetched, fetch
from gateway.proxy.upstream import Upstream

SERVICES = ("leads", "aftersales", "loyalty", "notifications")
SECONDS = 5.0
# Knowing nothing of a customer, or not telling this post, is an answer.
_ANSWERED = (200, 403, 404)


class CustomerNotFound(NotFound):
    code = "customer_not_found"
    zh = "没有找到该客户，可能已被合并或不在您的权限范围内"
    en = "No such customer: merged into another, or outside your scope"


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads services as the caller: with the caller's own internal token and language."""

    upstreams: Mapping[str, Upstream]
    authorization: str
    language: str

    async def get(self, service: str, tail: str, **query: str | int) -> Fetched:
        """Raises `UpstreamFailed`, also for a service that is not there."""
        upstream = self.upstreams.get(service)
        if upstream is None:
            raise UpstreamFailed
        return await fetch(
            upstream,
            f"/api/v1/{service}{tail}",
            query=urlencode(query),
            authorization=self.authorization,
            language=self.language,
            seconds=SECONDS,
        )


async def get_view(reader: Reader, customer_id: UUID) -> CustomerView:
    """Raises `CustomerNotFound` and `Forbidden` where leads says so, `Unavailable` where leads is away."""
    tails = dict.fromkeys(SERVICES, f"/customers/{customer_id}/summary") | {"leads": f"/customers/{customer_id}"}
    names = list(tails)
    answers = await asyncio.gather(*(_try(reader, name, tails[name]) for name in names))
    parts = dict(zip(names, answers, strict=True))
    leads = parts.pop("leads")
    if leads is None:
        raise Unavailable
    if leads.status == 404:
        raise CustomerNotFound
    if leads.status == 403:
        raise Forbidden
    customer = _object(leads)
    if customer is None:
        raise Unavailable
    shown = {name: None if part is None else _object(part) for name, part in parts.items()}
    away = [name for name, part in parts.items() if part is None or part.status not in _ANSWERED]
    return CustomerView(customer=customer, **shown, unavailable=away)


async def get_life(reader: Reader, customer_id: UUID, limit: int, cursor: str | None) -> LifePage:
    """Raises `CustomerNotFound`, `Malformed`."""
    places = _places(cursor)
    asked = [name for name, place in places.services.items() if not place.done]
    answers = await asyncio.gather(
        *(
            _try(
                reader,
                name,
                f"/customers/{customer_id}/timeline",
                limit=limit,
                **({"cursor": place.cursor} if (place := places.services[name]).cursor else {}),
            )
            for name in asked
        )
    )
    parts: dict[str, Part] = {}
    for name, answer in zip(asked, answers, strict=True):
        if answer is not None and answer.status == 404 and name == "leads":
            raise CustomerNotFound
        part = _part(answer)
        if part is not None:
            parts[name] = part
    shown, behind = merge(parts, places, limit)
    away = [name for name in asked if name not in parts]
    more = any(not place.done for name, place in behind.services.items() if name in parts) or bool(away)
    return LifePage(
        items=[LifeItem(**item.model_dump(), service=name) for name, item in shown],
        # Without a line to show, the same place again would only loop.
        next_cursor=behind.encode() if more and shown else None,
        unavailable=away,
    )


def _places(cursor: str | None) -> Places:
    if cursor is None:
        return Places.start(SERVICES)
    try:
        return Places.decode(cursor, SERVICES)
    except ValueError as error:
        raise Malformed(pointer="/query/cursor") from error


async def _try(reader: Reader, service: str, tail: str, **query: str | int) -> Fetched | None:
    try:
        return await reader.get(service, tail, **query)
    except DomainError:
        return None


def _object(answer: Fetched) -> dict[str, Any] | None:
    if answer.status != 200:
        return None
    try:
        value = answer.json()
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _part(answer: Fetched | None) -> Part | None:
    if answer is None:
        return None
    if answer.status in (403, 404):
        return Part([], None)
    try:
        page = Page[TimelineItem].model_validate_json(answer.body) if answer.status == 200 else None
    except ValidationError:
        return None
    return None if page is None else Part(page.items, page.next_cursor)

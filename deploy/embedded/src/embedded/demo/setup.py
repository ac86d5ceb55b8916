"""Sets the demo's house up through the gateway's use cases and the catalogue through the leads service."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from itertools import count
from random import Random
from uuid import UUID

from contracts.vocabulary import PartnerKind
from gateway.organisation import service as organisation
from gateway.organisation import staffing
from gateway.organisation.schemas import StaffCreate, StoreCreate, TeamCreate
from gateway.partner import service as partners
from gateway.partner.schemas import KeyCreate, PartnerCreate
from service_defaults.identity import SYSTEM
from service_defaults.work import Work

from embedded.demo.cast import Caller, HouseIds
from embedded.demo.house import BRAND, CAR_LINES, GROUP, PARTNERS, POSTS, STORES, TEAMS, CarLine
from embedded.system import System

_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VIN_VALUES = {c: v for v, cs in enumerate(("", "AJ", "BKS", "CLT", "DMU", "ENV", "FW", "GPX", "HY", "RZ")) for c in cs}


async def set_up_house(system: System, password: str) -> HouseIds:
    """Group, stores, teams, staff who sign in with `password`, partners."""
    ids = HouseIds()
    async with gateway_work(system) as work:
        ids.group = (await organisation.found_group(work, GROUP)).id
        for name, spec in STORES.items():
            ids.stores[name] = (await organisation.open_store(work, ids.group, StoreCreate(**spec))).id
        for name, (store, title) in TEAMS.items():
            team = await organisation.form_team(work, TeamCreate(store_id=ids.stores[store], name=title))
            ids.teams[name] = team.id
        for post in POSTS:
            command = StaffCreate(
                store_id=ids.stores[post.store],
                team_id=ids.teams[post.team] if post.team else None,
                name=post.name,
                username=post.username,
                roles=list(post.roles),
                password=password,
            )
            ids.staff[post.username] = (await staffing.engage_staff(work, system.gateway.runtime.passwords, command)).id
        for ally in PARTNERS:
            admitted = PartnerCreate(
                name=ally.name, kind=PartnerKind(ally.kind), source=ally.source, store_ids=list(ids.stores.values())
            )
            ids.partners[ally.name] = (await partners.admit_partner(work, admitted, partner_id=ally.id)).id
    await system.settle()
    return ids


async def issue_key(system: System, partner_id: UUID) -> str:
    async with gateway_work(system) as work:
        return (await partners.issue_key(work, partner_id, KeyCreate(label="demo"))).text


async def fill_yard(manager: Caller, today: date, random: Random) -> dict[str, list[str]]:
    """Catalogue and stock; answers the model's id and test cars: {"models": […], "test_cars": […]}."""
    numbers = count(1)
    models, test_cars = [], []
    for line in CAR_LINES:
        model = await manager.post("leads", "/car-models", **_model(line))
        models.append(model["id"])
        for _ in range(line.stock):
            await manager.post("leads", "/cars", **_car(model["id"], line, next(numbers), today, random))
        demo = _car(model["id"], line, next(numbers), today, random) | {"kind": "demo", "odometer_km": 1200}
        demo |= {"plate": f"沪A{next(numbers):05d}", "insurance_until": str(today + timedelta(days=600))}
        test_cars.append((await manager.post("leads", "/cars", **demo))["id"])
    return {"models": models, "test_cars": test_cars}


def password() -> str:
    """One password for all of the demo's accounts, made at first start."""
    return f"chemai-{secrets.token_hex(4)}"


def vin(number: int) -> str:
    """A VIN that checks (ISO 3779), of a manufacturer code that nobody holds."""
    digits = f"LYH{'ABCDE'[number % 5]}A24B0T1{number:06d}"
    total = sum(
        (_VIN_VALUES[char] if char.isalpha() else int(char)) * weight
        for char, weight in zip(digits, _VIN_WEIGHTS, strict=True)
    )
    return digits[:8] + "0123456789X"[total % 11] + digits[9:]


def _model(line: CarLine) -> dict[str, object]:
    return {
        "brand": BRAND,
        "series": line.series,
        "name": line.name,
        "model_year": 2026,
        "energy": line.energy,
        "tax_class": "new_energy" if line.new_energy else "standard",
        "msrp_fen": line.msrp_fen,
        "colours": list(line.colours),
        "seats": line.seats,
        "first_service_km": 5_000,
        "first_service_months": 6,
        "service_interval_km": 20_000 if line.energy == "electric" else 10_000,
        "service_interval_months": 12,
    }


def _car(model_id: str, line: CarLine, number: int, today: date, random: Random) -> dict[str, object]:
    return {
        "model_id": model_id,
        "vin": vin(number),
        "colour": random.choice(line.colours),
        "cost_fen": line.msrp_fen * 93 // 100,
        "price_fen": line.msrp_fen,
        "arrived_on": str(today - timedelta(days=random.randrange(5, 120))),
        "odometer_km": random.randrange(5, 30),
        "location": f"A{number % 40 + 1:02d}",
    }


@asynccontextmanager
async def gateway_work(system: System) -> AsyncIterator[Work]:
    platform = system.gateway.service.platform
    async with platform.database.write() as session:
        yield Work(session=session, platform=platform, now=platform.clock.now(), actor=SYSTEM)

"""Brings the demo to its present: plays the months before it once, then only opens the doors."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from gateway.clock.policy import demo_start
from gateway.organisation.policy import DEFAULT_OPENING
from service_defaults.clocks import wall_now

from embedded.demo import setup
from embedded.demo.aftercare import relations_desk
from embedded.demo.belonging import DAYS_BEFORE as BELONGING_DAYS
from embedded.demo.belonging import belonging
from embedded.demo.browsing import DAYS_BEFORE, site_visitors
from embedded.demo.card import Account, DemoCard, PartnerAccess
from embedded.demo.cast import Cast, HouseIds
from embedded.demo.clues import DAYS_BEFORE as CLUES_DAYS_BEFORE
from embedded.demo.clues import clues
from embedded.demo.companies import key_accounts
from embedded.demo.diligence import advisers_day
from embedded.demo.doors import DAYS_BEFORE as DOORS_DAYS_BEFORE
from embedded.demo.doors import doors
from embedded.demo.filing import DAYS_BEFORE as FILING_DAYS_BEFORE
from embedded.demo.filing import file_keeping
from embedded.demo.floor import WALK_IN_MINUTES_BEFORE, this_morning
from embedded.demo.house import PARTNERS, POSTS, STORES
from embedded.demo.lists import MINUTES_BEFORE, lists
from embedded.demo.lives import life
from embedded.demo.people import Population
from embedded.demo.plans import SPAN_DAYS, make_plans
from embedded.demo.rota import keep_rosters
from embedded.demo.simulation import Simulation
from embedded.demo.stage import Stage
from embedded.demo.supervision import passers_by, supervisors_evening
from embedded.demo.troubles import (
    CASES,
    CONSENT_DAYS_BEFORE,
    OUTAGE_DAYS_BEFORE,
    begins_at,
    complaint,
    no_more_messages,
    partner_outage,
)
from embedded.demo.views import keep_views
from embedded.demo.webhooks import connect_partners, follow_simulator
from embedded.paths import DEMO_FILE
from embedded.secrets import Secrets
from embedded.system import SIMULATOR_PATH, System

Progress = Callable[[str], None]
_ZONE = ZoneInfo("Asia/Shanghai")
_SEED = 20260310


async def ensure_demo(system: System, secrets: Secrets, base_url: str, mark: Path, progress: Progress) -> DemoCard:
    """The demo's card. `mark` is written when the demo stands; without it the months before are played first."""
    card = DemoCard.load(mark)
    if card is None:
        progress("› Demo dealership: playing seven months of business (once, two to three minutes)")
        card = await _play(system, secrets, base_url)
        card.save(mark)
    else:
        await follow_simulator(system.services["notifications"], _simulator(system))
    card.base_url = base_url
    await system.gateway.enter_opening_hours()
    await system.settle()
    card.save(DEMO_FILE)
    return card


def _simulator(system: System) -> str:
    return f"{system.internal_url}{SIMULATOR_PATH}"


async def _play(system: System, secrets: Secrets, base_url: str) -> DemoCard:
    present = demo_start(wall_now(), DEFAULT_OPENING, _ZONE)
    random = Random(_SEED)  # noqa: S311 - a reproducible demo, not a secret
    starts = _morning(present - timedelta(days=SPAN_DAYS + 5))
    simulation = Simulation(system, starts)
    password = setup.password()
    ids = await setup.set_up_house(system, password)
    await keep_rosters(system, ids, present)
    cast = Cast(system, secrets.token_private_key, ids)
    await keep_views(system, cast.principals())
    agreed = await connect_partners(system.services["notifications"], _simulator(system), secrets.partner_secret)
    yard = await setup.fill_yard(cast["wugang"], starts.date(), random)
    await system.settle()
    stage = Stage(simulation, cast, random, ids.partners, yard["models"], yard["test_cars"])
    for plan in make_plans(present, Population(), random):
        simulation.begin(plan.arrives, life(stage, plan))
    simulation.begin(present - timedelta(days=DAYS_BEFORE, minutes=25), site_visitors(stage))
    simulation.begin(_morning(present - timedelta(days=FILING_DAYS_BEFORE)), file_keeping(stage))
    simulation.begin(starts + timedelta(days=20), relations_desk(stage))
    simulation.begin(starts + timedelta(days=1, hours=7), advisers_day(stage))
    simulation.begin(starts + timedelta(days=1, hours=4), passers_by(stage))
    simulation.begin(present - timedelta(minutes=WALK_IN_MINUTES_BEFORE), this_morning(stage))
    simulation.begin(starts + timedelta(days=1, hours=9), supervisors_evening(stage, present))
    simulation.begin(starts + timedelta(days=9), key_accounts(stage))
    simulation.begin(present - timedelta(days=BELONGING_DAYS), belonging(stage, present))
    simulation.begin(present - timedelta(minutes=MINUTES_BEFORE), lists(stage))
    simulation.begin(_morning(present - timedelta(days=CLUES_DAYS_BEFORE)), clues(stage))
    simulation.begin(present - timedelta(days=DOORS_DAYS_BEFORE, minutes=25), doors(system, stage))
    _troubles(system, stage, present)
    await simulation.play(present)
    return await _card(system, base_url, password, ids, agreed)


def _troubles(system: System, stage: Stage, present: datetime) -> None:
    bank = system.simulator.state.simulator
    stage.simulation.begin(present - timedelta(days=OUTAGE_DAYS_BEFORE), partner_outage(bank))
    stage.simulation.begin(_morning(present - timedelta(days=CONSENT_DAYS_BEFORE)), no_more_messages(stage))
    for number, case in enumerate(CASES):
        stage.simulation.begin(begins_at(case, present), complaint(stage, number, case))


async def _card(system: System, base_url: str, password: str, ids: HouseIds, agreed: dict[str, str]) -> DemoCard:
    accounts = [
        Account(
            role=role,
            staff_id=str(ids.staff[post.username]),
            name=post.name,
            username=post.username,
            password=password,
            store=str(STORES[post.store]["name"]),
        )
        for post in POSTS
        for role in post.roles
    ]
    partners = [
        PartnerAccess(
            partner_id=str(ids.partners[ally.name]),
            name=ally.name,
            api_key=await setup.issue_key(system, ids.partners[ally.name]),
            webhook_secret=agreed[ally.name],
        )
        for ally in PARTNERS
    ]
    return DemoCard(base_url=base_url, accounts=accounts, partners=partners)


def _morning(instant: datetime) -> datetime:
    local = instant.astimezone(_ZONE).replace(hour=9, minute=10, second=0, microsecond=0)
    return local.astimezone(UTC)

"""Connects the demo's partners: the finance partner is the simulator, reached and answering by signed webhooks."""

import base64
import secrets

from notifications.endpoint.event_types import WebhookType
from notifications.endpoint.schemas import EndpointChange
from notifications.endpoint.service import change_endpoint, list_endpoints, register_endpoint
from notifications.partner.service import set_secret
from service_defaults.identity import SYSTEM
from service_defaults.service import Service
from service_defaults.work import Work

from embedded.demo.house import AD_PLATFORM, FINANCE_PARTNER, PARTNERS

_MARK = "demo"


async def connect_partners(notifications: Service, simulator_url: str, finance_secret: str) -> dict[str, str]:
    """One secret per partner for both directions, by name; the finance partner's endpoint is the simulator.

    So is the advertising platform's, which hears there what became of its clues.
    """
    agreed = {ally.name: f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}" for ally in PARTNERS}
    agreed[FINANCE_PARTNER.name] = finance_secret
    platform = notifications.platform
    async with platform.database.write() as session:
        work = Work(session=session, platform=platform, now=platform.clock.now(), actor=SYSTEM)
        for ally in PARTNERS:
            await set_secret(work, ally.id, agreed[ally.name])
        await register_endpoint(
            work,
            FINANCE_PARTNER.id,
            _address(simulator_url),
            [WebhookType.LOAN_SUBMITTED, WebhookType.VEHICLE_DELIVERED],
            description=_MARK,
            secret=finance_secret,
        )
        await register_endpoint(
            work,
            AD_PLATFORM.id,
            _address(simulator_url),
            [WebhookType.LEAD_STATUS_REPORTED],
            description=_MARK,
            secret=finance_secret,
        )
    return agreed


async def follow_simulator(notifications: Service, simulator_url: str) -> None:
    """The data were kept and the port is another one: whoever is the simulator is found where it stands now."""
    platform = notifications.platform
    async with platform.database.write() as session:
        work = Work(session=session, platform=platform, now=platform.clock.now(), actor=SYSTEM)
        for endpoint, _partner in await list_endpoints(work, partner_id=None, after=None, limit=100):
            if endpoint.description == _MARK and endpoint.url != _address(simulator_url):
                change = EndpointChange(url=_address(simulator_url))
                await change_endpoint(work, endpoint.id, change, endpoint.version)


def _address(simulator_url: str) -> str:
    return f"{simulator_url}/webhooks"

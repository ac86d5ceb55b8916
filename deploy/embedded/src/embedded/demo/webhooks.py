"""Connects the demo's partners: the finance partner is the simulator, reached and answering by signed webhooks."""

import base64
import secrets

from notifications.endpoint.event_types import WebhookType
from notifications.endpoint.service import register_endpoint
from notifications.partner.service import set_secret
from service_defaults.identity import SYSTEM
from service_defaults.service import Service
from service_defaults.work import Work

from embedded.demo.house import FINANCE_PARTNER, PARTNERS


async def connect_partners(notifications: Service, simulator_url: str, finance_secret: str) -> dict[str, str]:
    """One secret per partner for both directions, by name; the finance partner's endpoint is the simulator."""
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
            f"{simulator_url}/webhooks",
            [WebhookType.LOAN_SUBMITTED, WebhookType.VEHICLE_DELIVERED],
            description="demo",
            secret=finance_secret,
        )
    return agreed

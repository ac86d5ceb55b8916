"""Connects the demo's partners: the finance partner is the simulator, reached and answering by signed webhooks."""

from embedded.demo.cast import HouseIds
from embedded.system import System


async def connect_partners(system: System, ids: HouseIds, base_url: str) -> dict[str, str]:
    """Webhook secrets by partner name."""
    return dict.fromkeys(ids.partners, "")

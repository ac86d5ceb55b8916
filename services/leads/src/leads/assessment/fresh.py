"""Temperature and score of leads that are only being written: nothing has happened to them yet, so they are alike by
the hundred, and each kind is judged once."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession

from leads.assessment import facts as gathering
from leads.assessment.facts import Past, Store
from leads.assessment.service import Outcome, assess, computed, standing_row

_UNSEEN = {"layer": None, "since": None, "reason": None, "reminded": None, "tags": (), "touched_at": None}


@dataclass(slots=True)
class FreshLeads:
    """Judges new leads of new customers by what distinguishes them: source, kind, trade-in."""

    now: datetime
    store: Store
    _known: dict[Hashable, Outcome] = field(default_factory=dict)

    def judge(self, lead: dict[str, Any], lifecycle: str) -> tuple[dict[str, Any], dict[str, Any]] | None:
        """The lead's columns and the customer's standing; None where more is to be said than that: the timer does."""
        kind = (lead["source"], lead["channel"], lead["family"], lead["trade_in"] is not None, lifecycle)
        outcome = self._known.get(kind)
        if outcome is None:
            seen = SimpleNamespace(**{**lead, **_UNSEEN, "lifecycle": lifecycle, "trade_in": kind[3]})
            outcome = self._known[kind] = assess(self.now, seen, Past([], [], [], [], [], []), self.store)
        verdict = outcome.verdict
        if verdict.moved or verdict.remind or verdict.ask:
            return None
        return computed(outcome), standing_row(lead["customer_id"], self.store.id, verdict.standing)


async def fresh_leads(session: ReadSession, store_id: UUID, now: datetime) -> FreshLeads:
    stores = await gathering.stores_of(session, {store_id})
    return FreshLeads(now, stores[store_id])

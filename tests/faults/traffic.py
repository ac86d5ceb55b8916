"""What goes on while processes die: leads of a platform, visits, hand-overs, an organisation that changes."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import httpx
from contracts.leads import VehicleDelivered
from distributed import Distributed, look
from embedded.demo.setup import vin
from messaging import Envelope
from messaging.tables import to_columns
from service_defaults.ids import new_id
from service_defaults.organisation import StaffChanged
from story.people import Person

from contracts.examples import example

ADF = """<?xml version="1.0" encoding="UTF-8"?>
<adf><prospect status="new"><id source="chexun">fault-{number}</id><requestdate>{at}</requestdate>
<vehicle interest="buy" status="new"><year>2026</year><make>远航</make><model>X5</model></vehicle>
<customer><contact><name part="full">客户{number}</name><phone type="voice">1990000{number}</phone></contact></customer>
<vendor><vendorname>星河路 4S 店</vendorname></vendor></prospect></adf>"""
_AWAY = (502, 503, 504)
_PATIENCE = 150


class Traffic:
    """Sends what it has to until it is acknowledged; `revive` is called whenever somebody is away."""

    def __init__(self, system: Distributed, revive: Callable[[], None]) -> None:
        self._system = system
        self._revive = revive
        house = system.house
        self._platform = house.partner("车讯线索平台")
        self._reception = house.staff("linxiaoman")
        self._manager = house.staff("qinling")
        self.absentee = house.staff("dengkai").get("/gateway/me")["staff_id"]
        me = house.staff("wugang").get("/gateway/me")
        self._store = UUID(me["store"]["id"])
        self._now = datetime.fromisoformat(me["business_time"])
        self.sent = 0

    def go_on(self) -> None:
        """One lead, one visit, one hand-over, one change of the organisation, one event that nobody can read."""
        number = 6000 + self.sent
        document = ADF.format(number=number, at=self._now.isoformat(timespec="seconds")).encode()
        media_type = {"Content-Type": "application/x-adf+xml"}
        answer = self._insist(self._platform, "POST", "/leads/intake/adf", content=document, headers=media_type)
        once = {"Idempotency-Key": f"fault-{number}"}
        self._insist(self._reception, "POST", "/leads/visits", json={"anonymous": True}, headers=once)
        leave = {"on_leave": self.sent % 2 == 0}
        self._insist(self._manager, "PUT", f"/gateway/staff/{self.absentee}/leave", json=leave)
        self._announce("leads", self._hand_over(number, answer["results"][0]))
        self._announce("gateway", self._unreadable())
        self.sent += 1

    def _insist(self, person: Person, method: str, path: str, **request: Any) -> Any:
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            try:
                response = person.http.request(method, path, **request)
            except httpx.TransportError:
                pass
            else:
                if response.status_code not in _AWAY:
                    return person.answer(response)
            self._revive()
            time.sleep(0.05)
        raise AssertionError(f"{method} {path} was not answered within {_PATIENCE} s")

    def _hand_over(self, number: int, result: dict[str, Any]) -> Envelope:
        told = example(VehicleDelivered)
        owner = result["owner"]
        event = told.model_copy(
            update={
                "delivery_id": new_id(),
                "order_id": new_id(),
                "order_no": f"XHFAULT{number}",
                "lead_id": UUID(result["lead_id"]),
                "customer_id": UUID(result["customer_id"]),
                "store_id": self._store,
                "group_id": self._group(),
                "owner_id": UUID(owner["staff_id"]) if owner else None,
                "service_adviser_id": None,
                "person_key": f"{number:064x}",
                "vehicle": told.vehicle.model_copy(update={"car_id": new_id(), "vin": vin(900_000 + number)}),
                "delivered_at": self._now,
                "loan_id": None,
                "loan_partner_id": None,
                "appraisal_id": None,
                "referrer_customer_id": None,
                "referrer_person_key": None,
                "informed_partner_ids": (),
            }
        )
        return Envelope.of(event, service="leads", at=self._now)

    def _group(self) -> UUID:
        return UUID(str(look(self._system.urls["leads"], "SELECT group_id FROM store_ref LIMIT 1")[0][0]))

    def _unreadable(self) -> Envelope:
        staff = example(StaffChanged).model_copy(update={"staff_id": new_id()})
        whole = Envelope.of(staff, service="gateway", at=self._now)
        return Envelope(**{**{name: getattr(whole, name) for name in whole.__slots__}, "data": b"{}"})

    def _announce(self, service: str, envelope: Envelope) -> None:
        """Into the outbox, as a use case does."""
        columns = to_columns(envelope)
        names, places = ", ".join(columns), ", ".join(f"${place}" for place in range(1, len(columns) + 1))
        look(self._system.urls[service], f"INSERT INTO outbox ({names}) VALUES ({places})", *columns.values())  # noqa: S608

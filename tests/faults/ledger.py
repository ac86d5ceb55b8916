"""The books after the storm: every effect of what was acknowledged, counted where it has to stand."""

from distributed import Distributed, look

_CUSTOMERS = "SELECT customer_id FROM external_ref WHERE external_id LIKE 'fault-%'"
_LEADS = {
    "customers": "SELECT count(*) FROM customer",
    "leads": "SELECT count(*) FROM lead",
    "visits": "SELECT count(*) FROM visit",
}
_EFFECTS = {
    "aftersales": {
        "owners known": "SELECT count(*) FROM customer_access WHERE customer_id = ANY($1)",
        "owner's files": "SELECT count(*) FROM owned_vehicle WHERE customer_id = ANY($1)",
        "of different customers": "SELECT count(DISTINCT customer_id) FROM owned_vehicle WHERE customer_id = ANY($1)",
        "call-back plans": "SELECT count(*) / 7.0 FROM care_task WHERE customer_id = ANY($1)",
    },
    "loyalty": {
        "owners known": "SELECT count(*) FROM customer_access WHERE customer_id = ANY($1)",
        "members": "SELECT count(*) FROM member WHERE customer_id = ANY($1)",
        "grants": "SELECT count(*) FROM ledger_entry WHERE customer_id = ANY($1) AND kind = 'grant'",
        "members with the points of one grant": (
            "SELECT count(*) FROM member WHERE customer_id = ANY($1) AND available_points = 0 AND pending_points ="
            " (SELECT sum(points) FROM posting WHERE member_id = member.id AND account = 'member_pending')"
        ),
    },
    "notifications": {
        "owners known": "SELECT count(*) FROM customer_access WHERE customer_id = ANY($1)",
        "thanks": (
            "SELECT count(*) FROM message WHERE customer_id = ANY($1)"
            " AND template = 'delivery_thank_you' AND state = 'sent'"
        ),
        "thanks delivered": (
            "SELECT count(*) FROM sandbox_message JOIN message ON message.id = message_id"
            " WHERE customer_id = ANY($1) AND template = 'delivery_thank_you'"
        ),
    },
}
_QUEUES = {
    "dead letters": "SELECT count(*) FROM inbox WHERE state = 'dead'",
    "revision of the absentee": "SELECT revision FROM staff_ref WHERE id = $1::uuid",
}
_IDLE = {
    "inbox": "SELECT count(*) FROM inbox WHERE state = 'pending'",
    "outbox": "SELECT count(*) FROM outbox WHERE published_at IS NULL",
}


class Ledger:
    """Opened before the traffic. `faults(sent)` is empty when that many of everything were added, and no more."""

    def __init__(self, system: Distributed, absentee: str) -> None:
        self._urls = system.urls
        self._absentee = absentee
        self._before = self._counts()

    def faults(self, sent: int) -> dict[str, str]:
        expected = {name: count + sent for name, count in self._before.items()}
        found = self._counts()
        customers = [row[0] for row in look(self._urls["leads"], _CUSTOMERS)]
        for service, effects in _EFFECTS.items():
            for name, sql in effects.items():
                expected[f"{service}: {name}"] = sent
                found[f"{service}: {name}"] = look(self._urls[service], sql, customers)[0][0]
        for service, url in self._urls.items():
            for name, sql in _IDLE.items():
                expected[f"{service}: waiting in the {name}"] = 0
                found[f"{service}: waiting in the {name}"] = look(url, sql)[0][0]
        return {name: f"{found[name]}, not {count}" for name, count in expected.items() if found[name] != count}

    def _counts(self) -> dict[str, int]:
        counts = {f"leads: {name}": look(self._urls["leads"], sql)[0][0] for name, sql in _LEADS.items()}
        for service, url in self._urls.items():
            for name, sql in _QUEUES.items():
                values = (self._absentee,) if "$1" in sql else ()
                counts[f"{service}: {name}"] = look(url, sql, *values)[0][0]
        return counts

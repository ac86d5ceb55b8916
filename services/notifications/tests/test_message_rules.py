"""The rules of messages by themselves: hours, consent, patience, wording."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from contracts.leads import LoanStatusChanged
from contracts.vocabulary import LoanStatus
from hypothesis import given
from hypothesis import strategies as st
from notifications.consent.policy import NO_RECIPIENT, ConsentLine
from notifications.message.policy import ATTEMPTS, ContactHours, consent_gate, wait_after
from notifications.message.rules import RULES
from notifications.setting.schemas import NotificationSettings
from notifications.template.catalogue import CATALOGUE
from notifications.template.policy import RenderFailed, render, unknown_variables
from service_defaults.ids import new_id

from contracts.examples import example

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOURS = ContactHours(time(9), time(20), SHANGHAI)
AT = datetime(2026, 3, 10, tzinfo=UTC)
END = AT.replace(year=2030, tzinfo=None)


def line(purpose: str, *, granted: bool, channel: str = "", minutes: int = 0) -> ConsentLine:
    return ConsentLine(purpose, new_id(), channel, new_id(), granted, AT + timedelta(minutes=minutes))


@given(st.datetimes(AT.replace(tzinfo=None), END, timezones=st.just(UTC)))
def test_contact_hours_are_met_within_a_day_and_never_left(instant: datetime) -> None:
    found = HOURS.next_from(instant)
    assert instant <= found <= instant + timedelta(hours=13)
    assert time(9) <= found.astimezone(SHANGHAI).time() < time(20)
    assert HOURS.next_from(found) == found


def test_service_passes_unless_declined_and_the_rest_is_closed_unless_granted() -> None:
    def known(*lines: ConsentLine) -> list[ConsentLine]:
        return [ConsentLine(x.purpose, NO_RECIPIENT, x.channel, x.consent_id, x.granted, x.changed_at) for x in lines]

    assert consent_gate([], "service", "sms").passed
    assert consent_gate(known(line("service", granted=False)), "service", "sms").code == "declined"
    assert consent_gate(known(line("service", granted=False, channel="email")), "service", "sms").passed
    assert not consent_gate([], "marketing", "sms").passed
    assert not consent_gate([], "anything", "sms").passed
    assert consent_gate(known(line("marketing", granted=True)), "marketing", "sms").passed
    for_one = known(line("marketing", granted=True), line("marketing", granted=False, channel="sms", minutes=1))
    assert not consent_gate(for_one, "marketing", "sms").passed
    assert consent_gate(for_one, "marketing", "email").passed
    same_instant = known(line("marketing", granted=True), line("marketing", granted=False, channel="sms"))
    assert not consent_gate(same_instant, "marketing", "sms").passed
    assert not consent_gate([line("marketing", granted=True)], "marketing", "sms").passed  # another recipient's


def test_failed_messages_wait_longer_each_time_and_not_for_ever() -> None:
    *waits, last = [wait_after(n) for n in range(1, ATTEMPTS + 1)]
    assert last is None
    assert waits == sorted(set(waits))


def test_rendering() -> None:
    assert render("{a}与{b}", {"a": "{b}", "b": "乙"}) == "{b}与乙"
    with pytest.raises(RenderFailed):
        render("{a}", {})
    assert unknown_variables("{a} {b} {", {"a"}) == {"b", "{"}


def test_every_default_names_only_what_its_message_carries() -> None:
    shared = {"customer_name", "store_name", "store_phone", "store_address"}
    chosen = NotificationSettings()
    carried: dict[str, set[str]] = {}
    for kind, rule in RULES.items():
        for status in LoanStatus if kind is LoanStatusChanged else (None,):
            event = example(kind)
            event = event.model_copy(update={"status": status}) if status else event
            for telling in rule(event, datetime(2020, 1, 1, tzinfo=UTC), chosen):
                names = {"staff_name" if name == "staff_id" else name for name in telling.params}
                carried[telling.template] = names | shared
    assert carried.keys() == CATALOGUE.keys() - ({"points_earned"} - carried.keys())
    for code, names in carried.items():
        built_in = CATALOGUE[code]
        assert set(built_in.variables) <= names
        assert unknown_variables(built_in.zh, built_in.variables) == set()
        assert unknown_variables(built_in.en, built_in.variables) == set()
        assert not set(built_in.zh) & set(",;:!?()"), "Chinese text has full-width punctuation"

"""The only place that builds the organisation's events."""

from contracts.gateway import DutyChanged, DutyShift, OpeningSpan, StaffChanged, StoreChanged, TeamChanged
from service_defaults.identity import Role

from gateway.organisation.models import DutyDay, Staff, Store, Team


def store_changed(store: Store) -> StoreChanged:
    return StoreChanged(
        store_id=store.id,
        group_id=store.group_id,
        name=store.name,
        brand=store.brand,
        timezone=store.timezone,
        currency=store.currency,
        region=store.region,
        city=store.city,
        address=store.address,
        phone=store.phone,
        opening=tuple(OpeningSpan.model_validate(span) for span in store.opening),
        revision=store.revision,
    )


def team_changed(team: Team) -> TeamChanged:
    return TeamChanged(team_id=team.id, store_id=team.store_id, name=team.name, revision=team.revision)


def staff_changed(person: Staff) -> StaffChanged:
    return StaffChanged(
        staff_id=person.id,
        group_id=person.group_id,
        store_id=person.store_id,
        team_id=person.team_id,
        name=person.name,
        username=person.username,
        roles=tuple(Role(role) for role in person.roles),
        brands=tuple(person.brands),
        active=person.active,
        on_leave=person.on_leave,
        revision=person.revision,
    )


def duty_changed(roster: DutyDay) -> DutyChanged:
    return DutyChanged(
        store_id=roster.store_id,
        day=roster.day,
        shifts=tuple(DutyShift.model_validate(shift) for shift in roster.shifts),
        revision=roster.revision,
    )

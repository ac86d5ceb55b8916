"""SQL of the consent projection."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from contracts.leads import ConsentChanged
from service_defaults.aliases import Person, people_of, same_person
from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.scope import scoped
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from notifications.consent.models import ConsentState
from notifications.consent.policy import EVERY_CHANNEL, NO_RECIPIENT, ConsentLine
from notifications.partner.models import PartnerRef

_KEY = ["customer_id", "purpose", "recipient_id", "channel"]


async def keep(session: WriteSession, event: ConsentChanged, at: object) -> None:
    """Keep the newest line of its kind; an older one changes nothing."""
    statement = insert(ConsentState).values(
        customer_id=event.customer_id,
        purpose=str(event.purpose),
        recipient_id=event.recipient_id or NO_RECIPIENT,
        channel=event.channel or EVERY_CHANNEL,
        store_id=event.store_id,
        consent_id=event.consent_id,
        granted=event.granted,
        wording_version=event.wording_version,
        changed_at=at,
    )
    news = ("consent_id", "granted", "wording_version", "changed_at")
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=_KEY,
            set_={name: statement.excluded[name] for name in news},
            where=ConsentState.changed_at <= statement.excluded.changed_at,
        )
    )


async def lines_of(session: ReadSession, customer_ids: Collection[UUID]) -> dict[UUID, list[ConsentLine]]:
    """What is known of each customer, regardless of scope: a gate asks, not a person.

    A person speaks for all files that were merged: what was said last counts, under whichever id.
    """
    return await lines_of_people(session, await people_of(session, set(customer_ids)))


async def lines_of_people(session: ReadSession, people: Mapping[UUID, Person]) -> dict[UUID, list[ConsentLine]]:
    """The same for ids of which it is known who stands behind them."""
    found: dict[UUID, list[ConsentLine]] = defaultdict(list)
    ids = {one for person in people.values() for one in person.ids}
    if ids:
        rows = (await session.scalars(select(ConsentState).where(ConsentState.customer_id.in_(ids)))).all()
        for asked, person in people.items():
            found[asked] = [_line(row) for row in rows if row.customer_id in person.ids]
    return found


async def shown(session: ReadSession, actor: Principal, customer_id: UUID) -> Sequence[tuple[ConsentState, str | None]]:
    """The customer's lines with the names of the partners they speak of."""
    statement = (
        scoped(ConsentState, actor)
        .add_columns(PartnerRef.name)
        .outerjoin(PartnerRef, PartnerRef.id == ConsentState.recipient_id)
        .where(same_person(ConsentState.customer_id, customer_id))
        .order_by(ConsentState.purpose, ConsentState.changed_at.desc())
        .limit(100)
    )
    return [(row[0], row[1]) for row in (await session.execute(statement)).all()]


def _line(row: ConsentState) -> ConsentLine:
    return ConsentLine(row.purpose, row.recipient_id, row.channel, row.consent_id, row.granted, row.changed_at)

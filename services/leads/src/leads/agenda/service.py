"""The deal's part of "My day": drives, appraisals and deliveries that stand in somebody's diary."""

from service_defaults.work import Reading

from leads.agenda import repository
from leads.today.appointments import Appointment, Span


async def appointments(reading: Reading, span: Span) -> list[Appointment]:
    """Living ones in order of time; one statement, at most 200. An appraisal without a time stands at its request."""
    rows = await repository.planned(reading.session, reading.actor, span)
    return [
        Appointment(
            kind=row.kind,
            ref_id=row.id,
            customer_id=row.customer_id,
            lead_id=row.lead_id,
            staff_id=row.staff_id,
            starts_at=row.starts_at,
            title=row.title,
        )
        for row in rows
    ]

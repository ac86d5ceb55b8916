"""From the generic JSON of partners to prospects. Pure."""

from leads.behaviour.schemas import VisitorMention
from leads.customer.policy import Point, email_point, in_order, phone_point, read_email, read_phone
from leads.intake.prospect import Car, Prospect
from leads.intake.schemas import JsonLead
from leads.intake.sources import source_for

_NO_CUSTOMER = (
    "缺少客户：电话与邮箱均无法识别",
    "No customer: neither a phone number nor an e-mail address is readable",
)


def prospects_of(
    leads: list[JsonLead], *, sender: str, default_source: str | None, region: str, language: str
) -> list[Prospect]:
    return [
        _prospect(position, lead, sender=sender, default_source=default_source, region=region, language=language)
        for position, lead in enumerate(leads)
    ]


def _prospect(
    position: int, lead: JsonLead, *, sender: str, default_source: str | None, region: str, language: str
) -> Prospect:
    found = source_for(lead.source).code if lead.source else "other"
    points = _points(lead, region)
    rejection = None if points else ("no_customer", _NO_CUSTOMER[1 if language == "en" else 0])
    own = lead.trade_in
    details = {"campaign": lead.campaign, "requested_at": lead.requested_at.isoformat() if lead.requested_at else None}
    return Prospect(
        position=position,
        kind=lead.kind,
        name=lead.name or "",
        points=points,
        source=default_source if found == "other" and default_source else found,
        wanted=Car(make=lead.make, model=lead.model, year=lead.year),
        trade_in=Car(**own.model_dump()) if own else None,
        details={name: value for name, value in details.items() if value},
        refs=(((lead.source or sender).strip().casefold(), lead.id),) if lead.id else (),
        resend=lead.resend,
        visitor=VisitorMention(visitor_id=lead.visitor_id, wording_version=lead.profiling_wording)
        if lead.visitor_id
        else None,
        consents=tuple(lead.consents),
        gender=lead.gender,
        city=lead.city,
        comments=lead.comments,
        vendors=(lead.vendor,) if lead.vendor else (),
        rejection=rejection,
    )


def _points(lead: JsonLead, region: str) -> tuple[Point, ...]:
    texts = [lead.mobile, *lead.phones] if lead.mobile else lead.phones
    numbers = [number for text in texts if (number := read_phone(text, region)) and len(number.national) >= 5]
    address = read_email(lead.email) if lead.email else None
    return in_order([*(phone_point(number) for number in numbers), *([email_point(address)] if address else [])])

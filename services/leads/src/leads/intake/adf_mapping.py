"""From a read ADF document to prospects. Pure."""

from contracts.vocabulary import LeadKind

from leads.customer.policy import Gender, Point, email_point, in_order, phone_point
from leads.intake.adf import AdfDocument, AdfProspect, Customer, Party, Vehicle
from leads.intake.adf.wording import REASONS, WARNINGS
from leads.intake.prospect import Car, Prospect, filled

_COMMENTS_LIMIT = 8000
_REF_LIMIT = 200


def prospects_of(document: AdfDocument, *, sender: str, default_source: str | None, language: str) -> list[Prospect]:
    """`sender` names ids whose issuer the document does not; `default_source` is the partner's own code."""
    return [_prospect(one, sender, default_source, language) for one in document.prospects]


def _prospect(one: AdfProspect, sender: str, default_source: str | None, language: str) -> Prospect:
    customer = one.customer
    known = one.source.code
    return Prospect(
        position=one.position,
        kind=LeadKind(one.kind),
        name=customer.name.display if customer.name else "",
        points=_points(customer),
        source=default_source if known == "other" and default_source else known,
        wanted=_car(one.vehicle),
        trade_in=_car(one.trade_in) if one.trade_in else None,
        details=_details(one),
        refs=_refs(one, sender),
        resend=one.status == "resend",
        business=bool(customer.name and customer.name.business),
        gender=Gender(customer.gender) if customer.gender else None,
        city=customer.address.city if customer.address else None,
        comments="\n".join(dict.fromkeys(comment.text for comment in one.comments))[:_COMMENTS_LIMIT],
        vendors=_vendor_names(one.vendor),
        warnings=tuple((w.code.value, _worded(WARNINGS[w.code], w.detail, language)) for w in one.warnings),
        rejection=_rejection(one, language),
    )


def _worded(sentences: tuple[str, str], detail: str, language: str) -> str:
    sentence = sentences[1] if language == "en" else sentences[0]
    return f"{sentence} ({detail})" if detail and detail != "document" else sentence


def _rejection(one: AdfProspect, language: str) -> tuple[str, str] | None:
    if one.rejection is None:
        return None
    return one.rejection.code, _worded(REASONS[one.rejection.code], "", language)


def _points(customer: Customer) -> tuple[Point, ...]:
    phones = [phone_point(phone.number) for phone in customer.phones]
    return in_order([*phones, *(email_point(address) for address in customer.emails)])


def _car(vehicle: Vehicle | None) -> Car:
    if vehicle is None:
        return Car()
    return Car(
        make=vehicle.make,
        model=vehicle.model,
        year=vehicle.year,
        trim=vehicle.trim,
        vin=vehicle.vin,
        plate=vehicle.plate,
        odometer_km=vehicle.odometer.km if vehicle.odometer else None,
        condition=vehicle.condition,
    )


def _details(one: AdfProspect) -> dict[str, object]:
    customer = one.customer
    told = {
        "vehicle": filled(one.vehicle),
        "also_interested": filled(one.also_interested),
        "timeframe": filled(one.timeframe),
        "requested_at": one.requested_at.isoformat() if one.requested_at_stated else None,
        "preferred_contact": customer.preferred_contact,
        "best_time": customer.best_time,
        "locale": customer.locale,
        "provider": one.provider.name if one.provider else None,
        "service": one.provider.service if one.provider else None,
        "vendor": one.vendor.name if one.vendor else None,
        "extensions": filled(one.extensions),
        "incomplete": one.incomplete,
    }
    return {name: value for name, value in told.items() if value not in (None, [], {}, False)}


def _refs(one: AdfProspect, sender: str) -> tuple[tuple[str, str], ...]:
    provider = one.provider.name if one.provider else None
    issued = [(entry.source or provider or sender, entry.value) for entry in one.ids if entry.identifies]
    return tuple(
        dict.fromkeys((source.strip().casefold()[:_REF_LIMIT], value.strip()[:_REF_LIMIT]) for source, value in issued)
    )


def _vendor_names(vendor: Party | None) -> tuple[str, ...]:
    if vendor is None:
        return ()
    names = [entry.value for entry in vendor.ids] + ([vendor.name] if vendor.name else [])
    return tuple(dict.fromkeys(names))

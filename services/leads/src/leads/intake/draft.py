"""What can be made out of a refused document, for whoever completes it by hand. Pure."""

import contextlib
import json
from datetime import datetime
from zoneinfo import ZoneInfo

from contracts.vocabulary import LeadKind
from pydantic import ValidationError

from leads.intake import adf_mapping
from leads.intake import mail as mails
from leads.intake.adf import AdfRefused, read_adf
from leads.intake.mail.reading import MEDIA_TYPE as MAIL
from leads.intake.models import RawIntake
from leads.intake.policy import CAP_BYTES
from leads.intake.prospect import Prospect
from leads.intake.schemas import JsonLead, JsonLeads

_LINE = 200
_COMMENTS = 4000
_ZONE = ZoneInfo("Asia/Shanghai")


def draft_of(raw: RawIntake, body: bytes | None, position: int, now: datetime) -> JsonLead:
    """As much of the prospect as can be read; empty when nothing can."""
    if body is None:
        return JsonLead()
    if raw.media_type == "application/json":
        return lead_at(body, position) or JsonLead()
    if raw.media_type == MAIL:
        return _of_mail(raw, body, position, now)
    with contextlib.suppress(AdfRefused, ValidationError):
        read = read_adf(body, declared_charset=None, store_tz=_ZONE, received_at=now, region="CN", max_bytes=CAP_BYTES)
        prospects = adf_mapping.prospects_of(read, sender=raw.sender_name, default_source=None, language="zh")
        found = next((one for one in prospects if one.position == position), None)
        if found is not None:
            return _from_prospect(found)
    return JsonLead()


def _of_mail(raw: RawIntake, body: bytes, position: int, now: datetime) -> JsonLead:
    read = mails.read_message(
        body, sender=raw.sender_name, default_source=None, region="CN", timezone=_ZONE, at=now, language="zh"
    )
    if read.call is not None:
        return JsonLead(mobile=read.call.number[:_LINE] or None, comments=read.call.told)
    found = next((one for one in read.prospects if one.position == position and one.rejection is None), None)
    with contextlib.suppress(ValidationError):
        return _from_prospect(found) if found else JsonLead()
    return JsonLead()


def lead_at(body: bytes, position: int) -> JsonLead | None:
    """One lead of a JSON document; None when it is none."""
    try:
        leads = JsonLeads.model_validate(json.loads(body)).leads
    except (ValueError, ValidationError):
        return None
    return leads[position] if position < len(leads) else None


def _from_prospect(one: Prospect) -> JsonLead:
    source, external = next(iter(one.refs), (None, None))
    return JsonLead(
        id=external,
        source=source,
        kind=LeadKind(one.kind),
        name=one.name[:_LINE] or None,
        gender=one.gender,
        city=one.city,
        make=one.wanted.make,
        model=one.wanted.model,
        year=one.wanted.year,
        vendor=next(iter(one.vendors), None),
        comments=one.comments[:_COMMENTS],
    )

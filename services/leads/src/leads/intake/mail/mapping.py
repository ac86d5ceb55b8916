"""From an e-mail to prospects: the ADF document in it, else the words of the notice. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from contracts.vocabulary import LeadKind

from leads.customer.policy import Point, email_point, in_order, phone_point, read_email, read_phone
from leads.intake import adf_mapping
from leads.intake.adf import AdfDocument, AdfRefused, read_adf
from leads.intake.mail.notices import CallNotice, Notice, read_notice
from leads.intake.mail.reading import Mail, MailUnreadable, read_mail
from leads.intake.policy import CAP_BYTES
from leads.intake.prospect import Car, Prospect
from leads.intake.sources import source_for

_KINDS = (
    (LeadKind.TEST_DRIVE, re.compile(r"test[ -]?drive|试驾", re.IGNORECASE)),
    (LeadKind.TRADE_IN, re.compile(r"trade[ -]?in (?:request|appraisal|value)|value my trade|置换评估", re.IGNORECASE)),
)
REASONS: dict[str, tuple[str, str]] = {
    "mail_unreadable": ("邮件格式无法解析", "The mail cannot be read"),
    "mail_too_many_parts": ("邮件分段过多，未解析", "The mail has too many parts"),
    "mail_without_lead": ("邮件中没有找到客户信息", "No customer was found in the mail"),
}


_FINAL = frozenset({"dtd_or_entity_refused", "too_large", "too_complex"})
"""What is refused for good, whatever words stand around it."""


@dataclass(frozen=True, slots=True)
class ReadMail:
    """Prospects, refused ones among them; or a call that somebody made."""

    prospects: list[Prospect]
    call: CallNotice | None = None


def read_message(
    raw: bytes | Mail,
    *,
    sender: str,
    default_source: str | None,
    region: str,
    timezone: ZoneInfo,
    at: datetime,
    language: str,
) -> ReadMail:
    """`sender` names ids whose issuer the document does not."""
    try:
        mail = read_mail(raw) if isinstance(raw, bytes) else raw
    except MailUnreadable as refusal:
        return ReadMail([refused(refusal.code, language)])
    document, refusal_of_document = _document(mail, timezone, at, region)
    if document is not None:
        return ReadMail(
            adf_mapping.prospects_of(document, sender=sender, default_source=default_source, language=language)
        )
    final = refusal_of_document is not None and refusal_of_document.code in _FINAL
    notice = None if final else read_notice(mail.subject, mail.text)
    if isinstance(notice, CallNotice):
        return ReadMail([], notice)
    if notice is not None:
        return ReadMail([_prospect(notice, mail, sender, default_source, region)])
    if refusal_of_document is not None:
        told = refusal_of_document.en if language == "en" else refusal_of_document.zh
        return ReadMail([_rejected(refusal_of_document.code, told)])
    return ReadMail([refused("mail_without_lead", language)])


def refused(code: str, language: str) -> Prospect:
    return _rejected(code, REASONS[code][1 if language == "en" else 0])


def _rejected(code: str, told: str) -> Prospect:
    return Prospect(position=0, kind=LeadKind.BUY, name="", points=(), source="other", rejection=(code, told))


def _document(
    mail: Mail, timezone: ZoneInfo, at: datetime, region: str
) -> tuple[AdfDocument | None, AdfRefused | None]:
    """The first part that reads as ADF; else why the likeliest one does not."""
    first: AdfRefused | None = None
    for part in mail.documents:
        try:
            read = read_adf(
                part.body,
                declared_charset=part.charset,
                store_tz=timezone,
                received_at=at,
                region=region,
                max_bytes=CAP_BYTES,
            )
        except AdfRefused as refusal:
            first = first or refusal
        else:
            return read, None
    return None, first


def _prospect(notice: Notice, mail: Mail, sender: str, default_source: str | None, region: str) -> Prospect:
    said = notice.said
    first_line = next((line for line in mail.text.splitlines() if line.strip()), "")
    found = source_for(said.get("source"), mail.subject, said.get("subject"), first_line[:100], mail.domain).code
    number = said.get("id") or mail.message_id
    return Prospect(
        position=0,
        kind=_kind(mail.subject),
        name=said.get("name", ""),
        points=_points(said, region),
        source=default_source if default_source and found == "other" else found,
        wanted=Car(
            make=said.get("make"),
            model=said.get("model"),
            year=_year(said.get("year")),
            trim=said.get("trim"),
            vin=said.get("vin"),
        ),
        details={"stock": said["stock"]} if "stock" in said else {},
        refs=((sender.strip().casefold()[:200], number[:200]),) if number else (),
        city=said.get("city"),
        comments=said.get("comment", ""),
        vendors=(said["vendor"],) if "vendor" in said else (),
        rejection=None if _points(said, region) else ("no_customer", "电话与邮箱均无法识别"),
    )


def _points(said: dict[str, str], region: str) -> tuple[Point, ...]:
    phone, address = said.get("phone"), said.get("email")
    number = read_phone(phone, region) if phone else None
    email = read_email(address) if address else None
    points = [phone_point(number)] if number and len(number.national) >= 5 else []
    return in_order([*points, *([email_point(email)] if email else [])])


def _kind(subject: str) -> LeadKind:
    return next((kind for kind, words in _KINDS if words.search(subject)), LeadKind.BUY)


def _year(text: str | None) -> int | None:
    found = re.search(r"(?:19|20)\d\d", text or "")
    return int(found[0]) if found else None

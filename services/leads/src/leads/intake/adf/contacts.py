"""The people of a prospect: names, numbers, addresses, and who of them is the customer."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from service_defaults.contact_points import normalise_email, parse_phone, split_phones

from leads.intake.adf.addresses import read_address
from leads.intake.adf.document import Contact, ContactPhone, Customer
from leads.intake.adf.ids import read_ids
from leads.intake.adf.markup import Node
from leads.intake.adf.names import gender_of, read_name
from leads.intake.adf.sections import CUSTOMER, PARTIES, TRADE, VEHICLE, Section, inside, text_of, walk
from leads.intake.adf.values import Notes, some_date, truthy, value, word
from leads.intake.adf.wording import WarningCode

_ELSEWHERE = VEHICLE | TRADE | PARTIES | {"timeframe", "prospect"}
_PHONES = (
    "phone", "telephone", "tel", "phonenumber", "telephonenumber", "mobile", "mobilephone", "mobilenumber", "cell",
    "cellphone", "cellular", "homephone", "workphone", "businessphone", "dayphone", "daytimephone", "eveningphone",
    "contactphone", "primaryphone", "fax", "手机", "手机号", "手机号码", "电话", "联系电话",
)  # fmt: skip
_EMAILS = ("email", "emailaddress", "mail", "邮箱", "电子邮箱")
_TIMES = {"morning", "afternoon", "evening", "day", "daytime", "night", "weekend", "anytime"}
_MOST = 10


@dataclass(frozen=True, slots=True)
class Setting:
    """What reading a contact needs to know from outside it."""

    regions: tuple[str, ...]
    received_at: datetime


def read_customer(prospect: Node, setting: Setting, notes: Notes) -> Customer:
    """The customer with everybody else as related contacts. All fields are empty when there is none."""
    sections = [section for holder in _holders(prospect, notes) for section in _sections(holder)]
    contacts = [(section, read_contact(section, setting, notes)) for section in sections[:_MOST]]
    known = [(section, contact) for section, contact in contacts if contact.name or contact.phones or contact.emails]
    if len(known) > 1:
        notes.add(WarningCode.SEVERAL_CONTACTS, "contact")
    chosen = next((pair for pair in known if truthy(pair[0].node.attrs.get("primarycontact"))), None)
    chosen = chosen or (known[0] if known else None)
    main = chosen[1] if chosen else Contact(None, (), (), None, None, None, None, None, None, ())
    related = tuple(contact for section, contact in known if chosen and section is not chosen[0])
    return Customer(
        main.name, main.phones, main.emails, main.address, main.preferred_contact, main.best_time, main.gender,
        main.birthday, main.locale, main.ids, related,
    )  # fmt: skip


def _holders(prospect: Node, notes: Notes) -> list[Node]:
    """Customer elements wherever they are; failing these, contacts, then the prospect's own fields."""
    found = [node for node in walk(prospect) if node.tag in CUSTOMER and not inside(node, CUSTOMER | PARTIES)]
    direct = [node for node in found if node.parent is prospect]
    if found:
        if not direct:
            notes.add(WarningCode.CUSTOMER_MISPLACED, "customer")
        return found
    beside = [
        node
        for outer in ([prospect.parent] if prospect.parent else [])
        for node in outer.children
        if node.tag in CUSTOMER and sum(child.tag == "prospect" for child in outer.children) <= 1
    ]
    contacts = [node for node in walk(prospect) if node.tag == "contact" and not inside(node, PARTIES)]
    notes.add(WarningCode.CUSTOMER_MISPLACED, "customer")
    return beside or contacts or [prospect]


def _sections(holder: Node) -> list[Section]:
    stop = frozenset(_ELSEWHERE)
    contacts = Section(holder, stop).all("contact")
    if len(contacts) <= 1:
        # With one contact, fields beside it belong to the same person.
        section = Section(holder, stop)
        if contacts:
            section.node = contacts[0]
        return [section]
    return [Section(contact, stop | {"contact"}) for contact in contacts]


def read_contact(section: Section, setting: Setting, notes: Notes) -> Contact:
    """One contact element, or an element used as one."""
    phones, stray_emails = _phones(section, setting, notes)
    emails, stray_phones, email_first = _emails(section, setting, notes)
    best_phones = _best_first([*phones, *stray_phones])
    wish = _preferred(section.text(notes, "preferredcontact", "preferredcontactmethod", "contactmethod"))
    if wish is None and (email_first or any(phone.preferred for phone in best_phones)):
        wish = "email" if email_first else "phone"
    best = section.text(notes, "besttime", "besttimetocontact", "contacttime", "preferredtime")
    best = best or next((phone.best_time for phone in best_phones if phone.best_time), None)
    born = section.text(notes, "birthday", "birthdate", "dateofbirth", "dob", "生日")
    return Contact(
        name=read_name(section, notes),
        phones=best_phones,
        emails=tuple(dict.fromkeys([*emails, *stray_emails]))[:_MOST],
        address=read_address(section, notes),
        preferred_contact=wish,
        best_time=best,
        gender=gender_of(section.text(notes, "gender", "sex", "salutation", "性别")),
        birthday=some_date(born, notes, "birthday", between=(1901, setting.received_at.year)),
        locale=section.text(notes, "locale", "language"),
        ids=read_ids(
            [node for node in section.all("id") if not inside(node, frozenset(_ELSEWHERE - {"prospect"}))], notes
        )
        if section.node.tag != "prospect"
        else (),
    )


def _phones(section: Section, setting: Setting, notes: Notes) -> tuple[list[ContactPhone], list[str]]:
    found: list[ContactPhone] = []
    emails: list[str] = []
    for node in section.all(*_PHONES)[: _MOST * 2]:
        text = _number_text(node, notes)
        if text is None:
            continue
        email = normalise_email(text) if "@" in text else None
        if email:
            notes.add(WarningCode.CONTACT_POINT_MISFILED, node.tag)
            emails.append(email)
            continue
        numbers = [phone for part in split_phones(text) if (phone := _phone(node, part, setting))]
        if not numbers:
            notes.add(WarningCode.PHONE_UNREADABLE, node.tag)
        found += numbers
    for phone in found:
        if phone.number.kind in {"unknown", "relay"}:
            uncertain = phone.number.kind == "unknown"
            notes.add(WarningCode.PHONE_UNCERTAIN if uncertain else WarningCode.PHONE_RELAY, "phone")
    return found, emails


def _number_text(node: Node, notes: Notes) -> str | None:
    inner = Section(node)
    number = inner.text(notes, "number", "value") if node.children else None
    text = number or value(text_of(node), notes, node.tag) or value(node.attrs.get("number"), notes, node.tag)
    extension = node.attrs.get("ext") or node.attrs.get("extension") or inner.text(notes, "ext", "extension")
    return f"{text} ext {extension}" if text and extension and re.fullmatch(r"\d{1,8}", extension) else text


def _phone(node: Node, text: str, setting: Setting) -> ContactPhone | None:
    number = parse_phone(text, regions=setting.regions)
    if number is None or set(number.national) <= {"0"} or len(number.national) < 3:
        return None
    time = word(node.attrs.get("time"))
    declared = word(node.attrs.get("type")) or (node.tag if node.tag not in {"phone", "telephone", "tel"} else None)
    preferred = truthy(node.attrs.get("preferredcontact")) or truthy(node.attrs.get("preferred"))
    return ContactPhone(number, declared, time if time in _TIMES else None, preferred)


def _best_first(phones: list[ContactPhone]) -> tuple[ContactPhone, ...]:
    """Each number once. A fax comes last, a certain number before an uncertain one, the customer's wish first."""
    merged: dict[str, ContactPhone] = {}
    for phone in phones:
        key = f"{phone.number.e164 or phone.number.national}x{phone.number.extension}"
        same = merged.get(key)
        if same is None:
            merged[key] = phone
        elif not (same.preferred and same.best_time):
            fax = same.declared in {"fax", "pager"}
            declared = phone.declared if fax else same.declared
            merged[key] = ContactPhone(
                same.number, declared, same.best_time or phone.best_time, same.preferred or phone.preferred
            )
    order = ("mobile", "foreign", "landline", "unknown", "relay")
    ranked = sorted(
        merged.values(),
        key=lambda p: (
            p.declared in {"fax", "pager"},
            p.number.kind in order[3:],
            not p.preferred,
            order.index(p.number.kind),
        ),
    )
    return tuple(ranked[:_MOST])


def _emails(section: Section, setting: Setting, notes: Notes) -> tuple[list[str], list[ContactPhone], bool]:
    found: list[str] = []
    phones: list[ContactPhone] = []
    preferred = False
    for node in section.all(*_EMAILS)[: _MOST * 2]:
        text = value(text_of(node), notes, node.tag)
        if text is None:
            continue
        address = normalise_email(text)
        several = [address] if address else [normalise_email(part) for part in re.split(r"[\s;,、]+", text)]
        good = [part for part in several if part]
        phone = None if good else _phone(node, text, setting)
        if good:
            found += good
            preferred = preferred or truthy(node.attrs.get("preferredcontact"))
        elif phone and phone.number.kind in {"mobile", "foreign", "landline"}:
            notes.add(WarningCode.CONTACT_POINT_MISFILED, node.tag)
            phones.append(phone)
        else:
            notes.add(WarningCode.EMAIL_INVALID, node.tag)
    return found, phones, preferred


def _preferred(text: str | None) -> Literal["phone", "email", "sms", "wechat"] | None:
    folded = word(text)
    for sign, method in (("mail", "email"), ("邮", "email"), ("text", "sms"), ("sms", "sms"), ("短信", "sms")):
        if sign in folded:
            return "email" if method == "email" else "sms"
    if "wechat" in folded or "weixin" in folded or "微信" in folded:
        return "wechat"
    return "phone" if any(sign in folded for sign in ("phone", "call", "cell", "mobile", "电话", "手机")) else None

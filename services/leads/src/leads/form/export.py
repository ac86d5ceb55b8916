"""A form as a spreadsheet; numbers in clear only with a reason, and each of them is written down."""

from collections.abc import Iterable
from uuid import UUID
from zoneinfo import ZoneInfo

from service_defaults.ids import new_id
from service_defaults.work import Work

from leads.customer import contacts
from leads.customer.models import Reveal
from leads.form import repository
from leads.form.errors import ClearContactsDenied, ReasonRequired
from leads.form.heads import place_of
from leads.form.policy import FormKind
from leads.form.press import press
from leads.form.register import visit_register
from leads.form.schemas import (
    ContactMatrix,
    ContactsShown,
    CustomerCardOut,
    DailyReport,
    FormExport,
    FormHead,
    SignOffCreate,
    VisitRegisterForm,
)
from leads.form.sheets import TITLES, Phones, sheets_of
from leads.form.signing import form_of
from leads.posts import SALES_MANAGERS

_NOTHING = "0" * 64


async def export_form(work: Work, command: FormExport) -> tuple[str, bytes]:
    """File name and content. Raises `ClearContactsDenied`, `ReasonRequired`, `FormUnknown`."""
    clear = command.contacts is ContactsShown.CLEAR
    if clear and not work.actor.holds(*SALES_MANAGERS):
        raise ClearContactsDenied
    if clear and not command.reason:
        raise ReasonRequired(pointer="/reason")
    form = await _form(work, command)
    place = await place_of(work, form.store_id)
    phones = await _clear_numbers(work, form, command.reason or "") if clear else {}
    shown = "含完整联系方式" if clear else "联系方式已脱敏"
    stamp = place.local(work.now).strftime("%Y-%m-%d %H:%M")
    mark = f"导出：{work.actor.name} {stamp}（{shown}）"
    content = await press(sheets_of(form, ZoneInfo(place.store.timezone), phones, mark))
    return f"{TITLES[form.form]}_{_about(form)}.xlsx", content


async def _form(work: Work, command: FormExport) -> FormHead:
    if command.form is FormKind.VISIT_REGISTER:
        return await visit_register(work, day=command.subject_on, store_id=None, layout=command.layout)
    asked = command.model_dump(include={"form", "subject_on", "adviser_id", "customer_id"})
    return await form_of(work, SignOffCreate(**asked, content_hash=_NOTHING))


def _about(form: FormHead) -> str:
    match form:
        case CustomerCardOut():
            return form.code
        case ContactMatrix():
            return f"{form.month}_{form.adviser_name}"
        case DailyReport():
            return f"{form.subject_on}_{form.adviser_name}"
    return str(form.subject_on)


def _people(form: FormHead) -> Iterable[UUID | None]:
    match form:
        case CustomerCardOut():
            return [form.customer_id]
        case VisitRegisterForm() | DailyReport() | ContactMatrix():
            return [row.customer_id for row in form.rows]
    return []


async def _clear_numbers(work: Work, form: FormHead, reason: str) -> Phones:
    """The leading numbers of everybody on the form; one line of the reveal log each."""
    people = {one for one in _people(form) if one is not None}
    phones: Phones = {}
    for row in await repository.phones(work.session, people):
        point = contacts.opened(work, [row])[0]
        phones[row.customer_id] = point.phone.national if point.phone else point.clear
        work.session.add(
            Reveal(
                id=new_id(),
                store_id=row.store_id,
                customer_id=row.customer_id,
                at=work.now,
                actor_id=work.actor.id,
                field="mobile",
                reason="form_export",
                note=f"{TITLES[form.form]} {reason}"[:500],
                granted=True,
            )
        )
    return phones

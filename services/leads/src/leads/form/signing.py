"""Signing a form as it stands."""

from uuid import UUID

from service_defaults.ids import new_id
from service_defaults.work import Reading, Work

from leads.form import policy
from leads.form.card import customer_card
from leads.form.errors import FormChanged, NotASigner, SubjectMissing
from leads.form.matrix import contact_matrix
from leads.form.models import FormSignOff
from leads.form.policy import FormKind
from leads.form.register import visit_register, visit_statistics
from leads.form.report import daily_report
from leads.form.schemas import FormHead, SignOffCreate, SignOffOut
from leads.level.months import Month


async def form_of(reading: Reading, asked: SignOffCreate) -> FormHead:
    """The form that a signature or an export is about, as the asker may see it."""
    day, month = asked.subject_on, Month.of(asked.subject_on) if asked.subject_on else None
    match asked.form:
        case FormKind.VISIT_REGISTER:
            return await visit_register(reading, day=day, store_id=None, layout=None)
        case FormKind.DAILY_REPORT:
            return await daily_report(reading, day=day, adviser_id=asked.adviser_id, store_id=None)
        case FormKind.CONTACT_MATRIX:
            return await contact_matrix(reading, month=month, adviser_id=asked.adviser_id, store_id=None)
        case FormKind.VISIT_STATISTICS:
            return await visit_statistics(reading, month=month, day=None, store_id=None)
        case FormKind.CUSTOMER_CARD:
            if asked.customer_id is None:
                raise SubjectMissing(pointer="/customer_id")
            return await customer_card(reading, asked.customer_id)


async def sign_form(work: Work, command: SignOffCreate) -> SignOffOut:
    """Put one's name to what one saw. Raises `NotASigner`, `FormChanged`, `FormUnknown`."""
    post = policy.post_of(work.actor.roles, command.form)
    if post is None:
        raise NotASigner
    form = await form_of(work, command)
    if form.content_hash != command.content_hash:
        raise FormChanged
    row = FormSignOff(
        id=new_id(),
        store_id=form.store_id,
        form=form.form,
        subject_on=form.subject_on,
        adviser_id=_adviser(form),
        customer_id=command.customer_id if form.form is FormKind.CUSTOMER_CARD else None,
        post=post,
        signed_by=work.actor.staff_id,
        signed_at=work.now,
        content_hash=form.content_hash,
        remark=command.remark,
    )
    work.session.add(row)
    await work.session.flush()
    return SignOffOut(
        id=row.id,
        post=post,
        signed_by=row.signed_by,
        signed_by_name=work.actor.name or None,
        signed_at=row.signed_at,
        content_hash=row.content_hash,
        current=True,
        remark=row.remark,
    )


def _adviser(form: FormHead) -> UUID | None:
    adviser_id: UUID | None = getattr(form, "adviser_id", None)
    return adviser_id

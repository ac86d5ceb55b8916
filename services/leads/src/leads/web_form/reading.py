"""What was filled in, held against what the form asks for, and as a lead."""

from contracts.vocabulary import Purpose
from service_defaults.work import Work

from leads.consent.schemas import ConsentMention
from leads.customer.policy import read_email
from leads.intake.schemas import JsonCar, JsonLead
from leads.web_form import repository
from leads.web_form.errors import ContactNotAgreed, EmailUnreadable, FieldMissing, WordingUnknown
from leads.web_form.models import WebForm
from leads.web_form.schemas import FieldName, SubmissionCreate, Ticked

SHOWN = ("form_key", "kind", "texts", "fields", "models", "consents", "origins")
_TIMES = {"morning": "上午", "afternoon": "下午", "evening": "晚上", "weekend": "周末"}


async def check(work: Work, form: WebForm, command: SubmissionCreate) -> None:
    """Raises `FieldMissing`, `EmailUnreadable`, `ContactNotAgreed`, `WordingUnknown`."""
    for field in form.fields:
        name = FieldName(field["name"])
        if field["required"] and not _filled(command, name):
            raise FieldMissing(pointer=f"/{name}")
    if command.email is not None and read_email(command.email) is None:
        raise EmailUnreadable(pointer="/email")
    if Purpose.SERVICE not in {one.purpose for one in command.consents}:
        raise ContactNotAgreed(pointer="/consents")
    shown = {(one["purpose"], one["version"]) for one in form.consents}
    strange = [one for one in command.consents if (one.purpose, one.version) not in shown]
    if strange:
        # The form was changed while somebody had it open: what they read then counts.
        ever = {(one.purpose, one.version) for one in await repository.wordings(work.session, form.id)}
        if any((one.purpose, one.version) not in ever for one in strange):
            raise WordingUnknown(pointer="/consents")


def _filled(command: SubmissionCreate, name: FieldName) -> bool:
    value = getattr(command, name)
    if name is FieldName.OWN_CAR:
        return value is not None and bool(value.model)
    return bool(value)


def lead_of(form: WebForm, command: SubmissionCreate) -> JsonLead:
    """Only what the form asks for: other fields were not filled in by a person."""
    asked = {FieldName(field["name"]) for field in form.fields}
    told = {
        name: getattr(command, name)
        for name in (FieldName.NAME, FieldName.MODEL, FieldName.CITY, FieldName.EMAIL)
        if name in asked
    }
    own = command.own_car if FieldName.OWN_CAR in asked else None
    agreed = {one.purpose: one for one in command.consents}
    profiling = agreed.get(Purpose.PROFILING)
    return JsonLead(
        **{str(name): value for name, value in told.items()},
        id=str(command.id),
        source=form.source,
        kind=form.kind,
        mobile=command.mobile,
        campaign=form.campaign,
        trade_in=JsonCar(model=own.model, year=own.year, odometer_km=own.odometer_km) if own else None,
        comments=_comments(command, asked),
        visitor_id=command.visitor_id if profiling else None,
        profiling_wording=profiling.version if profiling else None,
        consents=[_mention(one) for one in agreed.values() if one.purpose != Purpose.PROFILING],
    )


def _mention(one: Ticked) -> ConsentMention:
    return ConsentMention(purpose=one.purpose, wording_version=one.version)


def _comments(command: SubmissionCreate, asked: set[FieldName]) -> str:
    words = [command.comments] if FieldName.COMMENTS in asked and command.comments else []
    if FieldName.PREFERRED_TIME in asked and command.preferred_time:
        words.append(f"方便联系：{_TIMES[command.preferred_time]}")
    return "\n".join(words)

"""A map tried out on a sample: what every rule finds and what the record would become. Pure."""

from leads.customer.policy import read_email, read_phone
from leads.intake.schemas import JsonLead, Remark
from leads.partner_map.document import DocumentRefused, read_json
from leads.partner_map.policy import Record, apply, fault_words
from leads.partner_map.reading import lead_of
from leads.partner_map.schemas import PartnerMapBody, Target, TrialField, TrialOutcome, TrialRecord, TrialResult

_SHOWN = 20
_NO_CONTACT = ("电话与邮箱均无法识别，不能入库", "Neither a phone number nor an e-mail address is readable")
_STATUS = ("仅更新已有线索的状态", "Only brings the status of a known lead up to date")
_NOT_A_PHONE = ("号码无法识别", "This number cannot be read")


def try_out(chart: PartnerMapBody, sample: str, *, region: str, language: str) -> TrialResult:
    try:
        records = apply(chart, read_json(sample.encode("utf-8", "surrogatepass")))
    except DocumentRefused as refusal:
        problem = Remark(code=refusal.code, detail=refusal.sentence(language))
        return TrialResult(problem=problem, count=0, records=[])
    shown = [_record(chart, one, region, language) for one in records[:_SHOWN]]
    return TrialResult(problem=None, count=len(records), records=shown)


def _record(chart: PartnerMapBody, record: Record, region: str, language: str) -> TrialRecord:
    lead, dropped = lead_of(record)
    unusable = {one.rule for one in dropped}
    faults = {one.rule: "value_unusable" if one.rule in unusable else one.fault for one in record.fields}
    outcome, reason = _outcome(record, lead, region, language)
    return TrialRecord(
        position=record.position,
        external_id=record.external_id,
        outcome=outcome,
        reason=reason,
        fields=[
            TrialField(
                rule=one.rule,
                target=one.target,
                path=one.path,
                value=one.value,
                fault=_fault(faults[one.rule], language),
            )
            for one in record.fields
        ],
    )


def _outcome(record: Record, lead: JsonLead, region: str, language: str) -> tuple[TrialOutcome, Remark | None]:
    english = language == "en"
    if record.skip:
        return TrialOutcome.SKIPPED, Remark(code="skipped_by_map", detail=record.skip)
    numbers = [text for text in (lead.mobile, *lead.phones) if text]
    readable = [number for text in numbers if (number := read_phone(text, region)) and len(number.national) >= 5]
    if readable or (lead.email and read_email(lead.email)):
        return TrialOutcome.LEAD, None
    if numbers:
        return TrialOutcome.REFUSED, Remark(code="phone_unreadable", detail=_NOT_A_PHONE[english])
    if record.external_id and record.value(Target.STATUS):
        return TrialOutcome.STATUS, Remark(code="status_only", detail=_STATUS[english])
    return TrialOutcome.REFUSED, Remark(code="no_customer", detail=_NO_CONTACT[english])


def _fault(code: str | None, language: str) -> Remark | None:
    return None if code is None else Remark(code=code, detail=fault_words(code, language))

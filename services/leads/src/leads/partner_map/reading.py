"""From a partner's document, by its map, to prospects as every other door has them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from service_defaults.work import Reading

from leads.intake import json_mapping
from leads.intake.prospect import Prospect
from leads.intake.schemas import JsonLead
from leads.intake.sender import Sender
from leads.partner_map import repository
from leads.partner_map.conversion import NUMBERS
from leads.partner_map.document import DocumentRefused, read_json
from leads.partner_map.policy import Filled, Record, apply, fault_words
from leads.partner_map.schemas import PartnerMapBody, Target

_TRADE_IN = "trade_in_"
_NO_ID = ("没有线索编号，重复发送无法识别", "Without an id a repeat is not recognised")
_UNKNOWN = ("状态所指的线索没有找到", "The lead that this status is about is not known")


async def records_of(reading: Reading, sender: Sender, body: bytes) -> list[Record]:
    """By the map that holds now. Raises `DocumentRefused`."""
    chart = await repository.current(reading.session, sender.partner_id) if sender.partner_id else None
    return records_by(PartnerMapBody.model_validate(chart.body) if chart else None, body)


def records_by(chart: PartnerMapBody | None, body: bytes) -> list[Record]:
    """Raises `DocumentRefused`."""
    if chart is None:
        raise DocumentRefused("map_missing")
    return apply(chart, read_json(body))


async def draft_of(reading: Reading, sender_id: str, body: bytes, position: int) -> JsonLead:
    """As much of a refused record as can be read, for whoever completes it."""
    chart = await repository.current(reading.session, UUID(sender_id))
    try:
        records = apply(PartnerMapBody.model_validate(chart.body), read_json(body)) if chart else []
    except DocumentRefused:
        return JsonLead()
    return lead_of(records[position])[0] if position < len(records) else JsonLead()


async def prospects_of(reading: Reading, sender: Sender, records: Sequence[Record]) -> list[Prospect]:
    """What says nothing but the status of a lead is let through where that lead is known."""
    found = [_prospect(sender, one, reading.language) for one in records]
    wordless = [one for one in found if _is_status(one)]
    if not wordless:
        return found
    rows = await repository.known_refs(
        reading.session, [sender.default, *sender.named.values()], [ref for one in wordless for ref in one.refs]
    )
    places = {(row.source, row.external_id): row.store_id for row in rows}
    return [_placed(one, places, reading.language) if one in wordless else one for one in found]


def _is_status(one: Prospect) -> bool:
    return not one.points and bool(one.refs) and one.skip is None and "partner_status" in one.details


def _placed(one: Prospect, places: dict[tuple[str, str], UUID], language: str) -> Prospect:
    store_id = next((places[ref] for ref in one.refs if ref in places), None)
    if store_id is None:
        return replace(one, rejection=("lead_unknown", _UNKNOWN[language == "en"]))
    return replace(one, rejection=None, store_id=store_id)


def lead_of(record: Record) -> tuple[JsonLead, list[Filled]]:
    """The lead, and the fields that it could not take after all."""
    dropped: list[Filled] = []
    filled = [one for one in record.fields if one.value is not None and one.target is not Target.STATUS]
    while True:
        try:
            return JsonLead.model_validate(_shaped(filled)), dropped
        except ValidationError as error:
            refused = {_target_of(each["loc"]) for each in error.errors()}
            dropped += [one for one in filled if one.target in refused]
            filled = [one for one in filled if one.target not in refused]


def _target_of(location: tuple[int | str, ...]) -> Target:
    name = str(location[0])
    if name == "phones":
        return Target.PHONE
    return Target(f"{_TRADE_IN}{location[1]}" if name == "trade_in" else name)


def _shaped(filled: Sequence[Filled]) -> dict[str, Any]:
    shape: dict[str, Any] = {}
    for one in filled:
        value: Any = int(one.value or 0) if one.target in NUMBERS else one.value
        if one.target is Target.PHONE:
            shape["phones"] = [value]
        elif one.target.startswith(_TRADE_IN):
            shape.setdefault("trade_in", {})[one.target.removeprefix(_TRADE_IN)] = value
        else:
            shape[one.target] = value
    return shape


def _prospect(sender: Sender, record: Record, language: str) -> Prospect:
    lead, dropped = lead_of(record)
    [one] = json_mapping.prospects_of(
        [lead], sender=sender.name, default_source=sender.source, region=sender.region, language=language
    )
    status = record.value(Target.STATUS)
    return replace(
        one,
        position=record.position,
        refs=refs_of(sender, record.external_id),
        details={**one.details, **({"partner_status": status} if status else {})},
        warnings=tuple(_warnings(record, dropped, language)),
        skip=("skipped_by_map", record.skip) if record.skip else None,
    )


def refs_of(sender: Sender, external_id: str | None) -> tuple[tuple[str, str], ...]:
    """Under the partner's own name, and under its source's: leads of another door carry that one."""
    if not external_id:
        return ()
    names = [sender.name.strip().casefold(), *([sender.source] if sender.source else [])]
    return tuple((name, external_id) for name in dict.fromkeys(names))


def _warnings(record: Record, dropped: Sequence[Filled], language: str) -> list[tuple[str, str]]:
    faults = [(one, one.fault) for one in record.fields if one.fault and one.fault != "nothing_found"]
    faults += [(one, "value_unusable") for one in dropped]
    told = [(code, f"{one.target} ← {one.path or '-'}: {fault_words(code, language)}") for one, code in faults]
    return told if record.external_id else [*told, ("id_missing", _NO_ID[language == "en"])]

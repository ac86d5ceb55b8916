"""What a prospect means: what the customer wants, whether the trade-in is real, whether somebody can be reached."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from leads.intake.adf.cars import Kind, Odometer, Vehicle
from leads.intake.adf.document import Comment, Customer, Reason
from leads.intake.adf.prose import one_line
from leads.intake.adf.values import Notes, decimal_of, value, year
from leads.intake.adf.vehicles import MILE, is_empty
from leads.intake.adf.wording import WarningCode

_TRADE_WORDS = re.compile(
    r"\btrad(?:e|es|ed|ing)\b|\btrade-?ins?\b|\btrading\s+in\b|part[\s-]?ex(?:change)?\b|\bswap(?:ping)?\b"
    r"|\b(?:exchange|sell)\s+my\b|\bmy\s+(?:old|current|present)\s+(?:car|truck|vehicle|suv|bike|one)\b"
    r"|\bowe\s+on\s+my\b|\breprise\b|\béchange[rs]?\b|置换|换购|换车|旧车|以旧换新|抵车款|抵扣|二手车抵",
    re.IGNORECASE,
)
_NO_TRADE = re.compile(
    r"\b(?:no|without(?:\s+an?y?)?|not|don'?t\s+have\s+an?y?|do\s+not\s+have\s+an?y?|never)\s+(?:\w+\s+){0,2}trad(?:e|ing)"
    r"(?:[\s-]?ins?)?|trade[\s-]?in\??\s*[:：=]\s*(?:no\b|none|n/?a\b|not\s+\w+|false|0|-|无|没有|$)"
    r"|(?:不|无需?|没有?|不需要?|不打算|不考虑)\s*(?:置换|换购|旧车|以旧换新)",
    re.IGNORECASE | re.MULTILINE,
)
_SERVICE_WORDS = re.compile(
    r"type\s+of\s+service|service\s+(?:appointment|request)|oil\s+change|tire\s+rotation|预约保养|维修预约|保养预约|预约维修",
    re.IGNORECASE,
)
_KEY_LINE = re.compile(r"^[ \t]*([A-Za-z一-鿿][\w /]{0,30})[ \t]*[:：][ \t]*(.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Wish:
    """Kind of the lead and the cars it is about."""

    kind: Kind
    wanted: Vehicle | None
    also: tuple[Vehicle, ...]
    own: Vehicle | None


def interpret(vehicles: list[Vehicle], comments: list[Comment], notes: Notes, *, latest_year: int, miles: bool) -> Wish:
    """First wanted car = the interest; without one the customer's own car makes it a trade-in or sale, no buy."""
    filled = [vehicle for vehicle in vehicles if not is_empty(vehicle)]
    wanted = [vehicle for vehicle in filled if vehicle.interest not in {"trade_in", "sell"}]
    own = next((v for v in filled if v.interest in {"trade_in", "sell"}), None)
    words = "\n".join(comment.text for comment in comments if comment.place not in {"provider", "vendor"})
    if not wanted and own is None:
        empty = next((vehicle for vehicle in vehicles if vehicle.interest in {"trade_in", "sell"}), None)
        own = _from_comments(empty, words, notes, latest_year, miles=miles) if empty else None
    if own and wanted and _mirrors(own, wanted):
        if _mentions_trade(words):
            notes.add(WarningCode.TRADE_IN_MIRRORS_WANTED, "vehicle")
        else:
            notes.add(WarningCode.TRADE_IN_MIRRORED_DROPPED, "vehicle")
            own = None
    kind = _kind(vehicles, wanted, own)
    if len(wanted) > 1:
        notes.add(WarningCode.SEVERAL_VEHICLES, "vehicle")
    if not wanted and own is None and _SERVICE_WORDS.search(words):
        notes.add(WarningCode.SERVICE_REQUEST, "comments")
    return Wish(kind, wanted[0] if wanted else None, tuple(wanted[1:]), own)


def _kind(vehicles: list[Vehicle], wanted: list[Vehicle], own: Vehicle | None) -> Kind:
    if wanted:
        return wanted[0].interest
    if own is not None:
        return own.interest
    # All vehicles are empty: forms for selling send their data in the comments only.
    stated = [vehicle.interest for vehicle in vehicles]
    return next((kind for kind in stated if kind in {"sell", "trade_in"}), stated[0] if stated else "buy")


def _mirrors(own: Vehicle, wanted: list[Vehicle]) -> bool:
    if own.vin and any(own.vin == vehicle.vin for vehicle in wanted):
        return True
    if own.year or own.vin or own.odometer or own.plate:
        return False
    return any(_same_words(own.model, car.model) and _same_make(own.make, car.make) for car in wanted)


def _same_make(left: str | None, right: str | None) -> bool:
    return not left or not right or _same_words(left, right)


def _same_words(left: str | None, right: str | None) -> bool:
    """Equal, or one contains the other: "FXD Super Glide" and "Super Glide"."""
    ours, theirs = (set(re.findall(r"\w+", (text or "").casefold())) for text in (left, right))
    glued = ["".join(re.findall(r"\w+", (text or "").casefold())) for text in (left, right)]
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours or glued[0] == glued[1])


def _mentions_trade(words: str) -> bool:
    return _TRADE_WORDS.search(_NO_TRADE.sub(" ", words)) is not None


def _from_comments(empty: Vehicle, words: str, notes: Notes, latest_year: int, *, miles: bool) -> Vehicle | None:
    """Fill an empty car of a selling form from lines such as "Make: …" in its comments."""
    said = {key.casefold().strip(): text for key, text in _KEY_LINE.findall(words)}

    def line(*keys: str) -> str | None:
        return next((found for key in keys if (found := value(said.get(key), Notes(), key))), None)

    make, model = line("make", "brand", "品牌"), line("model", "车型", "车系")
    vin = line("vin", "车架号")
    if not (make or model or vin):
        return None
    notes.add(WarningCode.VEHICLE_FROM_COMMENTS, "vehicle")
    reading = decimal_of(line("mileage", "odometer", "kilometers", "里程", "公里数") or "")
    odometer = None
    if reading is not None and 0 < reading < 3_000_000:
        notes.add(WarningCode.ODOMETER_UNIT_ASSUMED, "odometer")
        km = int(reading * MILE + Decimal("0.5")) if miles else int(reading)
        odometer = Odometer(km, reading, "mi" if miles else "km", assumed=True, status=None)
    return replace(
        empty,
        make=make,
        model=model,
        vin=vin,
        year=year(line("year", "年份", "年款"), notes, "year", latest=latest_year),
        odometer=odometer,
        condition=line("condition", "车况"),
    )


def rejection_of(customer: Customer) -> Reason | None:
    """A prospect without name, phone and e-mail is nobody's."""
    if customer.name or customer.phones or customer.emails:
        return None
    return Reason("no_customer", "customer/contact")


def note_gaps(wish: Wish, customer: Customer, notes: Notes, *, vendor: bool, provider: bool) -> bool:
    """Warn about what a complete lead would have; true when something is missing."""
    gaps = [
        (WarningCode.NO_NAME, customer.name is None or not one_line(customer.name.display)),
        (WarningCode.NO_CONTACT_POINT, not customer.phones and not customer.emails),
        (WarningCode.NO_VENDOR, not vendor),
        (WarningCode.NO_PROVIDER, not provider),
    ]
    car = wish.wanted or wish.own
    gaps.append((WarningCode.NO_VEHICLE, car is None))
    gaps.append((WarningCode.VEHICLE_INCOMPLETE, car is not None and not (car.make and car.model)))
    for code, missing in gaps:
        if missing:
            notes.add(code)
    return any(missing for _, missing in gaps)

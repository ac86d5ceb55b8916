"""Vehicles of a prospect: the wanted ones and the customer's own."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from contracts.vehicle_identity import check_vin, normalise_plate, normalise_vin

from leads.intake.adf.cars import Colours, Finance, FinanceAmount, Kind, Odometer, Option, Price, Vehicle
from leads.intake.adf.ids import read_ids
from leads.intake.adf.markup import Node
from leads.intake.adf.sections import PARTIES, TRADE, VEHICLE, Section, inside, text_of, walk
from leads.intake.adf.values import Notes, decimal_of, money, value, word, year
from leads.intake.adf.wording import WarningCode

_INTERESTS: dict[str, Kind] = {
    "": "buy", "buy": "buy", "purchase": "buy", "buying": "buy", "finance": "buy", "购买": "buy", "购车": "buy",
    "new": "buy", "used": "buy", "quote": "buy", "lease": "lease", "leasing": "lease", "rent": "lease", "租赁": "lease",
    "sell": "sell", "selling": "sell", "sale": "sell", "appraisal": "sell", "出售": "sell", "卖车": "sell",
    "tradein": "trade_in", "trade": "trade_in", "partexchange": "trade_in", "置换": "trade_in", "以旧换新": "trade_in",
    "testdrive": "test_drive", "drive": "test_drive", "试驾": "test_drive", "试乘试驾": "test_drive",
}  # fmt: skip
_USED = frozenset({"used", "preowned", "cpo", "certified", "certifiedpreowned", "secondhand", "二手", "二手车", "u"})
_NEW = frozenset({"new", "brandnew", "demo", "新", "新车", "n"})
_MILES = frozenset({"mi", "mile", "miles", "m", "英里"})
MILE_COUNTRIES = frozenset({"US", "GB", "PR"})
#: Kilometres in a mile.
MILE = Decimal("1.609344")
_TEXTS = {
    "make": ("make", "brand", "manufacturer", "品牌"),
    "model": ("model", "modelname", "series", "carline", "车型", "车系"),
    "trim": ("trim", "trimlevel", "version", "grade", "款型"),
    "stock": ("stock", "stocknumber", "stockno", "stocknum", "stockid", "库存号"),
    "plate": ("plate", "licenseplate", "licenceplate", "platenumber", "registration", "车牌", "车牌号"),
    "doors": ("doors", "doorcount"),
    "body_style": ("bodystyle", "bodytype", "body"),
    "transmission": ("transmission", "gearbox", "变速箱"),
    "price_comments": ("pricecomments", "pricecomment"),
}
_HIGHEST_KM = 3_000_000
_STOP = VEHICLE | TRADE | {"option", "finance", "customer", "contact", "vendor", "provider"}
_MOST = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A vehicle with the element it was read from."""

    node: Node
    vehicle: Vehicle


def find_vehicles(prospect: Node, notes: Notes) -> list[Node]:
    """Vehicle elements in document order, wherever they are; a trade element without one inside counts itself."""
    found = []
    for node in walk(prospect):
        alone = node.tag in TRADE and not any(below.tag in VEHICLE for below in walk(node))
        if (node.tag in VEHICLE or (alone and node.children)) and not inside(node, PARTIES):
            found.append(node)
            if node.parent is not prospect and not (node.parent and node.parent.tag in TRADE | {"vehicles"}):
                notes.add(WarningCode.VEHICLE_NESTED, "vehicle")
    if len(found) > _MOST:
        notes.add(WarningCode.TOO_MANY_VALUES, "vehicle")
    return found[:_MOST]


def read_vehicle(node: Node, notes: Notes, *, regions: tuple[str, ...], latest_year: int) -> Vehicle:
    """One vehicle element; unreadable parts are left out with a warning."""
    section = Section(node, _STOP)
    interest = _interest(section, notes)
    condition = section.text(notes, "condition", "车况")
    status, stated = _status(section, interest, condition)
    texts = {name: section.text(notes, *tags) for name, tags in _TEXTS.items()}
    plate = texts.pop("plate")
    return Vehicle(
        interest=interest,
        status=status,
        status_stated=stated,
        ids=read_ids([below for below in section.all("id") if below.parent is node], notes),
        year=_year(section, notes, latest_year),
        vin=_vin(section, notes),
        plate=normalise_plate(plate) if plate else None,
        condition=condition,
        odometer=_odometer(section, notes, regions),
        colours=_colours(section, notes),
        image_urls=tuple(
            url
            for tag in section.all("imagetag", "image", "imageurl")[:_MOST]
            if (url := value(text_of(tag), notes, "image"))
        ),
        prices=tuple(price for tag in section.all("price")[:_MOST] if (price := _price(tag, notes))),
        options=tuple(option for tag in section.all("option")[:_MOST] if (option := _option(tag, notes))),
        finance=_finance(section.first("finance"), notes),
        **texts,
    )


def is_empty(vehicle: Vehicle) -> bool:
    """Whether the element said nothing about a car; forms send empty ones for every lead."""
    return not (
        vehicle.year or vehicle.make or vehicle.model or vehicle.vin or vehicle.stock or vehicle.plate or vehicle.trim
        or vehicle.body_style or vehicle.odometer or vehicle.ids or vehicle.prices
    )  # fmt: skip


def _interest(section: Section, notes: Notes) -> Kind:
    node = section.node
    if node.tag in TRADE or inside(node, TRADE):
        return "trade_in"
    inner = section.first("interest")
    stated = word(node.attrs.get("interest") or (text_of(inner) if inner else ""))
    if stated not in _INTERESTS:
        notes.add(WarningCode.INTEREST_UNKNOWN, "vehicle@interest")
    return _INTERESTS.get(stated, "buy")


def _status(section: Section, interest: Kind, condition: str | None) -> tuple[Literal["new", "used"], bool]:
    inner = section.first("status")
    for text in (section.node.attrs.get("status"), text_of(inner) if inner else None, condition):
        folded = word(text)
        if folded in _USED:
            return "used", True
        if folded in _NEW and text is not condition:
            return "new", True
    return ("used" if interest in {"trade_in", "sell"} else "new"), False


def _year(section: Section, notes: Notes, latest: int) -> int | None:
    for node in section.all("year", "modelyear", "vehicleyear", "年款", "年份"):
        found = year(text_of(node), notes, "year", latest=latest)
        if found is not None:
            return found
    return year(section.node.attrs.get("year"), notes, "year", latest=latest)


def _vin(section: Section, notes: Notes) -> str | None:
    text = section.text(notes, "vin", "vinnumber", "vehicleidentificationnumber", "chassisnumber", "车架号")
    vin = normalise_vin(text)[:30] if text else ""
    if not vin:
        return None
    for odd in check_vin(vin):
        notes.add(WarningCode.VIN_ODD, str(odd))
    return vin


def _odometer(section: Section, notes: Notes, regions: tuple[str, ...]) -> Odometer | None:
    node = section.first("odometer", "mileage", "odometerreading", "kilometers", "kilometres", "miles", "km", "里程")
    if node is None:
        return None
    inner = Section(node)
    text = (inner.text(notes, "value", "reading") if node.children else None) or value(text_of(node), notes, "odometer")
    if text is None:
        return None
    number = decimal_of(text)
    sign = inner.first("units", "unit")
    stated = word(
        node.attrs.get("units") or node.attrs.get("unit") or (text_of(sign) if sign else "") or _unit_in(text, node)
    )
    miles = stated in _MILES if stated else bool(regions) and regions[0] in MILE_COUNTRIES
    km = int(number * (MILE if miles else 1) + Decimal("0.5")) if number is not None else -1
    if number is None or not 0 <= km <= _HIGHEST_KM:
        notes.add(WarningCode.ODOMETER_DROPPED, "odometer")
        return None
    if not stated:
        notes.add(WarningCode.ODOMETER_UNIT_ASSUMED, "odometer")
    return Odometer(km, number, "mi" if miles else "km", not stated, word(node.attrs.get("status")) or None)


def _unit_in(text: str, node: Node) -> str:
    if node.tag in {"miles"} or re.search(r"\bmi(?:les?)?\b|英里", text, re.IGNORECASE):
        return "mi"
    metric = node.tag in {"km", "kilometers", "kilometres"}
    return "km" if metric or re.search(r"km|kilomet|公里|千米", text, re.IGNORECASE) else ""


def _colours(section: Section, notes: Notes) -> tuple[Colours, ...]:
    holders = [Section(node) for node in section.all("colorcombination", "colourcombination", "color", "colour")]
    if not holders or (section.first("exteriorcolor", "exteriorcolour") and not section.first("colorcombination")):
        holders = [section]
    found = []
    for holder in holders[:_MOST]:
        outside = holder.text(notes, "exteriorcolor", "exteriorcolour", "exterior", "外观颜色")
        inside_ = holder.text(notes, "interiorcolor", "interiorcolour", "interior", "内饰颜色")
        if outside is None and inside_ is None and holder is not section:
            outside = value(holder.node.own, notes, "color")
        rank = holder.text(notes, "preference") or ""
        if outside or inside_:
            found.append(Colours(outside, inside_, int(rank) if re.fullmatch(r"\d{1,2}", rank) else None))
    return tuple(sorted(found, key=lambda colours: colours.preference or 99))


def _price(node: Node, notes: Notes) -> Price | None:
    amount = money(text_of(node), node.attrs.get("currency"), notes, "price")
    if amount is None:
        return None
    kind = word(node.attrs.get("type")) or "quote"
    delta, base = word(node.attrs.get("delta")) or None, word(node.attrs.get("relativeto")) or None
    return Price(amount, kind, delta, base, value(node.attrs.get("source"), notes, "price"))


def _option(node: Node, notes: Notes) -> Option | None:
    section = Section(node)
    name = section.text(notes, "optionname", "name") or (
        value(node.own, notes, "option") if not node.children else None
    )
    code = section.text(notes, "manufacturercode", "code")
    if not (name or code):
        return None
    weight = section.text(notes, "weighting") or ""
    price = section.first("price")
    return Option(
        name or code or "",
        code,
        section.text(notes, "stock"),
        int(weight) if re.fullmatch(r"[+-]?\d{1,3}", weight) else None,
        _price(price, notes) if price is not None else None,
    )


def _finance(node: Node | None, notes: Notes) -> Finance | None:
    if node is None:
        return None
    section = Section(node)
    amounts = tuple(amount for tag in section.all("amount")[:_MOST] if (amount := _amount(tag, notes, "total")))
    balance = section.first("balance")
    term = decimal_of(section.text(notes, "term", "termmonths") or "")
    rate = decimal_of(section.text(notes, "rate", "apr") or "")
    finance = Finance(
        method=section.text(notes, "method"),
        amounts=amounts,
        balance=_amount(balance, notes, "finance") if balance is not None else None,
        term_months=int(term) if term is not None and 0 < term <= 600 else None,
        rate_percent=rate if rate is not None and 0 <= rate <= 100 else None,
        frequency=section.text(notes, "frequency"),
        mileage_allowance=section.text(notes, "mileageallowance"),
    )
    said = (finance.method, finance.amounts, finance.balance, finance.term_months, finance.rate_percent)
    return finance if any(said) else None


def _amount(node: Node, notes: Notes, default: str) -> FinanceAmount | None:
    amount = money(text_of(node), node.attrs.get("currency"), notes, "finance")
    if amount is None:
        return None
    return FinanceAmount(word(node.attrs.get("type")) or default, word(node.attrs.get("limit")) or None, amount)

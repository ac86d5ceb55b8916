"""What the variables of a message stand for, worded in its language and in the store's time."""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from service_defaults.organisation import StoreRef

from notifications.template.policy import Locale

_NOBODY = {Locale.ZH: "您", Locale.EN: "customer"}
_TEAM = {Locale.ZH: "客户关怀专员", Locale.EN: "our customer care team"}


def values_of(
    params: Mapping[str, str],
    *,
    locale: Locale,
    zone: ZoneInfo,
    store: StoreRef | None,
    customer_name: str,
    staff_names: Mapping[str, str],
) -> dict[str, str]:
    """All variables that a template may name. ValueError for a param that is no instant or date."""
    words = {name: _worded(name, text, locale, zone) for name, text in params.items() if name != "staff_id"}
    if "staff_id" in params:
        words["staff_name"] = staff_names.get(params["staff_id"]) or _TEAM[locale]
    words["customer_name"] = customer_name or _NOBODY[locale]
    if store is not None:
        words |= {"store_name": store.name, "store_phone": store.phone, "store_address": store.address}
    return words


def _worded(name: str, text: str, locale: Locale, zone: ZoneInfo) -> str:
    if name.endswith("_at"):
        local = datetime.fromisoformat(text).astimezone(zone)
        return f"{_day(local, locale)}{'' if locale is Locale.ZH else ','} {local:%H:%M}"
    if name.endswith("_on"):
        instant = datetime.fromisoformat(text)
        return _day(instant.astimezone(zone) if instant.tzinfo else instant, locale)
    return text


def _day(day: date, locale: Locale) -> str:
    return f"{day.month}月{day.day}日" if locale is Locale.ZH else f"{day.day} {_MONTHS[day.month - 1]}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

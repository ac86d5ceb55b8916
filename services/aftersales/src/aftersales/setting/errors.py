"""Refusals of the settings."""

from service_defaults.errors import Invalid


class StoreRequired(Invalid):
    code = "store_required"
    zh = "请指明门店"
    en = "Say which store you mean"

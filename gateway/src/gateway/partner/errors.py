"""What can go wrong with partners."""

from service_defaults.errors import Invalid, NotFound


class PartnerNotFound(NotFound):
    code = "partner_not_found"
    zh = "没有找到该合作伙伴，或不在您的权限范围内"
    en = "No such partner within your scope"


class KeyNotFound(NotFound):
    code = "key_not_found"
    zh = "没有找到该接口密钥"
    en = "No such API key"


class StoreOutOfScope(Invalid):
    code = "store_out_of_scope"
    zh = "所选门店不在您的权限范围内"
    en = "One of the stores lies outside your scope"

"""What behaviour may refuse."""

from service_defaults.errors import Conflict, Forbidden, Invalid, NotFound


class BeaconUnknown(NotFound):
    code = "beacon_unknown"
    zh = "没有这个采集点，或已停用"
    en = "There is no such beacon, or it is switched off"


class OriginNotAllowed(Forbidden):
    code = "origin_not_allowed"
    zh = "该网站未登记在此采集点下"
    en = "This web site is not registered for the beacon"


class KindNotHere(Invalid):
    code = "behaviour_kind_not_here"
    zh = "此入口不接收「{kind}」"
    en = "This door does not take {kind}"


class SiteNotFound(NotFound):
    code = "behaviour_site_not_found"
    zh = "没有找到该采集点"
    en = "Beacon not found"


class OriginMalformed(Invalid):
    code = "origin_malformed"
    zh = "请填写完整的网站来源，例如 https://www.example.com"
    en = "Give the full origin, such as https://www.example.com"


class OriginRequired(Invalid):
    code = "origin_required"
    zh = "网站采集点至少需要一个来源"
    en = "A web beacon needs at least one origin"


class NoDeviceKey(Conflict):
    code = "no_device_key"
    zh = "只有展厅设备有密钥可更换"
    en = "Only showroom devices have a key to replace"


class ProfilingNotAgreed(Conflict):
    code = "profiling_not_agreed"
    zh = "客户尚未同意使用浏览行为，不能关联"
    en = "The customer has not agreed to the use of what they viewed; it cannot be linked"

"""Refusals about deliveries."""

from service_defaults.errors import Conflict


class DeliveryUnderWay(Conflict):
    code = "delivery_under_way"
    zh = "该推送正在进行中，无需重发"
    en = "This delivery is under way already"


class BodyGone(Conflict):
    code = "delivery_body_gone"
    zh = "该推送的内容已按规定清除，无法重发。如有需要请重新提交"
    en = "The content of this delivery was dropped as the rules ask. Submit the matter again if it is still wanted"


class EndpointDisabled(Conflict):
    code = "endpoint_disabled"
    zh = "推送地址已停用，请先启用"
    en = "The endpoint is disabled; enable it first"


class EndpointMissing(Conflict):
    code = "endpoint_missing"
    zh = "该合作伙伴没有接收此类事件的推送地址，请先登记"
    en = "The partner has no endpoint for this type of event; register one first"

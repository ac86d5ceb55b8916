"""What the register may refuse."""

from service_defaults.errors import Conflict, Invalid, NotFound


class VisitNotFound(NotFound):
    code = "visit_not_found"
    zh = "没有找到该到店记录"
    en = "Visit not found"


class MobileRequired(Invalid):
    code = "mobile_required"
    zh = "请填写手机号；客户不留资料请登记为“未留档”"
    en = "Give the mobile, or register a stranger with `anonymous`"


class VisitIdentified(Conflict):
    code = "visit_identified"
    zh = "该到店记录已关联客户"
    en = "This visit already has its customer"


class VisitEnded(Conflict):
    code = "visit_ended"
    zh = "客户已离店"
    en = "The visitor has left already"


class DepartureReasonMissing(Invalid):
    code = "visit_departure_reason_missing"
    zh = "已过打烊时间，请说明该来访为何未按时结束"
    en = "The store has closed; say why this visit was still open"

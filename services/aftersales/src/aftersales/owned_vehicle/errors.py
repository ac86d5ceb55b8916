"""Refusals around the owner's file."""

from service_defaults.errors import Conflict, Invalid, NotFound


class AlreadyAccepted(Conflict):
    code = "already_accepted"
    zh = "该车档已由 {name} 接收，无需重复接收"
    en = "{name} has already accepted this file; nothing is left to do"


class AdviserUnknown(Invalid):
    code = "adviser_unknown"
    zh = "该员工不是本店在职的服务顾问，请另选"
    en = "This person is not an active service adviser of the store; choose another"


class ReadingInFuture(Invalid):
    code = "reading_in_future"
    zh = "里程读数的日期不能晚于今天"
    en = "An odometer cannot be read in the future"


class MobileUnreadable(Invalid):
    code = "mobile_unreadable"
    zh = "手机号格式不对"
    en = "This is not a phone number"


class PersonNotFound(NotFound):
    code = "vehicle_person_not_found"
    zh = "没有找到该联系人"
    en = "This person is not around the car"

"""What can go wrong with the organisation."""

from service_defaults.errors import Conflict, Forbidden, Invalid, NotFound


class StoreNotFound(NotFound):
    code = "store_not_found"
    zh = "没有找到该门店，或不在您的权限范围内"
    en = "No such store within your scope"


class TeamNotFound(NotFound):
    code = "team_not_found"
    zh = "没有找到该班组，或不在您的权限范围内"
    en = "No such team within your scope"


class StaffNotFound(NotFound):
    code = "staff_not_found"
    zh = "没有找到该员工，或不在您的权限范围内"
    en = "No such person within your scope"


class UsernameTaken(Conflict):
    code = "username_taken"
    zh = "用户名 {username} 已被使用，请换一个"
    en = "The username {username} is taken; choose another"


class GroupOnly(Forbidden):
    code = "group_only"
    zh = "只有集团管理员可以这样做"
    en = "Only the group's administrator may do this"


class UnknownTimezone(Invalid):
    code = "unknown_timezone"
    zh = "不认识的时区：{timezone}"
    en = "Unknown time zone: {timezone}"


class OpeningInvalid(Invalid):
    code = "opening_invalid"
    zh = "营业时间有误：同一天的时段须先开后关且互不重叠"
    en = "Opening spans must open before they close and may not overlap"


class TeamOfOtherStore(Invalid):
    code = "team_of_other_store"
    zh = "班组不属于该门店"
    en = "The team belongs to another store"


class ShiftInvalid(Invalid):
    code = "shift_invalid"
    zh = "排班有误：{reason}"
    en = "The shift is not valid: {reason_en}"

"""Refusals around call-backs."""

from service_defaults.errors import Conflict, Invalid


class CareTaskClosed(Conflict):
    code = "care_task_closed"
    zh = "该回访已结束，如需再次联系请新建回访"
    en = "This call-back is over; create a new one to contact the customer again"


class AssigneeUnknown(Invalid):
    code = "assignee_unknown"
    zh = "该员工不是本店在职人员，请另选"
    en = "This person is not active staff of the store; choose another"


class AttemptInPast(Invalid):
    code = "next_attempt_in_past"
    zh = "下次联系时间须晚于现在"
    en = "The next attempt must lie in the future"


class VehicleOfAnother(Invalid):
    code = "vehicle_of_another_customer"
    zh = "该车辆不属于此客户"
    en = "This car belongs to another customer"

"""What a delivery may refuse."""

from service_defaults.errors import Conflict, Invalid


class DeliveryNotReady(Conflict):
    code = "delivery_not_ready"
    zh = "还不能交车：{zh}"
    en = "The car cannot be handed over yet: {en}"


class ChecklistUnknown(Invalid):
    code = "checklist_unknown"
    zh = "交车确认单中没有 {code}"
    en = "The checklist has no {code}"


class ServiceAdviserUnknown(Invalid):
    code = "service_adviser_unknown"
    zh = "该人员不是本店在职服务顾问"
    en = "This person is not an active service adviser of the store"


class AppointmentInvalid(Invalid):
    code = "appointment_invalid"
    zh = "交车时间须在现在之后、一年之内"
    en = "A delivery lies ahead, within a year"


class PdiIncomplete(Invalid):
    code = "pdi_incomplete"
    zh = "未通过的 PDI 须写明缺陷"
    en = "A failed inspection names its defects"


class PdiInconsistent(Invalid):
    code = "pdi_inconsistent"
    zh = "有不合格项目的 PDI 不能判为通过"
    en = "An inspection with failed items is not passed"


class OdometerBackwards(Invalid):
    code = "odometer_backwards"
    zh = "里程不能小于 {least} 公里"
    en = "The odometer cannot show less than {least} km"

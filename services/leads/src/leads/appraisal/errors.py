"""What an appraisal may refuse."""

from service_defaults.errors import Conflict, Invalid, NotFound


class AppraisalNotFound(NotFound):
    code = "appraisal_not_found"
    zh = "没有找到该评估"
    en = "Appraisal not found"


class AppraiserTaken(Conflict):
    code = "appraiser_taken"
    zh = "评估师在该时段已有预约，至 {until}"
    en = "The appraiser has another appointment until {until}"


class StepRefused(Conflict):
    code = "appraisal_step_refused"
    zh = "评估当前状态为 {status}，不能进行此操作（{act}）"
    en = "The appraisal is {status}; {act} is not possible now"


class NeedsApproval(Conflict):
    code = "appraisal_needs_approval"
    zh = "评估价达到审批线，须经销售经理批准后才能报价"
    en = "This value needs the sales manager's approval before an offer"


class OfferAboveValue(Conflict):
    code = "offer_above_value"
    zh = "报价高于评估价 {value} 元，须由销售经理报价"
    en = "An offer above the appraised value of {value} yuan is the sales manager's to make"


class OfferExpired(Conflict):
    code = "offer_expired"
    zh = "报价已过有效期，请重新报价"
    en = "The offer has expired; make a new one"


class UnknownItem(Invalid):
    code = "inspection_item_unknown"
    zh = "检查项目 {item} 不在作业表中"
    en = "The worksheet has no item {item}"


class AppointmentInvalid(Invalid):
    code = "appointment_invalid"
    zh = "预约时间须在现在之后、一年之内"
    en = "An appointment lies ahead, within a year"

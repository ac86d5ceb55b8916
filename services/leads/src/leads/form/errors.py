"""What the forms may refuse."""

from service_defaults.errors import Conflict, Forbidden, Invalid, NotFound


class FormUnknown(NotFound):
    code = "form_unknown"
    zh = "没有找到该表单"
    en = "There is no such form"


class SubjectMissing(Invalid):
    code = "form_subject_missing"
    zh = "请指明表单的日期、顾问或客户"
    en = "Say which day, adviser or customer the form is about"


class FormChanged(Conflict):
    code = "form_changed"
    zh = "表单内容已变化，请刷新核对后再签核"
    en = "The form has changed meanwhile: look at it again, then sign"


class NotASigner(Forbidden):
    code = "not_a_signer"
    zh = "该表单无需您的岗位签核"
    en = "This form does not ask for your post's signature"


class ClearContactsDenied(Forbidden):
    code = "clear_contacts_denied"
    zh = "仅主管及以上岗位可导出完整联系方式"
    en = "Only supervisors and managers export contact data in clear"


class ReasonRequired(Invalid):
    code = "reason_required"
    zh = "导出完整联系方式须填写原因"
    en = "Exporting contact data in clear needs a reason"

"""What web forms refuse. Refusals are counted, so they commit."""

from service_defaults.errors import Forbidden, Invalid, NotFound, Refusal, TooMany


class FormUnknown(NotFound):
    code = "web_form_unknown"
    zh = "没有这个表单，或已停用"
    en = "There is no such form, or it is switched off"


class FormNotFound(NotFound):
    code = "web_form_not_found"
    zh = "没有找到该表单"
    en = "Form not found"


class FormOriginNotAllowed(Forbidden):
    code = "web_form_origin_not_allowed"
    zh = "该网站未登记在此表单下"
    en = "This web site is not registered for the form"


class AskedAgain(Refusal, Invalid):
    """Carries a fresh `token`, the `proof_bits` it asks for and the `wait_seconds` until it is good."""


class FormTooFast(AskedAgain):
    code = "web_form_too_fast"
    zh = "提交过快，请稍候再点一次提交"
    en = "That was quick; please send it once more in a moment"


class FormExpired(AskedAgain):
    code = "web_form_expired"
    zh = "页面打开时间较长，请再点一次提交"
    en = "The page was open for long; please send it once more"


class FormTokenUsed(AskedAgain):
    code = "web_form_token_used"
    zh = "请再点一次提交"
    en = "Please send it once more"


class FormProofNeeded(AskedAgain):
    code = "web_form_proof_needed"
    zh = "当前提交较多，正在校验，请稍候"
    en = "The form is busy; your browser is asked for a short calculation"


class FormBusy(Refusal, TooMany):
    code = "web_form_busy"
    zh = "当前提交过多，请 {seconds} 秒后再试，或直接致电门店"
    en = "Too many submissions just now; try again in {seconds} seconds or call the store"


class FieldMissing(Invalid):
    code = "web_form_field_missing"
    zh = "请填写此项"
    en = "Please fill this in"


class NumberUnreadable(Invalid):
    code = "web_form_number_unreadable"
    zh = "请填写有效的手机号"
    en = "Please give a phone number that works"


class EmailUnreadable(Invalid):
    code = "web_form_email_unreadable"
    zh = "邮箱格式不对"
    en = "This is not an e-mail address"


class ContactNotAgreed(Invalid):
    code = "web_form_contact_not_agreed"
    zh = "请勾选同意，我们才能就本次咨询联系您"
    en = "Please agree, so that we may contact you about this request"


class WordingUnknown(Invalid):
    code = "web_form_wording_unknown"
    zh = "表单内容已更新，请刷新后再提交"
    en = "The form has changed; please reload it"


class WordingVersionTaken(Invalid):
    code = "web_form_wording_version_taken"
    zh = "该版本号已用于另一段文字，修改文字请换一个版本号"
    en = "This version stands for another wording; give a changed text a new version"


class ContactWordingRequired(Invalid):
    code = "web_form_contact_wording_required"
    zh = "表单必须有「联系同意」的说明文字"
    en = "A form needs the wording of the consent to be contacted"


class SourceUnknown(Invalid):
    code = "web_form_source_unknown"
    zh = "该来源不在本店的来源列表中"
    en = "This source is not on the store's list"

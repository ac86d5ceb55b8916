"""What key accounts may refuse."""

from service_defaults.errors import Conflict, Invalid, NotFound


class AccountNotFound(NotFound):
    code = "key_account_not_found"
    zh = "没有找到该大客户"
    en = "Key account not found"


class AccountKnown(Conflict):
    code = "key_account_known"
    zh = "该企业已是大客户，请打开原有档案"
    en = "This company is a key account already; open its file"


class NotACompany(Conflict):
    code = "key_account_not_a_company"
    zh = "该客户不是企业客户，不能转为大客户"
    en = "This customer is a person, not a company"


class ParentInvalid(Invalid):
    code = "key_account_parent_invalid"
    zh = "上级单位须是本店其他大客户，且不能形成循环"
    en = "The parent has to be another key account of the store, without a ring"


class ContactKnown(Conflict):
    code = "key_account_contact_known"
    zh = "此人已是该大客户的联系人"
    en = "This person is a contact of the account already"


class PartNotFound(NotFound):
    code = "key_account_part_not_found"
    zh = "该大客户档案中没有这一项"
    en = "The account's file has no such entry"


class VisitDone(Conflict):
    code = "key_account_visit_done"
    zh = "该拜访已填写结果"
    en = "The result of this visit has been kept already"


class AgreementSpan(Invalid):
    code = "key_account_agreement_span"
    zh = "框架协议的截止日须不早于起始日，且最长五年"
    en = "An agreement ends on or after its first day, within five years"


class AgreementNumberTaken(Conflict):
    code = "key_account_agreement_no_taken"
    zh = "协议编号 {number} 已被使用"
    en = "The agreement number {number} is in use"


class AgreementEnded(Conflict):
    code = "key_account_agreement_ended"
    zh = "该协议已经终止"
    en = "The agreement has ended already"


class ReviewTooEarly(Invalid):
    code = "key_account_review_too_early"
    zh = "该周期还没有开始，不能评价"
    en = "This period has not begun yet"


class ReviewKnown(Conflict):
    code = "key_account_review_known"
    zh = "该周期已有评价"
    en = "This period has been evaluated already"

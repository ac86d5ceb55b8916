"""What a use case of the customer file may refuse."""

from service_defaults.errors import Conflict, Invalid, NotFound, Refusal


class CustomerNotFound(NotFound):
    code = "customer_not_found"
    zh = "没有找到该客户，可能不在您的权限范围内"
    en = "Customer not found: it may lie outside your scope"


class CustomerKnown(Conflict):
    code = "customer_known"
    zh = "该号码已登记为本店客户，归属 {owner}，请联系主管处理"
    en = "This number already belongs to a customer of {owner}; please ask the supervisor"


class PhoneUnreadable(Invalid):
    code = "phone_unreadable"
    zh = "号码无法识别，请核对"
    en = "This is not a telephone number; please check it"


class EmailUnreadable(Invalid):
    code = "email_unreadable"
    zh = "邮箱格式不对，请核对"
    en = "This is not an e-mail address; please check it"


class ContactRequired(Invalid):
    code = "contact_required"
    zh = "请至少填写手机、邮箱或微信之一"
    en = "Give at least a mobile, an e-mail address or a WeChat id"


class RevealDenied(Refusal, NotFound):
    """Answered like an unknown customer; the attempt is kept."""

    code = "customer_not_found"
    zh = CustomerNotFound.zh
    en = CustomerNotFound.en


class NothingToReveal(NotFound):
    code = "contact_absent"
    zh = "该客户没有登记此联系方式"
    en = "This customer has no such contact"


class StoreUnknown(Invalid):
    code = "store_unknown"
    zh = "门店不存在或不属于您"
    en = "The store does not exist or is not yours"


class ReferrerUnknown(Invalid):
    code = "referrer_unknown"
    zh = "没有找到推荐人"
    en = "The referrer was not found"

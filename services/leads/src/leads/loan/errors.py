"""What a loan application may refuse."""

from service_defaults.errors import Conflict, Invalid, NotFound


class LoanNotFound(NotFound):
    code = "loan_not_found"
    zh = "没有找到该贷款申请"
    en = "Loan application not found"


class LoanOpen(Conflict):
    code = "loan_open"
    zh = "该订单已有进行中的贷款申请"
    en = "This order has an open loan application already"


class LoanEnded(Conflict):
    code = "loan_ended"
    zh = "贷款申请状态为 {status}，不能撤回"
    en = "The application is {status}; it cannot be withdrawn"


class DocumentsNotAsked(Conflict):
    code = "loan_documents_not_asked"
    zh = "贷款申请状态为 {status}，金融机构没有要求补充资料"
    en = "The application is {status}; the finance partner asks for nothing"


class DocumentsMissing(Invalid):
    code = "loan_documents_missing"
    zh = "还缺金融机构要求的资料：{missing}；或降低贷款金额后重新提交"
    en = "The finance partner also asks for: {missing}; or apply for less"


class NothingSupplied(Invalid):
    code = "loan_nothing_supplied"
    zh = "请至少勾选一项资料，或降低贷款金额"
    en = "Confirm at least one paper, or apply for less"


class LoanDisbursed(Conflict):
    code = "loan_disbursed"
    zh = "贷款已放款，请先由金融机构退款"
    en = "The loan is disbursed; the finance partner has to take it back first"


class PartnerUnknown(Invalid):
    code = "partner_unknown"
    zh = "没有该金融机构，或未与本店合作"
    en = "There is no such finance partner of your store"


class IdentityNumberInvalid(Invalid):
    code = "id_no_invalid"
    zh = "证件号码有误，请核对"
    en = "This identity number is not valid; please check it"


class MobileMissing(Invalid):
    code = "mobile_missing"
    zh = "客户没有可用的手机号，请先补全客户资料"
    en = "The customer has no mobile; complete the customer's file first"


class PrincipalInvalid(Invalid):
    code = "principal_invalid"
    zh = "贷款金额须大于零且不超过车价"
    en = "The principal lies between nothing and the price of the car"


class TermsMissing(Invalid):
    code = "loan_terms_missing"
    zh = "报价中没有贷款方案，请填写期数和年利率"
    en = "The quote has no finance plan; give the term and the annual rate"

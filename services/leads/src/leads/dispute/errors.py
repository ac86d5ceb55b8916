"""What a dispute may be refused for."""

from service_defaults.errors import Conflict, Invalid, NotFound


class DisputeNotFound(NotFound):
    code = "dispute_not_found"
    zh = "没有找到该归属争议，可能不在您的权限范围内"
    en = "Dispute not found: it may lie outside your scope"


class DisputedUnknown(NotFound):
    code = "disputed_customer_unknown"
    zh = "本店没有该号码的客户"
    en = "The store has no customer with this number"


class DisputeOpenAlready(Conflict):
    code = "dispute_open_already"
    zh = "该客户已有待裁决的归属争议"
    en = "A dispute about this customer is open already"


class DisputeOfOwn(Conflict):
    code = "dispute_of_own"
    zh = "该客户已归属申请人，无需争议"
    en = "The customer belongs to the claimant already"


class DisputeOfNobodys(Conflict):
    code = "dispute_of_nobodys"
    zh = "该客户在公海中，可直接领取"
    en = "The customer is in the pool: claim them there"


class DisputeClosed(Conflict):
    code = "dispute_closed"
    zh = "该争议已处理（{status}）"
    en = "This dispute is settled ({status})"


class ClaimantUnknown(Invalid):
    code = "claimant_unknown"
    zh = "申请人不在本店在职销售团队中"
    en = "The claimant is not on the store's sales staff"

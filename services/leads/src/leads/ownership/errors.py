"""What ownership may refuse."""

from service_defaults.errors import Conflict, NotFound, Refusal


class CustomerProtected(Refusal, Conflict):
    """What was written down of the attempt, a touchpoint for the owner, stays."""

    code = "customer_protected"
    zh = "该客户在保护期内，归属 {owner}，请联系主管处理"
    en = "This customer is protected and belongs to {owner}; please ask the supervisor"


class OwnershipUnknown(NotFound):
    code = "customer_not_found"
    zh = "没有找到该客户，可能不在您的权限范围内"
    en = "Customer not found: it may lie outside your scope"

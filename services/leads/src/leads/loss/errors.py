"""What a defeat may be refused for."""

from service_defaults.errors import Conflict, Invalid, NotFound


class LossCaseNotFound(NotFound):
    code = "loss_case_not_found"
    zh = "没有找到该战败申请，可能不在您的权限范围内"
    en = "Loss case not found: it may lie outside your scope"


class LossPending(Conflict):
    code = "loss_pending"
    zh = "该线索已有待审批的战败申请"
    en = "This lead already waits for a decision on its loss"


class LossNeedsApproval(Conflict):
    code = "loss_needs_approval"
    zh = "战败/无效需主管审批，请提交战败申请"
    en = "Lost and invalid need a manager's approval; apply for it"


class LossDecidedAlready(Conflict):
    code = "loss_decided_already"
    zh = "该申请已处理（{status}）"
    en = "This case is decided already ({status})"


class OwnApplication(Conflict):
    code = "loss_own_application"
    zh = "不能审批自己提交的战败申请"
    en = "Your own application is decided by somebody else"


class LossReasonUnknown(Invalid):
    code = "loss_reason_unknown"
    zh = "门店没有启用该战败原因：{reason}"
    en = "The store does not use this reason: {reason}"


class CompetitorRequired(Invalid):
    code = "competitor_required"
    zh = "请填写竞品品牌"
    en = "Name the competitor's brand"


class VerificationNotFound(NotFound):
    code = "loss_verification_not_found"
    zh = "没有找到该战败回访"
    en = "Verification call not found"


class VerificationDone(Conflict):
    code = "loss_verification_done"
    zh = "该战败回访已完成"
    en = "This verification call has been made"


class VerifierIsLoser(Conflict):
    code = "loss_verifier_is_loser"
    zh = "战败回访不能由原归属顾问完成"
    en = "Whoever lost the customer does not verify the loss"


class FoundReasonRequired(Invalid):
    code = "found_reason_required"
    zh = "请选择客户说的真实原因"
    en = "Choose the reason that the customer gave"

"""Refusals around complaints."""

from collections.abc import Sequence

from service_defaults.errors import Conflict, Invalid

from aftersales.complaint.policy import ComplaintStatus, Step

_STATUS = {
    ComplaintStatus.OPENED: ("待受理", "waiting to be accepted"),
    ComplaintStatus.ACCEPTED: ("已受理", "accepted"),
    ComplaintStatus.INVESTIGATING: ("调查中", "under investigation"),
    ComplaintStatus.PROPOSED: ("待客户确认", "waiting for the customer's word"),
    ComplaintStatus.AGREED: ("客户已同意", "agreed with the customer"),
    ComplaintStatus.EXECUTING: ("执行中", "being carried out"),
    ComplaintStatus.VERIFYING: ("待满意度回访", "waiting for the satisfaction call"),
    ComplaintStatus.CLOSED: ("已结案", "closed"),
}
_STEP = {
    Step.ACCEPT: ("受理", "accept"),
    Step.INVESTIGATE: ("调查", "investigate"),
    Step.PROPOSE: ("提出方案", "propose a remedy"),
    Step.DECIDE_COMPENSATION: ("审批补偿", "decide on the compensation"),
    Step.AGREE: ("客户确认", "record the customer's agreement"),
    Step.DECLINE: ("客户不同意", "record the customer's refusal"),
    Step.EXECUTE: ("执行方案", "carry it out"),
    Step.FINISH: ("执行完成", "finish it"),
    Step.SATISFIED: ("满意度回访", "make the satisfaction call"),
    Step.DISSATISFIED: ("满意度回访", "make the satisfaction call"),
    Step.REOPEN: ("重新打开", "reopen it"),
    Step.REPORT: ("报告总经理", "report to the general manager"),
}


class StepRefused(Conflict):
    code = "complaint_step_refused"
    zh = "投诉当前{status_zh}，不能执行此步骤；下一步可以：{next_zh}"
    en = "The complaint is {status_en}, so this step is not possible now; what can be done: {next_en}"

    @classmethod
    def at(cls, status: ComplaintStatus, next_steps: Sequence[Step]) -> "StepRefused":
        labels = [_STEP[step] for step in next_steps if step in _STEP]
        return cls(
            status_zh=_STATUS[status][0],
            status_en=_STATUS[status][1],
            next_zh="、".join(dict.fromkeys(label[0] for label in labels)) or "无",
            next_en=", ".join(dict.fromkeys(label[1] for label in labels)) or "nothing",
        )


class CompensationUndecided(Conflict):
    code = "compensation_undecided"
    zh = "补偿金额超过权限，须先由总经理审批"
    en = "The compensation exceeds the limit; the general manager decides first"


class NoCompensationPending(Conflict):
    code = "no_compensation_pending"
    zh = "没有待审批的补偿"
    en = "No compensation is waiting for a decision"


class AssigneeUnknown(Invalid):
    code = "assignee_unknown"
    zh = "该员工不是本店在职的处理人员，请另选"
    en = "This person cannot handle complaints of the store; choose another"


class VehicleOfAnother(Invalid):
    code = "vehicle_of_another_customer"
    zh = "该车辆不属于此客户"
    en = "This car belongs to another customer"


class SatisfactionMissing(Invalid):
    code = "satisfaction_missing"
    zh = "已联系上客户时，请记录客户是否满意"
    en = "When the customer was reached, say whether they are satisfied"

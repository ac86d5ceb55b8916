"""What a use case of a lead may refuse."""

from service_defaults.errors import Conflict, Invalid, NotFound


class LeadNotFound(NotFound):
    code = "lead_not_found"
    zh = "没有找到该线索，可能不在您的权限范围内"
    en = "Lead not found: it may lie outside your scope"


class NoOpenLead(Conflict):
    code = "no_open_lead"
    zh = "该客户没有进行中的线索，请先新建线索"
    en = "This customer has no open lead; open one first"


class LeadClosed(Conflict):
    code = "lead_closed"
    zh = "线索已关闭（{stage}），请先重新打开"
    en = "The lead is closed ({stage}); reopen it first"


class LeadOpenAlready(Conflict):
    code = "lead_open_already"
    zh = "该客户已有进行中的线索，请在原线索上跟进"
    en = "This customer already has an open lead; continue with that one"


class LevelUnknown(Invalid):
    code = "level_unknown"
    zh = "门店没有启用级别 {level}"
    en = "The store does not use the level {level}"


class StageNotByHand(Conflict):
    code = "stage_not_by_hand"
    zh = "“{stage}”由相应业务单据自动推进，请在试驾、报价、订单或交车中办理"
    en = "The stage “{stage}” follows from its own record: test drive, quote, order or delivery"


class StageBackwards(Conflict):
    code = "stage_backwards"
    zh = "线索阶段不会倒退（当前：{stage}）"
    en = "A lead's stage does not go back (it is at: {stage})"


class StageUndoLate(Conflict):
    code = "stage_undo_late"
    zh = "这次阶段变更已不能撤销：已过时限，或之后又有了新的进展"
    en = "This change of stage can no longer be taken back: too late, or the lead has moved on since"


class AdviserUnknown(Invalid):
    code = "adviser_unknown"
    zh = "该人员不在本店在职销售团队中"
    en = "This person is not an active member of the store's sales staff"


class NextContactPast(Invalid):
    code = "next_contact_past"
    zh = "下次联系时间须在将来一年之内"
    en = "The next contact lies in the future, within a year"


class OrderInProgress(Conflict):
    code = "lead_has_order"
    zh = "线索已下订，请先在订单中办理退订"
    en = "The lead has an order; cancel the order first"

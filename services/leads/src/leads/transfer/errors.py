"""What a hand-over may be refused for."""

from service_defaults.errors import Conflict, NotFound


class TransferNotFound(NotFound):
    code = "transfer_not_found"
    zh = "没有找到该次移交，可能不在您的权限范围内"
    en = "Transfer not found: it may lie outside your scope"


class UndoExpired(Conflict):
    code = "undo_expired"
    zh = "撤销期限已过，请重新分配"
    en = "It is too late to undo this; reassign instead"


class UndoneAlready(Conflict):
    code = "undone_already"
    zh = "该次移交已撤销"
    en = "This has been undone already"


class NobodyToReceive(Conflict):
    code = "nobody_to_receive"
    zh = "没有可接收的在岗顾问（请假、额度或品牌限制）"
    en = "Nobody can receive: on leave, at their quota, or of another brand"


class StaffUnknown(NotFound):
    code = "staff_unknown"
    zh = "没有找到该员工"
    en = "This person is not known at the store"

"""What a change of many leads may be refused for."""

from service_defaults.errors import Conflict, NotFound


class BulkChangeNotFound(NotFound):
    code = "bulk_change_not_found"
    zh = "没有找到该次批量操作，只有操作人本人可以查看和撤销"
    en = "No such bulk change: only who made it sees it and takes it back"


class BulkUndoExpired(Conflict):
    code = "bulk_undo_expired"
    zh = "撤销期限已过，请重新调整"
    en = "It is too late to undo this; change the leads again instead"


class BulkUndoneAlready(Conflict):
    code = "bulk_undone_already"
    zh = "该次批量操作已撤销"
    en = "This has been undone already"

"""What the work on file quality may refuse."""

from service_defaults.errors import Conflict, NotFound


class FileNotPending(Conflict):
    code = "file_not_pending"
    zh = "该档案不在待确认队列中，可能已被处理"
    en = "This file does not wait for confirmation; somebody may have decided it"


class FileConfirmed(Conflict):
    code = "file_confirmed_already"
    zh = "该档案已确认建卡"
    en = "This file was confirmed already"


class OwnFile(Conflict):
    code = "file_own"
    zh = "自己提交的档案须由其他主管确认"
    en = "A file that you filed yourself is confirmed by somebody else"


class StockTakeRunning(Conflict):
    code = "stock_take_running"
    zh = "本店已有进行中的盘点，请先完成或结束"
    en = "A stock-take of this store is under way; finish it first"


class StockTakeNotFound(NotFound):
    code = "stock_take_not_found"
    zh = "没有找到该盘点"
    en = "No such stock-take"


class StockTakeOver(Conflict):
    code = "stock_take_finished"
    zh = "盘点已结束，结果不能再修改"
    en = "The stock-take is finished; its results stay"


class NothingToTake(Conflict):
    code = "stock_take_empty"
    zh = "所选范围内没有客户"
    en = "There are no customers in what you chose"

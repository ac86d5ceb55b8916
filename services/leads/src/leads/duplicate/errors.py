"""What the work on duplicates may refuse."""

from service_defaults.errors import Conflict, NotFound


class PairNotFound(NotFound):
    code = "duplicate_pair_not_found"
    zh = "没有找到这对疑似重复的档案"
    en = "No such pair of files"


class PairDecided(Conflict):
    code = "duplicate_pair_decided"
    zh = "这对档案已经处理"
    en = "This pair was decided already"


class PairOpen(Conflict):
    code = "duplicate_pair_open"
    zh = "这对档案还在待处理列表中"
    en = "This pair still waits for a decision"


class ScanRunning(Conflict):
    code = "duplicate_scan_running"
    zh = "查重正在进行，请等它完成"
    en = "A scan is running already; wait until it is done"

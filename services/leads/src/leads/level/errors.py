"""What changing levels may refuse."""

from service_defaults.errors import Conflict, Invalid


class LevelInUse(Conflict):
    code = "level_in_use"
    zh = "级别 {levels} 仍有未关闭的线索，请先改级，或用“切换级别方案”一并转换"
    en = "Open leads still have level {levels}: grade them anew first, or change the whole scheme"


class RegradingIncomplete(Invalid):
    code = "regrading_incomplete"
    zh = "级别 {levels} 在新方案中没有对应级别"
    en = "Level {levels} has no counterpart in the new scheme"

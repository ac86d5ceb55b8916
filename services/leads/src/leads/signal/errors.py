"""What a signal may refuse."""

from service_defaults.errors import Conflict, Invalid, NotFound


class SignalNotFound(NotFound):
    code = "signal_not_found"
    zh = "没有找到该信号，可能不在您的权限范围内"
    en = "Signal not found: it may lie outside your scope"


class SignalClosed(Conflict):
    code = "signal_closed"
    zh = "该信号已处理（{state}）"
    en = "The signal is closed already ({state})"


class CauseRequired(Invalid):
    code = "cause_required"
    zh = "请选择客户降温的原因"
    en = "Say why the customer cooled down"

"""What the door itself answers."""

from service_defaults.errors import DomainError, Unavailable


class UpstreamFailed(DomainError):
    """The service could not be reached, or broke off before it answered."""

    status = 502
    code = "upstream_failed"
    zh = "后台服务没有应答，请稍后再试"
    en = "The service behind did not answer; please try again"


class UpstreamBroken(Exception):
    """The service broke off in the middle of its answer: the connection must be closed, not completed."""


class DeadlineExceeded(DomainError):
    status = 504
    code = "deadline_exceeded"
    zh = "处理超时，请稍后再试"
    en = "This took too long; please try again"


class Overloaded(Unavailable):
    code = "overloaded"
    zh = "系统繁忙，请稍后再试"
    en = "The system is busy; please try again shortly"


class HeadersTooLarge(DomainError):
    status = 431
    code = "headers_too_large"
    zh = "请求头过大"
    en = "The request's headers are too large"

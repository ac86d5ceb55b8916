"""The kinds of refusal a use case can raise. Features subclass them beside their rules.

Two roots (docs/adr/0003): a `Refusal` commits what the use case wrote before it answers,
everything else rolls back.
"""

from typing import Any, ClassVar

from pydantic import BaseModel


class FieldFault(BaseModel):
    """One field at fault: JSON pointer into the request, stable code, sentence in the caller's language."""

    pointer: str
    code: str
    message: str


class Problem(BaseModel):
    """RFC 9457 problem details as every operation of Chemai answers them."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: list[FieldFault] = []
    trace_id: str = ""


class DomainError(Exception):
    """Root of everything that is answered as a problem.

    `zh` and `en` are format strings over the keyword arguments of the constructor; `pointer` names the field at fault.
    """

    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal_error"
    zh: ClassVar[str] = "系统出错，请稍后再试"
    en: ClassVar[str] = "Something went wrong on our side; please try again"

    def __init__(self, *, pointer: str | None = None, extra: dict[str, Any] | None = None, **params: object) -> None:
        super().__init__(self.code)
        self.pointer = pointer
        self.params = params
        self.extra = extra or {}

    def message(self, language: str) -> str:
        template = self.en if language.startswith("en") else self.zh
        return template.format(**self.params)

    def __str__(self) -> str:
        return f"{self.code}: {self.message('en')}"


class Refusal:
    """Mixin: what the use case wrote (quarantine row, throttle count, audit of a denial) stays."""


class Invalid(DomainError):
    status = 422
    code = "invalid"
    zh = "提交的内容有误"
    en = "The request is not valid"


class Malformed(DomainError):
    status = 400
    code = "malformed"
    zh = "请求无法读取"
    en = "The request cannot be read"


class Unauthenticated(DomainError):
    status = 401
    code = "unauthenticated"
    zh = "请先登录"
    en = "Please sign in first"


class Forbidden(DomainError):
    status = 403
    code = "forbidden"
    zh = "您的岗位没有此项权限，请联系主管"
    en = "Your role does not allow this; please ask your supervisor"


class NotFound(DomainError):
    status = 404
    code = "not_found"
    zh = "没有找到，可能已被移走或不在您的权限范围内"
    en = "Not found: it may have moved or lie outside your scope"


class Conflict(DomainError):
    status = 409
    code = "conflict"
    zh = "与现有数据冲突"
    en = "This conflicts with what is already there"


class PreconditionFailed(DomainError):
    status = 412
    code = "stale_version"
    zh = "内容已被他人修改，请刷新后再改"
    en = "Somebody else changed this meanwhile; reload and try again"


class PreconditionRequired(DomainError):
    status = 428
    code = "version_required"
    zh = "请在 If-Match 中给出您看到的版本"
    en = "Send the version you saw in If-Match"


class TooLarge(DomainError):
    status = 413
    code = "too_large"
    zh = "内容过大，上限为 {limit_kib} KiB"
    en = "Too large: the limit is {limit_kib} KiB"


class UnsupportedMedia(DomainError):
    status = 415
    code = "unsupported_media_type"
    zh = "不支持的内容类型：{media_type}"
    en = "Unsupported content type: {media_type}"


class TooMany(DomainError):
    status = 429
    code = "too_many_requests"
    zh = "操作太频繁，请 {seconds} 秒后再试"
    en = "Too many requests; try again in {seconds} seconds"


class Unavailable(DomainError):
    status = 503
    code = "unavailable"
    zh = "服务暂不可用，请稍后再试"
    en = "Temporarily unavailable; please try again"

"""Why somebody is not let in."""

from service_defaults.errors import Forbidden, Invalid, NotFound, Refusal, TooMany, Unauthenticated, Unavailable


class WrongCredentials(Refusal, Unauthenticated):
    """One answer for unknown names, wrong passwords and people who left."""

    code = "wrong_credentials"
    zh = "用户名或密码不正确"
    en = "The username or the password is not right"


class TooManyAttempts(Refusal, TooMany):
    code = "too_many_attempts"
    zh = "尝试次数过多，请 {seconds} 秒后再试"
    en = "Too many attempts; try again in {seconds} seconds"


class SignInBusy(Unavailable):
    code = "sign_in_busy"
    zh = "登录人数过多，请稍后再试"
    en = "Too many people are signing in; please try again"


class SessionEnded(Refusal, Unauthenticated):
    """Also for a refresh token that was used before: the family it belongs to is revoked, and that stays."""

    code = "session_ended"
    zh = "登录已失效，请重新登录"
    en = "This session has ended; please sign in again"


class SessionNotFound(NotFound):
    code = "session_not_found"
    zh = "没有找到该登录会话"
    en = "No such session"


class WrongPassword(Invalid):
    code = "wrong_password"
    zh = "当前密码不正确"
    en = "The current password is not right"


class CsrfTokenMissing(Forbidden):
    code = "csrf_token_missing"
    zh = "请求缺少安全令牌，请刷新页面后再试"
    en = "The security token is missing or wrong; reload the page"


class ForeignOrigin(Forbidden):
    code = "foreign_origin"
    zh = "请求来自其他网站，已被拒绝"
    en = "The request came from another site"


class OnlyInDemo(NotFound):
    code = "only_in_demo"
    zh = "仅演示环境提供"
    en = "Only the demo has this"

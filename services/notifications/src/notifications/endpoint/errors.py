"""Refusals about endpoints."""

from service_defaults.errors import Invalid, NotFound


class EndpointNotFound(NotFound):
    code = "endpoint_not_found"
    zh = "没有找到该推送地址"
    en = "There is no such endpoint in your scope"


class AddressRefused(Invalid):
    """`fault` names the rule that the address breaks."""

    code = "url_refused"
    zh = "不能使用该地址（{fault}）：须为可公开访问的 https 地址，不含账号，端口为 443 或 80"
    en = "This address cannot be used ({fault}): a public https address without credentials, on port 443 or 80"

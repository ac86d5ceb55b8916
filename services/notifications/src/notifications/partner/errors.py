"""Refusals about partners and their secrets."""

from service_defaults.errors import Conflict, Invalid, NotFound


class PartnerNotFound(NotFound):
    code = "partner_not_found"
    zh = "没有找到该合作伙伴"
    en = "There is no such partner in your scope"


class SecretAlreadyShown(Conflict):
    code = "secret_already_shown"
    zh = "密钥只显示一次。如已遗失，请轮换一个新的密钥"
    en = "A secret is shown once. If it is lost, rotate it to get a new one"


class SecretUnusable(Invalid):
    code = "secret_unusable"
    zh = "密钥须为 whsec_ 加 24 至 64 字节的 base64"
    en = "A secret is whsec_ and base64 of 24 to 64 bytes"

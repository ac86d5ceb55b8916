"""What partners' maps refuse."""

from service_defaults.errors import Conflict, Invalid, NotFound, Refusal, Unauthenticated


class PartnerUnknown(NotFound):
    code = "partner_not_found"
    zh = "没有找到该合作方"
    en = "Partner not found"


class RowRefused(Invalid):
    """`sentence` says what is wrong with the row that the pointer names."""

    code = "partner_map_row_refused"
    zh = "{sentence}"
    en = "{sentence}"


class SignatureRefused(Refusal, Unauthenticated):
    """One answer for every fault: whoever guesses learns nothing. The store sees the reason."""

    code = "partner_signature_refused"
    zh = "签名、时间戳或随机数不对，未作任何处理"
    en = "Signature, timestamp or nonce do not fit; nothing was done"


class NonceReused(Refusal, Conflict):
    code = "partner_nonce_reused"
    zh = "该 webhook-id 已用于另一份内容"
    en = "This webhook-id came with another document before"


ROW_SENTENCES: dict[str, tuple[str, str]] = {
    "target_twice": ("该字段已有一行", "This field has a row already"),
    "value_missing": ("请填写固定值", "Give the constant value"),
    "paths_missing": ("请填写至少一个路径", "Give at least one path"),
    "separator_missing": ("请填写分隔符", "Give the separator"),
    "code_unknown": ("不是系统中的取值", "This is none of our values"),
    "id_unmapped": ("请映射线索编号，重复发送才不会产生新线索", "Map the lead's id: it keeps repeats harmless"),
    "contact_unmapped": ("请映射手机、电话、邮箱或状态之一", "Map a mobile, a phone, an e-mail address or a status"),
    "target_without_codes": ("该字段不需要取值对应", "This field takes no mapped values"),
    "value_twice": ("该取值已有一行", "This value has a row already"),
    "milestone_twice": ("该节点已有一行", "This milestone has a row already"),
}

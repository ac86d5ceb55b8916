"""Stable codes of what can be wrong with an ADF document, and their sentences."""

from enum import StrEnum
from typing import Literal

RefusalCode = Literal[
    "empty", "too_large", "dtd_or_entity_refused", "undecodable", "not_xml", "no_prospect", "too_complex"
]

REFUSALS: dict[RefusalCode, tuple[str, str]] = {
    "empty": ("报文为空", "The document is empty"),
    "too_large": ("报文超过大小上限", "The document is larger than allowed"),
    "dtd_or_entity_refused": ("报文含 DTD 或实体声明，已拒收", "The document declares a DTD or an entity"),
    "undecodable": ("无法识别报文的字符编码", "The document's character encoding cannot be made out"),
    "not_xml": ("报文不是 ADF/XML", "The document is not ADF/XML"),
    "no_prospect": ("报文中没有线索", "The document holds no prospect"),
    "too_complex": ("报文结构过于复杂", "The document is nested too deeply or holds too many parts"),
}


class AdfRefused(Exception):
    """The document as a whole cannot be read; nothing of it became a prospect."""

    def __init__(self, code: RefusalCode) -> None:
        self.code: RefusalCode = code
        self.zh, self.en = REFUSALS[code]
        super().__init__(code)


class WarningCode(StrEnum):
    """What was repaired, guessed or dropped while reading."""

    ENCODING_GUESSED = "encoding_guessed"
    BYTES_REPLACED = "bytes_replaced"
    CONTROL_CHARACTERS_REMOVED = "control_characters_removed"
    MARKUP_REPAIRED = "markup_repaired"
    ESCAPED_DOCUMENT = "escaped_document"
    TRUNCATED = "truncated"
    TEMPLATE_PLACEHOLDER = "template_placeholder"
    VALUE_CUT = "value_cut"
    TOO_MANY_VALUES = "too_many_values"
    STATUS_UNKNOWN = "status_unknown"
    REQUEST_DATE_MISSING = "request_date_missing"
    REQUEST_DATE_UNREADABLE = "request_date_unreadable"
    REQUEST_DATE_ABSURD = "request_date_absurd"
    REQUEST_DATE_LENIENT = "request_date_lenient"
    REQUEST_DATE_WITHOUT_ZONE = "request_date_without_zone"
    DATE_DROPPED = "date_dropped"
    INTEREST_UNKNOWN = "interest_unknown"
    NO_VEHICLE = "no_vehicle"
    VEHICLE_INCOMPLETE = "vehicle_incomplete"
    VEHICLE_NESTED = "vehicle_nested"
    VEHICLE_FROM_COMMENTS = "vehicle_from_comments"
    SEVERAL_VEHICLES = "several_vehicles"
    YEAR_DROPPED = "year_dropped"
    YEAR_TWO_DIGITS = "year_two_digits"
    VIN_ODD = "vin_odd"
    ODOMETER_DROPPED = "odometer_dropped"
    ODOMETER_UNIT_ASSUMED = "odometer_unit_assumed"
    AMOUNT_DROPPED = "amount_dropped"
    TRADE_IN_MIRRORED_DROPPED = "trade_in_mirrored_dropped"
    TRADE_IN_MIRRORS_WANTED = "trade_in_mirrors_wanted"
    SERVICE_REQUEST = "service_request"
    NO_NAME = "no_name"
    NO_CONTACT_POINT = "no_contact_point"
    SEVERAL_CONTACTS = "several_contacts"
    CUSTOMER_MISPLACED = "customer_misplaced"
    PHONE_UNREADABLE = "phone_unreadable"
    PHONE_UNCERTAIN = "phone_uncertain"
    PHONE_RELAY = "phone_relay"
    EMAIL_INVALID = "email_invalid"
    CONTACT_POINT_MISFILED = "contact_point_misfiled"
    SENSITIVE_MASKED = "sensitive_masked"
    NO_VENDOR = "no_vendor"
    NO_PROVIDER = "no_provider"


WARNINGS: dict[WarningCode, tuple[str, str]] = {
    WarningCode.ENCODING_GUESSED: ("字符编码与声明不符，按内容判断", "The encoding was told from the content"),
    WarningCode.BYTES_REPLACED: ("个别字节无法解码，已替换", "Some bytes could not be decoded and were replaced"),
    WarningCode.CONTROL_CHARACTERS_REMOVED: ("已去除非法字符", "Characters that no text may hold were removed"),
    WarningCode.MARKUP_REPAIRED: ("XML 不规范，已修复后读取", "The XML was malformed and was repaired"),
    WarningCode.ESCAPED_DOCUMENT: ("报文被转义，已还原", "The document was escaped inside other markup"),
    WarningCode.TRUNCATED: ("报文不完整，仅读取可恢复部分", "The document ends early; what could be read was kept"),
    WarningCode.TEMPLATE_PLACEHOLDER: ("字段为未替换的模板占位符", "A template placeholder was never filled in"),
    WarningCode.VALUE_CUT: ("字段过长，已截断", "A value was too long and was cut"),
    WarningCode.TOO_MANY_VALUES: ("重复字段过多，仅保留前面部分", "Too many repeated values; the first were kept"),
    WarningCode.STATUS_UNKNOWN: ("线索状态无法识别，按新线索处理", "Unknown prospect status, taken as new"),
    WarningCode.REQUEST_DATE_MISSING: ("缺少请求时间，按接收时间计", "No request date; the time of receipt is used"),
    WarningCode.REQUEST_DATE_UNREADABLE: (
        "请求时间无法识别，按接收时间计",
        "Unreadable request date; the time of receipt is used",
    ),
    WarningCode.REQUEST_DATE_ABSURD: (
        "请求时间不合理，按接收时间计",
        "Impossible request date; the time of receipt is used",
    ),
    WarningCode.REQUEST_DATE_LENIENT: ("请求时间格式不规范", "The request date is not written as ISO 8601"),
    WarningCode.REQUEST_DATE_WITHOUT_ZONE: (
        "请求时间无时区，按门店时区计",
        "No time zone in the request date; the store's is used",
    ),
    WarningCode.DATE_DROPPED: ("日期不合理或无法识别，已忽略", "A date was impossible or unreadable and was dropped"),
    WarningCode.INTEREST_UNKNOWN: ("意向类型无法识别，按购车处理", "Unknown interest, taken as buy"),
    WarningCode.NO_VEHICLE: ("缺少意向车型", "No vehicle of interest"),
    WarningCode.VEHICLE_INCOMPLETE: ("车型信息不完整", "Make or model of the vehicle is missing"),
    WarningCode.VEHICLE_NESTED: ("车辆信息位置不规范", "A vehicle stood in an unexpected place"),
    WarningCode.VEHICLE_FROM_COMMENTS: ("车辆信息取自备注", "The vehicle was read from the comments"),
    WarningCode.SEVERAL_VEHICLES: ("有多个意向车型，取第一个", "Several vehicles of interest; the first one counts"),
    WarningCode.YEAR_DROPPED: ("年份不合理，已忽略", "An impossible year was dropped"),
    WarningCode.YEAR_TWO_DIGITS: ("两位年份，已推断世纪", "A two-digit year was completed"),
    WarningCode.VIN_ODD: ("车架号格式可疑", "The VIN looks odd"),
    WarningCode.ODOMETER_DROPPED: ("里程无法识别或不合理，已忽略", "Unreadable or impossible odometer, dropped"),
    WarningCode.ODOMETER_UNIT_ASSUMED: ("里程未注明单位，按地区推断", "Odometer without unit; taken from the region"),
    WarningCode.AMOUNT_DROPPED: ("金额无法识别或不合理，已忽略", "Unreadable or impossible amount, dropped"),
    WarningCode.TRADE_IN_MIRRORED_DROPPED: (
        "置换车与意向车相同且无任何细节，已忽略",
        "The trade-in only repeated the wanted car and was dropped",
    ),
    WarningCode.TRADE_IN_MIRRORS_WANTED: ("置换车与意向车相同，请核实", "The trade-in repeats the wanted car: check"),
    WarningCode.SERVICE_REQUEST: ("可能是售后需求", "This looks like a service request"),
    WarningCode.NO_NAME: ("缺少客户姓名", "No customer name"),
    WarningCode.NO_CONTACT_POINT: ("没有可用的联系方式", "Neither a phone number nor an e-mail address"),
    WarningCode.SEVERAL_CONTACTS: ("有多个联系人，取主要联系人", "Several contacts; the primary one is the customer"),
    WarningCode.CUSTOMER_MISPLACED: ("客户信息位置不规范", "The customer stood in an unexpected place"),
    WarningCode.PHONE_UNREADABLE: ("电话无法识别", "A phone number could not be read"),
    WarningCode.PHONE_UNCERTAIN: ("电话号码待核实", "A phone number fits no known plan"),
    WarningCode.PHONE_RELAY: ("电话为中间号，不用于查重", "A relay number: not used to recognise the customer"),
    WarningCode.EMAIL_INVALID: ("邮箱无效", "An e-mail address is invalid"),
    WarningCode.CONTACT_POINT_MISFILED: ("电话与邮箱填反", "A phone number stood in place of an e-mail or vice versa"),
    WarningCode.SENSITIVE_MASKED: ("敏感信息已遮蔽", "Sensitive details were masked"),
    WarningCode.NO_VENDOR: ("缺少经销商信息", "No vendor"),
    WarningCode.NO_PROVIDER: ("缺少线索提供方", "No provider"),
}

#: Reasons for which one prospect of an otherwise readable document is turned away.
REASONS: dict[str, tuple[str, str]] = {
    "no_customer": ("缺少客户：姓名、电话、邮箱均为空", "No customer: name, phone and e-mail are all missing"),
}

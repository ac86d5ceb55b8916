"""Rules of an import. Pure: its states, what a column may mean, what may become of a row and why."""

from enum import StrEnum

MAX_ROWS = 100_000
MAX_COLUMNS = 60
SAMPLE_ROWS = 200
PREVIEW_ROWS = 20
PROBLEM_ROWS = 200
CHUNK_ROWS = 500
MAX_ATTEMPTS = 5
LEASE_SECONDS = 60


class ImportState(StrEnum):
    """How far an import has come. `reading`, `checking`, `running` and `undoing` are a worker's; the others wait."""

    READING = "reading"
    UNREADABLE = "unreadable"
    MAPPING = "mapping"
    CHECKING = "checking"
    CHECKED = "checked"
    RUNNING = "running"
    STOPPED = "stopped"
    FAILED = "failed"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"
    DISCARDED = "discarded"


AT_WORK = (ImportState.READING, ImportState.CHECKING, ImportState.RUNNING, ImportState.UNDOING)
MAPPABLE = (ImportState.MAPPING, ImportState.CHECKED)
STARTABLE = (ImportState.CHECKED, ImportState.STOPPED)
UNDOABLE = (ImportState.DONE, ImportState.STOPPED, ImportState.FAILED)
DISCARDABLE = (ImportState.UNREADABLE, ImportState.MAPPING, ImportState.CHECKED)


class ColumnTarget(StrEnum):
    """What a column may mean."""

    NAME = "name"
    MOBILE = "mobile"
    OTHER_PHONE = "other_phone"
    EMAIL = "email"
    WECHAT = "wechat"
    GENDER = "gender"
    CITY = "city"
    MAKE = "make"
    MODEL = "model"
    YEAR = "year"
    KIND = "kind"
    SOURCE = "source"
    ADVISER = "adviser"
    REQUESTED_AT = "requested_at"
    EXTERNAL_ID = "external_id"
    COMMENTS = "comments"


SEVERAL = frozenset({ColumnTarget.OTHER_PHONE, ColumnTarget.COMMENTS})
"""What more than one column may mean."""

CONTACTS = frozenset({ColumnTarget.MOBILE, ColumnTarget.OTHER_PHONE, ColumnTarget.EMAIL})
"""One of these has to be mapped: a row without a way to reach somebody is no lead."""


class RowOutcome(StrEnum):
    """What became of a row. `added`: a further lead of a known customer; `touched`: their open lead heard of it."""

    CREATED = "created"
    ADDED = "added"
    TOUCHED = "touched"
    DUPLICATE = "duplicate"
    REFUSED = "refused"
    SKIPPED = "skipped"


FAULTY = (RowOutcome.DUPLICATE, RowOutcome.REFUSED)
"""What the error file tells of."""


class RowAssignment(StrEnum):
    """Who gets the leads: whose turn it is, one adviser, or nobody yet."""

    ROTATION = "rotation"
    ADVISER = "adviser"
    UNASSIGNED = "unassigned"


class ImportBasis(StrEnum):
    """The legal basis on which the store holds these data (PIPL art. 13)."""

    CONSENT = "consent"
    CONTRACT = "contract"
    OWN_REQUEST = "own_request"


class KeptReason(StrEnum):
    """MappedBy an undo leaves a row's lead where it is."""

    WORKED_ON = "worked_on"
    LOOKED_AT = "looked_at"
    CHANGED = "changed"
    USED_ELSEWHERE = "used_elsewhere"


REASONS: dict[str, tuple[str, str]] = {
    "blank": ("空行", "Blank row"),
    "heading": ("重复的表头", "The headings again"),
    "no_contact": ("没有手机号或邮箱", "Neither a phone number nor an e-mail address"),
    "mobile_rounded": (
        "号码被表格软件改成科学计数法，后几位已丢失，请在原表中把该列设为“文本”后重新导出",
        "The spreadsheet turned it into 1.38E+10 and its last digits are lost; export the column as text again",
    ),
    "mobile_unreadable": ("号码不是有效的电话号码", "That is no valid phone number"),
    "number_relay": (
        "隐私号/平台中转号会失效，不能建档",
        "A platform's relay number expires; nobody can be filed under it",
    ),
    "number_made_up": ("号码明显是随意填写的", "The number is obviously made up"),
    "duplicate_in_file": ("与本文件第 {row} 行号码相同", "The same number as row {row} of this file"),
    "same_customer": ("与本文件第 {row} 行是同一位客户", "The same customer as row {row} of this file"),
    "row_too_wide": ("该行内容过长", "The row holds too much text"),
}

WARNINGS: dict[str, tuple[str, str]] = {
    "email_unreadable": ("邮箱格式不对，未导入", "The e-mail address is not valid and was left out"),
    "date_unreadable": ("日期无法识别，未导入", "The date could not be read and was left out"),
    "date_in_future": ("日期在将来，未导入", "The date lies in the future and was left out"),
    "year_unreadable": ("年款无法识别，未导入", "The model year could not be read and was left out"),
    "kind_unknown": ("需求类型无法识别，按默认类型", "The kind is unknown; the default was taken"),
    "source_unknown": ("来源不在清单中，按默认来源", "The source is not on the list; the default was taken"),
    "adviser_unknown": ("没有找到该顾问，按所选方式分配", "No such adviser; assigned the way you chose"),
    "gender_unreadable": ("性别无法识别，未导入", "The gender could not be read and was left out"),
    "name_damaged": ("姓名里有乱码，请核对", "The name holds unreadable characters; please check"),
    "text_cut": ("内容过长，已截断", "The text was too long and was cut"),
    "number_dropped": ("有一个号码无法识别，已忽略", "One of the numbers could not be read and was left out"),
}

FILE_PROBLEMS: dict[str, tuple[str, str]] = {
    "file_empty": ("文件是空的", "The file is empty"),
    "file_type": ("只接受 .xlsx 或 .csv 文件", "Only .xlsx and .csv files are accepted"),
    "file_xls_old": (
        "这是旧版 .xls 文件，请在 Excel 或 WPS 里另存为 .xlsx",
        "This is an old .xls file; please save it as .xlsx",
    ),
    "file_html": (
        "这是网页导出的表格，请用 Excel 或 WPS 打开后另存为 .xlsx",
        "This is a web page with a table; please open it and save it as .xlsx",
    ),
    "file_damaged": ("文件已损坏或有密码保护", "The file is damaged or protected by a password"),
    "file_encoding": ("文字编码无法识别，请另存为 UTF-8", "The encoding is unknown; please save the file as UTF-8"),
    "quotes_unclosed": ("CSV 里有未闭合的引号", "A quotation mark in the CSV file is never closed"),
    "no_rows": ("表里没有数据", "There are no rows in the table"),
    "too_many_rows": ("一次最多导入 100,000 行，请拆分文件", "At most 100,000 rows at once; please split the file"),
    "sheet_missing": ("没有找到该工作表", "There is no such sheet"),
    "worker_failed": (
        "系统多次未能完成，已停下，可重新开始",
        "It failed several times and was stopped; you may resume",
    ),
    "file_gone": ("原文件已过保存期", "The file is past its retention and gone"),
}


def worded(code: str, language: str, *, row: int | None = None) -> str:
    """The sentence of any code above."""
    zh, en = (REASONS | WARNINGS | FILE_PROBLEMS).get(code, (code, code))
    return (en if language.startswith("en") else zh).format(row=row)


def faults_of(columns: dict[int, ColumnTarget]) -> str | None:
    """MappedBy a mapping cannot be used; None when it can."""
    meant = list(columns.values())
    if not CONTACTS & set(meant):
        return "no_contact_column"
    if any(meant.count(target) > 1 for target in set(meant) - SEVERAL):
        return "target_twice"
    return None

"""The forms' columns with their printed headings; web page, paper and spreadsheet read this one list."""

from dataclasses import dataclass

from leads.setting.numbers import RegisterLayout


@dataclass(frozen=True, slots=True)
class Column:
    """`key` names the field of the row, `group` the heading above several columns."""

    key: str
    zh: str
    en: str
    group: tuple[str, str] | None = None
    width: int = 10


_PRESENT = ("在店时段", "In the house")
REGISTER_DESK = (
    Column("arrived", "到", "Came", _PRESENT, 7),
    Column("left", "离", "Left", _PRESENT, 7),
    Column("people", "来店人数", "People", None, 6),
    Column("transport", "来店工具", "Came by", None, 7),
    Column("adviser_name", "销售顾问", "Adviser", None, 8),
    Column("customer_name", "顾客姓名", "Customer", None, 9),
    Column("mobile", "联系电话", "Telephone", None, 13),
    Column("purpose", "来店目的", "Purpose", None, 10),
    Column("frequency", "来店频率", "First or again", None, 6),
    Column("series", "意向车别", "Car wanted", None, 12),
    Column("trim", "型号", "Version", None, 14),
    Column("colour", "颜色", "Colour", None, 8),
    Column("level", "级别", "Level", None, 6),
    Column("rivals", "竞品对比", "Rivals", None, 12),
    Column("reception", "接待经过", "Reception", None, 14),
    Column("captured", "接待结果（信息留存）", "Data kept", None, 9),
    Column("note", "备注", "Remarks", None, 18),
)
REGISTER_SYSTEM = (
    Column("registered", "登记时间", "Registered", None, 15),
    Column("brand", "品牌", "Brand"),
    Column("series", "意向车型", "Car wanted", None, 12),
    Column("source", "客户来源", "Source", None, 12),
    Column("kind", "类型", "Kind", None, 7),
    Column("level", "意向级别", "Level", None, 7),
    Column("customer_name", "姓名", "Name"),
    Column("gender", "性别", "Gender", None, 6),
    Column("mobile", "手机", "Mobile", None, 16),
    Column("landline", "家用电话", "Landline", None, 13),
    Column("test_driven", "是否试驾", "Test drive", None, 7),
    Column("specialist", "试驾专员", "Drive with"),
    Column("area", "地域", "Area"),
    Column("arrived", "进店时间", "Came", None, 8),
    Column("left", "离店时间", "Left", None, 8),
    Column("stay", "停留时间", "Stay (min)", None, 8),
    Column("companions", "随行人数", "Companions", None, 7),
    Column("first", "是否首次来店", "First visit", None, 8),
    Column("has_car", "客户是否有车", "Has a car", None, 8),
    Column("present_car", "客户现有车型", "Present car", None, 14),
    Column("adviser_name", "业务员", "Salesperson"),
    Column("reception", "接待经过", "Reception", None, 14),
)
REGISTER = {RegisterLayout.DESK: REGISTER_DESK, RegisterLayout.SYSTEM: REGISTER_SYSTEM}

_PLAN = ("访问计划", "Plan")
_LEVELS = ("级别", "Level")
_PROMOTE = ("促进成交", "Towards the deal")
_DONE = ("访问状况", "Contact")
DAILY_REPORT = (
    Column("seq", "序号", "No.", None, 5),
    Column("customer_name", "客户姓名", "Customer", None, 10),
    Column("series", "车型", "Car", None, 14),
    Column("mobile", "电话", "Telephone", None, 13),
    Column("area", "区域", "Area", None, 8),
    Column("source", "信息来源", "Source", _PLAN, 12),
    Column("purpose", "目的", "Aim", _PLAN, 9),
    Column("level_before", "级别（原有）", "Level before", _PLAN, 7),
    Column("level_now", "级别（现在）", "Level now", _PLAN, 7),
    Column("procedure", "手续/管理", "Paperwork / care", _PLAN, 9),
    Column("carried", "上月留存", "Left over", _PROMOTE, 7),
    Column("fresh", "本月新增", "New", _PROMOTE, 7),
    Column("phoned", "电话", "Phone", _DONE, 6),
    Column("met", "拜访", "Visit", _DONE, 6),
    Column("course", "访问经过", "What was said", _DONE, 34),
)
CONTACT_MATRIX = (
    Column("seq", "序号", "No.", None, 5),
    Column("customer_name", "姓名", "Name", None, 9),
    Column("mobile", "电话", "Telephone", None, 13),
    Column("series", "意向车型", "Car wanted", None, 11),
    Column("source", "来源", "Source", None, 5),
    Column("carded_on", "建卡日", "Card made", None, 7),
    Column("level_start", "上月末级别", "Level at month start", None, 6),
    *(Column(f"day_{day}", str(day), str(day), None, 4) for day in range(1, 32)),
    Column("result", "月末结果", "Result", None, 7),
    Column("level_end", "次月转入", "Carried over", None, 6),
)
CARD_CONTACTS = (
    Column("on", "日期", "Date", None, 10),
    Column("method", "方法", "By", None, 8),
    Column("content", "内容", "What was said", None, 34),
    Column("questions", "客户反馈问题", "Customer's questions", None, 16),
    Column("countermeasure", "应对措施", "Answer", None, 16),
    Column("level", "更新级别", "Level", None, 6),
    Column("next_on", "下次预约时间", "Next appointment", None, 14),
    Column("advice", "展厅主管建议", "Supervisor's advice", None, 18),
)
STATISTICS = (
    Column("label", "时段", "When", None, 12),
    Column("visits", "来店", "Visits", None, 8),
    Column("calls", "来电", "Calls", None, 8),
    Column("first", "首次", "First", None, 8),
    Column("again", "再次", "Again", None, 8),
    Column("captured", "留档", "Data kept", None, 8),
    Column("uncaptured", "未留档", "No data", None, 8),
    Column("other", "非意向", "Other reasons", None, 8),
)

CARD_FRONT: tuple[tuple[tuple[str, str], tuple[Column, ...]], ...] = (
    (
        ("制卡", "Card"),
        (
            Column("carded_on", "制卡日期", "Made on"),
            Column("level", "意向级别", "Level"),
            Column("code", "编码", "Number"),
        ),
    ),
    (
        ("基本资料", "Basics"),
        (
            Column("name", "姓名", "Name"),
            Column("gender", "性别", "Gender"),
            Column("age", "年龄", "Age"),
            Column("mobile", "手机", "Mobile"),
            Column("wechat", "微信", "WeChat"),
            Column("email", "email", "E-mail"),
            Column("qq", "QQ", "QQ"),
            Column("family", "家庭情况", "Family"),
            Column("workplace", "单位", "Employer"),
            Column("id_kind", "证件类型", "Document"),
            Column("id_no", "证件号码", "Document no."),
            Column("address", "住址", "Address"),
            Column("postcode", "邮编", "Postcode"),
        ),
    ),
    (
        ("购车需求", "Need"),
        (
            Column("concerns", "购车关注点", "Concerns"),
            Column("main_purpose", "主要目的", "Main use"),
            Column("purchase_type", "购买类型", "Purchase"),
            Column("wanted", "意向车型", "Car wanted"),
            Column("budget", "预算", "Budget"),
            Column("main_user", "主要使用者", "Main user"),
            Column("occupation", "职业", "Occupation"),
            Column("decision", "决策周期", "Decides within"),
            Column("hobbies", "兴趣爱好", "Interests"),
            Column("buying_power", "购买力", "Buying power"),
            Column("explicit_need", "明示需求", "Need, spoken"),
            Column("implicit_need", "暗示需求", "Need, implied"),
        ),
    ),
    (
        ("第一次接待", "First reception"),
        (
            Column("character", "性格特征", "Character"),
            Column("told_need", "阐述需求", "Need as told"),
            Column("rivals", "关注竞品", "Rivals"),
            Column("other_points", "其他重点", "Other points"),
            Column("plan", "后续计划", "Plan"),
        ),
    ),
)
CARD_END: tuple[tuple[tuple[str, str], tuple[Column, ...]], ...] = (
    (
        ("结案", "Closing"),
        (
            Column("closing", "结案", "Closing"),
            Column("closed_on", "结案日期", "Closed on"),
            Column("close_reason", "原因", "Reason"),
        ),
    ),
    (
        ("成交后", "After the deal"),
        (
            Column("deal_model", "车型", "Car"),
            Column("deal_colour", "颜色", "Colour"),
            Column("vin", "VIN", "VIN"),
            Column("plated_on", "上牌", "Registered"),
            Column("plate", "牌照号", "Plate"),
            Column("insurance", "保险", "Insurance"),
            Column("accessories", "精品", "Accessories"),
        ),
    ),
)

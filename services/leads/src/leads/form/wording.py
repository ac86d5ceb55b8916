"""Chinese words of the codes that stand on paper and in spreadsheets."""

from leads.intake.sources import SOURCES

WORDS: dict[str, dict[str, str]] = {
    "transport": {"car": "驾车", "transit": "公共交通", "walk": "步行", "other": "其他"},
    "purpose": {
        "new_car": "咨询新车",
        "used_car": "咨询二手车",
        "test_drive": "试乘试驾",
        "follow_up": "再次洽谈",
        "pick_up": "预约提车",
        "paperwork": "办理手续",
        "service": "维修保养",
        "other": "其他",
    },
    "kind": {"showroom": "来店", "phone": "来电"},
    "gender": {"male": "男", "female": "女"},
    "reception": {"survey": "调查问卷", "quote": "报价", "test_drive": "试驾"},
    "aim": {"develop": "开拓", "promote": "促进", "aftercare": "售后回访"},
    "result": {"sold": "成交", "lost": "战败", "kept": "留存", "running": ""},
    "method": {
        "phone": "电话",
        "sms": "短信",
        "wechat": "微信",
        "visit": "上门",
        "email": "邮件",
        "other": "其他",
        "showroom": "到店",
    },
    "outcome": {
        "connected": "已接通",
        "not_now": "暂不考虑",
        "refused": "拒绝",
        "no_answer": "无人接听",
        "busy": "占线",
        "wrong_number": "空错号",
        "messaged": "已发信息",
    },
    "objection": {
        "price": "价格",
        "quality": "品质",
        "delay": "交期",
        "brand": "品牌",
        "configuration": "配置",
        "colour": "颜色",
        "family": "家人意见",
        "competitor": "竞品",
        "finance": "金融",
    },
    "concern": {
        "price": "价格",
        "brand": "品牌",
        "looks": "外观",
        "configuration": "配置",
        "power": "动力",
        "economy": "油耗/续航",
        "space": "空间",
        "safety": "安全",
        "resale": "保值",
        "service": "服务",
    },
    "main_purpose": {
        "family": "家庭",
        "business": "商务",
        "off_road": "越野",
        "commute": "通勤代步",
        "other": "其他",
    },
    "purchase_type": {"first": "新购", "additional": "增购", "replacement": "换购"},
    "main_user": {
        "self": "本人",
        "spouse": "配偶",
        "parents": "父母",
        "children": "子女",
        "company": "公司",
        "other": "其他",
    },
    "decision": {
        "days_7": "7 天内",
        "days_15": "15 天内",
        "days_30": "30 天内",
        "days_90": "90 天内",
        "later": "更晚",
    },
    "decision_role": {"decides": "决策", "influences": "影响", "pays": "付款", "uses": "使用"},
    "buying_power": {"low": "一般", "medium": "中等", "high": "较强"},
    "closing": {"sold": "成交", "rival": "购其他品牌", "postponed": "暂缓购车", "other": "其他"},
    "post": {"manager": "销售经理", "supervisor": "展厅主管", "reception": "前台", "adviser": "销售顾问"},
}


def word(kind: str, code: str | None) -> str:
    """The printed word of a code; a code that a store made up itself stands for itself."""
    if not code:
        return ""
    return WORDS[kind].get(code, code)


def words(kind: str, codes: list[str]) -> str:
    return "、".join(word(kind, code) for code in codes)


def source_word(code: str | None) -> str:
    if not code:
        return ""
    source = SOURCES.get(code)
    return source.zh if source else code


def yes(flag: object) -> str:
    return "是" if flag else "否"


def tick(flag: object) -> str:
    return "✓" if flag else ""

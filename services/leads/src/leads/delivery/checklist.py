"""The hand-over checklist 交车确认单 as data: five groups of items, and the items of the inspection before it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Group:
    code: str
    zh: str
    en: str
    items: tuple[Item, ...]


def _items(*rows: tuple[str, str, str]) -> tuple[Item, ...]:
    return tuple(Item(*row) for row in rows)


CHECKLIST: tuple[Group, ...] = (
    Group(
        "vehicle",
        "车辆确认",
        "The car",
        _items(
            ("cleanliness", "整洁", "Clean inside and out"),
            ("paint", "漆面", "Paint"),
            ("glass", "玻璃", "Glass"),
            ("wheels", "轮胎轮毂", "Tyres and wheels"),
            ("lamps", "灯具", "Lamps"),
            ("mirrors", "后视镜", "Mirrors"),
            ("jack", "千斤顶", "Jack"),
            ("tools", "工具包", "Tool kit"),
            ("spare_wheel", "备胎", "Spare wheel"),
            ("triangle", "三角牌", "Warning triangle"),
            ("fuel", "油量/电量", "Fuel or charge"),
        ),
    ),
    Group(
        "papers",
        "文件资料",
        "Papers",
        _items(
            ("contract", "合同", "Contract"),
            ("invoice", "发票", "Invoice"),
            ("certificate", "合格证", "Certificate of conformity"),
            ("manual", "说明书", "Owner's manual"),
            ("warranty_book", "三包凭证", "Three-guarantees certificate"),
            ("plate_papers", "领牌资料", "Registration papers"),
            ("policies", "保险单", "Insurance policies"),
            ("vehicle_licence", "行驶证", "Vehicle licence"),
            ("loan_papers", "贷款资料", "Loan papers"),
            ("tax_receipt", "购置税凭证", "Purchase-tax receipt"),
            ("fee_receipts", "手续费/加装费票据", "Receipts of fees and accessories"),
        ),
    ),
    Group(
        "functions",
        "功能讲解",
        "Functions explained",
        _items(
            ("seats", "座椅", "Seats"),
            ("steering_wheel", "方向盘", "Steering wheel"),
            ("central_locking", "中控锁", "Central locking"),
            ("mirror_controls", "后视镜调节", "Mirror controls"),
            ("lamp_controls", "灯光操作", "Lamp controls"),
            ("instruments", "仪表", "Instruments"),
            ("wipers", "雨刮", "Wipers"),
            ("air_conditioning", "空调", "Air conditioning"),
            ("audio", "音响", "Audio"),
            ("child_lock", "儿童锁", "Child lock"),
            ("bonnet", "机舱盖", "Bonnet"),
            ("fluids", "液体", "Fluids"),
            ("filler", "加油口/充电口", "Filler or charging port"),
            ("running_in", "磨合", "Running in"),
            ("gearbox", "变速箱", "Gearbox"),
            ("assistance", "ESP/天窗/ADAS", "ESP, sunroof, driver assistance"),
            ("connected", "车联网（APP 绑定/流量）", "Connected services (app, data plan)"),
        ),
    ),
    Group(
        "service",
        "售后服务",
        "Service",
        _items(
            ("station", "站点地址/时间", "Service address and hours"),
            ("adviser_introduced", "服务顾问引见", "Service adviser introduced"),
            ("maintenance_interval", "保养周期", "Maintenance intervals"),
            ("warranty_terms", "保修条款", "Warranty terms"),
            ("gift", "礼品", "Gift"),
            ("ceremony", "仪式合影", "Ceremony and photo"),
        ),
    ),
    Group("club", "车主俱乐部", "Owners' club", _items(("enrolment", "车主俱乐部入会", "Club enrolment"))),
)

PDI_ITEMS: tuple[Item, ...] = _items(
    ("vin_engine_no", "VIN/发动机号核对", "VIN and engine number"),
    ("paint_panels", "漆面与钣金", "Paint and panels"),
    ("glass_lamps", "玻璃与灯具", "Glass and lamps"),
    ("tyre_pressure", "轮胎与胎压", "Tyres and pressure"),
    ("fluids_levels", "油液液位", "Fluid levels"),
    ("battery", "蓄电池/动力电池", "Battery"),
    ("electrics", "电器功能", "Electrics"),
    ("air_conditioning", "空调", "Air conditioning"),
    ("brakes", "制动", "Brakes"),
    ("steering_suspension", "转向与悬挂", "Steering and suspension"),
    ("diagnosis", "诊断仪无故障码", "No fault codes"),
    ("software", "软件版本", "Software version"),
    ("keys_tools", "钥匙与随车工具", "Keys and tools"),
    ("road_test", "路试", "Road test"),
)

CODES: dict[str, frozenset[str]] = {group.code: frozenset(item.code for item in group.items) for group in CHECKLIST}
PDI_CODES = frozenset(item.code for item in PDI_ITEMS)

"""Inspection of a used car after GB/T 30323-2013: what is looked at, what it costs in points, which grade results.

Points are tenths, so that sums are exact. Items are data: labels travel to the screen from here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class FrameDefect(StrEnum):
    """变形 扭曲 更换 烧焊 褶皱; point 1 (symmetry) knows only `asymmetric`."""

    BX = "BX"
    NQ = "NQ"
    GH = "GH"
    SH = "SH"
    ZZ = "ZZ"
    ASYMMETRIC = "asymmetric"


class BodyDamage(StrEnum):
    """划痕 变形 锈蚀 裂纹 凹陷 修复痕迹."""

    HH = "HH"
    BX = "BX"
    XS = "XS"
    LW = "LW"
    AX = "AX"
    XF = "XF"


class Section(StrEnum):
    BODY = "body"
    ENGINE_BAY = "engine_bay"
    CABIN = "cabin"
    START = "start"
    ROAD = "road"
    CHASSIS = "chassis"


@dataclass(frozen=True, slots=True)
class CheckItem:
    """A thing to look at; `points` (tenths) are lost when it fails."""

    code: str
    zh: str
    en: str
    points: int


FRAME_POINTS: tuple[tuple[int, str, str], ...] = (
    (1, "车体左右对称性", "Body symmetry"),
    (2, "左A柱", "Left A pillar"),
    (3, "左B柱", "Left B pillar"),
    (4, "左C柱", "Left C pillar"),
    (5, "右A柱", "Right A pillar"),
    (6, "右B柱", "Right B pillar"),
    (7, "右C柱", "Right C pillar"),
    (8, "左前纵梁", "Left front rail"),
    (9, "右前纵梁", "Right front rail"),
    (10, "左前减震器悬挂部位", "Left front strut tower"),
    (11, "右前减震器悬挂部位", "Right front strut tower"),
    (12, "左后减震器悬挂部位", "Left rear strut tower"),
    (13, "右后减震器悬挂部位", "Right rear strut tower"),
)

BODY_PARTS: tuple[tuple[str, str, str], ...] = (
    ("bonnet", "发动机舱盖表面", "Bonnet"),
    ("wing_fl", "左前翼子板", "Left front wing"),
    ("wing_rl", "左后翼子板", "Left rear wing"),
    ("wing_fr", "右前翼子板", "Right front wing"),
    ("wing_rr", "右后翼子板", "Right rear wing"),
    ("door_fl", "左前车门", "Left front door"),
    ("door_fr", "右前车门", "Right front door"),
    ("door_rl", "左后车门", "Left rear door"),
    ("door_rr", "右后车门", "Right rear door"),
    ("boot_lid", "行李箱盖", "Boot lid"),
    ("boot_inside", "行李箱内侧", "Boot inside"),
    ("roof", "车顶", "Roof"),
    ("bumper_front", "前保险杠", "Front bumper"),
    ("bumper_rear", "后保险杠", "Rear bumper"),
    ("wheel_fl", "左前轮", "Left front wheel"),
    ("wheel_rl", "左后轮", "Left rear wheel"),
    ("wheel_fr", "右前轮", "Right front wheel"),
    ("wheel_rr", "右后轮", "Right rear wheel"),
    ("lamps", "前后车灯", "Lamps"),
    ("windscreen", "前后风挡玻璃", "Windscreens"),
    ("windows", "四门风窗玻璃", "Door windows"),
    ("mirrors", "左右后视镜", "Mirrors"),
    ("tyres", "轮胎", "Tyres"),
)

ITEMS: dict[Section, tuple[CheckItem, ...]] = {
    Section.ENGINE_BAY: (
        CheckItem("oil_coolant", "机油无冷却液混入", "No coolant in the oil", 40),
        CheckItem("head_leak", "缸盖外无机油渗漏", "No oil leak at the cylinder head", 30),
        CheckItem(
            "front_frame", "翼子板内缘、水箱框架、横拉梁无修复痕迹", "No repair at inner wings or radiator frame", 30
        ),
        CheckItem("grille", "散热器格栅无破损", "Radiator grille whole", 10),
        CheckItem("battery_poles", "蓄电池电极桩柱无腐蚀", "Battery poles free of corrosion", 10),
        CheckItem("battery_leak", "蓄电池无渗漏、缺液", "Battery neither leaks nor lacks fluid", 10),
        CheckItem("belts", "皮带无老化", "Belts not aged", 20),
        CheckItem("hoses", "油管、水管无老化裂痕", "Hoses without cracks", 20),
        CheckItem("wiring", "线束无老化破损", "Wiring without damage", 20),
        CheckItem("engine_bay_other", "其他", "Other", 10),
    ),
    Section.CABIN: (
        CheckItem("flood", "车内无水泡痕迹", "No trace of flooding", 20),
        CheckItem("seats", "座椅完整、功能正常", "Seats whole and working", 10),
        CheckItem("smell", "车内整洁、无异味", "Clean and free of smell", 10),
        CheckItem("steering_play", "方向盘自由行程小于 15 度", "Steering play below 15°", 10),
        CheckItem("lining", "车顶及内饰无破损、松动", "Lining whole and tight", 10),
        CheckItem("dashboard", "仪表台无划痕、配件无缺失", "Dashboard unscratched and complete", 10),
        CheckItem("gear_lever", "排挡把手柄及护罩完好", "Gear lever and boot whole", 5),
        CheckItem("boxes", "储物盒、扶手箱功能正常", "Storage boxes work", 5),
        CheckItem("sunroof", "天窗移动灵活、关闭正常", "Sunroof moves and closes", 10),
        CheckItem("seals", "门窗密封条良好", "Door seals good", 5),
        CheckItem("belts_safety", "安全带结构完整、功能正常", "Seat belts whole and working", 5),
    ),
    Section.START: (
        CheckItem("starting", "启动顺畅（5 秒内或一次启动）", "Starts within 5 seconds", 20),
        CheckItem("warning_lamps", "仪表指示灯正常、无故障报警", "No warning lamps", 20),
        CheckItem("lights", "各类灯光及调节功能正常", "Lights and their levelling work", 10),
        CheckItem("parking_aid", "泊车辅助系统正常", "Parking aid works", 5),
        CheckItem("abs", "ABS 工作正常", "ABS works", 5),
        CheckItem("air_conditioning", "空调风量、方向、制冷正常", "Air conditioning works", 10),
        CheckItem("idle", "冷热车怠速稳定", "Idles steadily, cold and warm", 50),
        CheckItem("engine_noise", "怠速及加速无异响、过渡圆滑", "No noise at idle or when revved", 50),
        CheckItem("exhaust", "排气无异常", "Exhaust normal", 20),
        CheckItem("start_other", "其他", "Other", 10),
    ),
    Section.ROAD: (
        CheckItem("acceleration", "发动机运转、加速正常", "Runs and accelerates well", 20),
        CheckItem("pedal_hold", "踩住制动踏板 5–10 秒无下移", "Brake pedal holds for 5-10 seconds", 20),
        CheckItem("pedal_servo", "启动后制动踏板下移（助力正常）", "Brake servo works", 20),
        CheckItem("brake_travel", "踏板全行程 4/5 内达到最大制动", "Full braking within 4/5 of the travel", 20),
        CheckItem("straight", "行驶无跑偏", "Keeps straight", 20),
        CheckItem("braking", "制动有效、不跑偏", "Brakes well and straight", 20),
        CheckItem("gearbox", "变速箱工作正常、无异响", "Gearbox works without noise", 10),
        CheckItem("underbody_noise", "底盘部位无异响", "No noise from below", 10),
        CheckItem("steering_noise", "转向部位无异响", "No noise from the steering", 10),
    ),
    Section.CHASSIS: (
        CheckItem("sump", "发动机油底壳无渗漏", "Sump tight", 40),
        CheckItem("gearbox_leak", "变速箱体无渗漏", "Gearbox tight", 40),
        CheckItem("steering_joint", "转向节臂球销无松动", "Steering joints tight", 30),
        CheckItem("wishbone", "三角臂球销无松动", "Wishbone joints tight", 10),
        CheckItem("driveshaft", "传动轴十字轴无松旷", "Drive shafts tight", 10),
        CheckItem("dampers", "减震器无渗漏", "Dampers tight", 10),
        CheckItem("springs", "减震弹簧无损坏", "Springs whole", 10),
    ),
}

MAXIMA: dict[Section, int] = {
    Section.BODY: 200,
    Section.ENGINE_BAY: 200,
    Section.CABIN: 100,
    Section.START: 200,
    Section.ROAD: 150,
    Section.CHASSIS: 150,
}
_BY_DEGREE = {1: 5, 2: 10, 3: 15, 4: 10}
"""Tenths lost per body damage: ≤100×100 mm, ≤200×300 mm, larger, tyre tread below 1.6 mm."""
_LOSS = {item.code: (section, item.points) for section, items in ITEMS.items() for item in items}
FAILABLE = frozenset(_LOSS)
PART_CODES = frozenset(code for code, _, _ in BODY_PARTS)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Outcome of an inspection: tenths per section, their sum, accident car or not, technical grade 1 to 5."""

    sections: dict[Section, int]
    score: int
    accident: bool
    grade: int


def judge(frame: Iterable[FrameDefect], body: Iterable[tuple[str, BodyDamage, int]], failed: Iterable[str]) -> Verdict:
    """Score an inspection. `frame`: defects found on any of the 13 points; `failed`: codes of items that failed.

    Any frame defect makes an accident car, grade 5 whatever the score. KeyError for an unknown item or degree.
    """
    left = dict(MAXIMA)
    for _, _, degree in body:
        left[Section.BODY] -= _BY_DEGREE[degree]
    for code in set(failed):
        section, points = _LOSS[code]
        left[section] -= points
    sections = {section: max(points, 0) for section, points in left.items()}
    score, accident = sum(sections.values()), any(True for _ in frame)
    return Verdict(sections, score, accident, grade_of(score, accident=accident))


def grade_of(score: int, *, accident: bool) -> int:
    """一级 ≥90, 二级 ≥60, 三级 ≥20, 四级 below; 五级 = accident car. `score` in tenths."""
    if accident:
        return 5
    return next((grade for grade, floor in ((1, 900), (2, 600), (3, 200)) if score >= floor), 4)

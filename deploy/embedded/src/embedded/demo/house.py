"""The demo's dealer group: stores, teams, staff, partners, cars. Data only."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from service_defaults.identity import Role

GROUP = "远航汽车服务集团"
STORES: dict[str, dict[str, Any]] = {
    "xinghe": {
        "name": "星河路 4S 店",
        "brand": "远航",
        "city": "上海",
        "address": "星河路 1 号",
        "phone": "021-55550100",
    },
    "binjiang": {
        "name": "滨江二手车中心",
        "brand": "多品牌",
        "city": "苏州",
        "address": "滨江大道 88 号",
        "phone": "0512-55550200",
    },
}
TEAMS = {"showroom": ("xinghe", "展厅一组"), "dcc": ("xinghe", "DCC 邀约组"), "used": ("binjiang", "二手车销售组")}


@dataclass(frozen=True, slots=True)
class Post:
    """Somebody on the payroll; `username` is also how the demo's stories name them."""

    username: str
    name: str
    roles: tuple[Role, ...]
    store: str = "xinghe"
    team: str | None = None


POSTS: tuple[Post, ...] = (
    Post("linxiaoman", "林小满", (Role.RECEPTIONIST,)),
    Post("chenxiao", "陈晓", (Role.SALES_ADVISOR,), team="showroom"),
    Post("lixiang", "李想", (Role.SALES_ADVISOR,), team="showroom"),
    Post("wangyue", "王悦", (Role.SALES_ADVISOR,), team="showroom"),
    Post("zhaoyiming", "赵一鸣", (Role.SALES_ADVISOR,), team="showroom"),
    Post("zhoumin", "周敏", (Role.FLOOR_SUPERVISOR,), team="showroom"),
    Post("wugang", "吴刚", (Role.SALES_MANAGER,)),
    Post("sunyan", "孙妍", (Role.DCC_AGENT,), team="dcc"),
    Post("zhengjie", "郑洁", (Role.DCC_SUPERVISOR,), team="dcc"),
    Post("fenglei", "冯磊", (Role.TEST_DRIVE_SPECIALIST,)),
    Post("hanfeng", "韩峰", (Role.APPRAISER,)),
    Post("xunuo", "许诺", (Role.FINANCE_SPECIALIST,)),
    Post("caorong", "曹蓉", (Role.INSURANCE_RENEWAL_SPECIALIST,)),
    Post("shenhang", "沈航", (Role.SERVICE_ADVISOR,)),
    Post("yangfan", "杨帆", (Role.SERVICE_ADVISOR,)),
    Post("qinling", "秦岭", (Role.SERVICE_MANAGER, Role.AFTERSALES_BUSINESS_MANAGER)),
    Post("dengkai", "邓凯", (Role.TECHNICAL_EXPERT, Role.PARTS_CLERK)),
    Post("youjia", "尤佳", (Role.CRC_AGENT,)),
    Post("tangwei", "唐薇", (Role.CRM_MANAGER, Role.TRAINER)),
    Post("luoman", "罗曼", (Role.MARKETING, Role.CONTENT_EDITOR, Role.PUBLIC_OPINION_MONITOR)),
    Post("fanglin", "方琳", (Role.CHANNEL_PARTNER_MANAGER,)),
    Post("gaoyuan", "高远", (Role.GENERAL_MANAGER,)),
    Post("bainuo", "白诺", (Role.RECEPTIONIST,), "binjiang"),
    Post("jiangtao", "江涛", (Role.SALES_ADVISOR,), "binjiang", "used"),
    Post("yelan", "叶岚", (Role.SALES_ADVISOR,), "binjiang", "used"),
    Post("shilei", "石磊", (Role.SALES_MANAGER, Role.APPRAISER), "binjiang", "used"),
    Post("gumingyuan", "顾明远", (Role.GROUP_ADMIN,)),
)
ADVISERS = tuple(post.username for post in POSTS if post.team == "showroom" and Role.SALES_ADVISOR in post.roles)


@dataclass(frozen=True, slots=True)
class Ally:
    """A partner of the group; its id is the same in every demo, so that a partner's program can be set up for it."""

    id: UUID
    name: str
    kind: str
    source: str | None = None


LEAD_PLATFORM = Ally(UUID("01930000-0000-7000-8000-000000000001"), "车讯线索平台", "lead_platform", "chexun")
FINANCE_PARTNER = Ally(UUID("01930000-0000-7000-8000-000000000002"), "安行汽车金融", "finance")
INSURER = Ally(UUID("01930000-0000-7000-8000-000000000003"), "安行财产保险", "insurance")
AD_PLATFORM = Ally(UUID("01930000-0000-7000-8000-000000000004"), "跃鱼信息流", "lead_platform", "douyin_live")
"""It sends its own JSON, in the shape of 飞鱼, and hears what became of its clues."""
PARTNERS = (LEAD_PLATFORM, FINANCE_PARTNER, INSURER, AD_PLATFORM)


@dataclass(frozen=True, slots=True)
class CarLine:
    """A model of the catalogue; `stock` new cars of it stand in the yard at the start."""

    series: str
    name: str
    energy: str
    msrp_fen: int
    colours: tuple[str, ...] = field(default=("星云灰", "珍珠白", "曜石黑"))
    seats: int = 5
    stock: int = 10

    @property
    def new_energy(self) -> bool:
        return self.energy in ("electric", "plug_in_hybrid", "range_extender")


BRAND = "远航"
CAR_LINES: tuple[CarLine, ...] = (
    CarLine("X5", "1.5T 舒适版", "petrol", 15_980_000, stock=22),
    CarLine("X5", "2.0T 旗舰版", "petrol", 18_980_000, stock=22),
    CarLine("S6", "双擎尊享版", "hybrid", 20_980_000, ("珍珠白", "晨曦蓝", "曜石黑"), stock=22),
    CarLine("E5", "长续航版", "electric", 17_980_000, ("晨曦蓝", "珍珠白", "薄雾绿"), stock=22),
    CarLine("X7", "插混四驱版", "plug_in_hybrid", 25_980_000, ("星云灰", "曜石黑"), 7, stock=20),
    CarLine("M8", "商务版", "petrol", 29_980_000, ("曜石黑", "香槟金"), 7, stock=18),
)
TRADED_IN = (
    ("长风", "凯越 1.5L", 2017, 68_000, 4_200_000),
    ("启明", "Q3 1.8T", 2018, 92_500, 5_600_000),
    ("海川", "锐行 2.0L", 2016, 121_000, 3_100_000),
    ("远航", "S5 1.6L", 2019, 54_300, 6_800_000),
)

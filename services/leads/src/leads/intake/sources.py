"""Where leads come from: the store's source list, and how partners' own names for themselves map onto it."""

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LeadSource:
    """One entry of the two-level source list: channel group → channel. Campaigns hang below it, per lead."""

    code: str
    group: str
    zh: str
    en: str


GROUPS: dict[str, tuple[str, str]] = {
    "offline_ads": ("线下广告", "Offline advertising"),
    "field": ("外展拓展", "Field activities"),
    "showroom": ("自然到店", "Walk-in"),
    "referral": ("转介绍", "Referral"),
    "portal": ("汽车垂媒", "Automotive portals"),
    "social": ("社媒直播", "Social media and live streams"),
    "online": ("网络推广", "Online"),
    "manufacturer": ("厂家", "Manufacturer"),
    "used_car": ("二手车平台", "Used-car platforms"),
    "partner": ("异业合作", "Partners"),
    "other": ("其他", "Other"),
}

_LISTED = """
outdoor_ad|offline_ads|户外广告|Outdoor advertising
roadshow|field|巡展|Roadshow
newspaper|offline_ads|报纸|Newspaper
radio|offline_ads|电台|Radio
television|offline_ads|电视|Television
internet|online|互联网|Internet
magazine|offline_ads|杂志|Magazine
sms|offline_ads|短信|Text message
in_store_promotion|showroom|店头促销|In-store promotion
leaflet|offline_ads|街头传单|Leaflet
friend|referral|朋友介绍|Friend's recommendation
sales_visit|field|销售员拜访|Sales visit
walk_in|showroom|偶然光顾|Walk-in
rival_interception|field|竞品拦截|Won at a rival's door
autohome|portal|汽车之家|Autohome
dongchedi|portal|懂车帝|Dongchedi
yiche|portal|易车|Yiche
douyin_live|social|抖音直播|Douyin live
kuaishou_live|social|快手直播|Kuaishou live
wechat_channels|social|视频号|WeChat Channels
official_site|online|官网/小程序|Own site or mini program
oem|manufacturer|厂家下发|Assigned by the manufacturer
referral|referral|转介绍|Customer referral
owner_trade|referral|保客置换|Owner trading up
cross_industry|partner|异业合作|Cross-industry partner
search_engine|online|搜索引擎|Search engine
wechat_official|social|公众号|WeChat official account
moments_ad|social|朋友圈广告|Moments advertising
community|field|社区推广|Community promotion
guazi|used_car|瓜子二手车|Guazi
uxin|used_car|优信二手车|Uxin
car_club|partner|汽车俱乐部|Car club
insurance_finance|partner|保险/金融伙伴|Insurance or finance partner
test_drive_event|field|试驾活动|Test-drive event
survey|field|问卷调查|Survey
affiliate|partner|关系企业/配套厂商|Affiliated company
staff_family|referral|员工亲友|Staff's family and friends
autotrader|portal|AutoTrader|AutoTrader
kijiji|portal|Kijiji|Kijiji
cargurus|portal|CarGurus|CarGurus
cars_com|portal|Cars.com|Cars.com
carsales|portal|Carsales|Carsales
edmunds|portal|Edmunds|Edmunds
kelley_blue_book|portal|Kelley Blue Book|Kelley Blue Book
truecar|portal|TrueCar|TrueCar
facebook|social|Facebook|Facebook
google|online|Google|Google
other|other|其他|Other
"""

# Partners' spellings, folded by `_fold`; the longest one found in a name wins. Two-letter words would match anything.
_ALIASES = """
autohome: autohome 汽车之家 之家智能
dongchedi: dongchedi 懂车帝 dcd
yiche: yiche bitauto 易车
douyin_live: douyin tiktok 抖音 巨量引擎 巨量 飞鱼 oceanengine
kuaishou_live: kuaishou 快手 磁力引擎
wechat_channels: wechatchannels 视频号
wechat_official: wechatofficial 公众号
moments_ad: moments 朋友圈 腾讯广告 广点通
official_site: officialsite officialwebsite dealerwebsite 官网 小程序 miniprogram
oem: oem 厂家 主机厂 manufacturer
search_engine: searchengine 搜索引擎 百度 baidu 360搜索 搜狗 sogou bing
guazi: guazi 瓜子
uxin: uxin xin.com 优信
insurance_finance: insurance finance 保险 金融
survey: survey 问卷
referral: referral 转介绍 老带新
car_club: carclub 车友会 俱乐部
autotrader: autotrader autotraderca autotradercom
kijiji: kijiji kijijiautos
cargurus: cargurus cargurusinc
cars_com: carscom
carsales: carsales carsalescomau
edmunds: edmunds
kelley_blue_book: kbb kelleybluebook
truecar: truecar
facebook: facebook facebookmarketplace metaads instagram
google: google googleads
walk_in: walkin 偶然光顾 自然到店
"""


def _fold(text: str) -> str:
    return re.sub(r"[^\w]|_", "", unicodedata.normalize("NFKC", text).casefold())


def _sources() -> dict[str, LeadSource]:
    rows = (line.split("|") for line in _LISTED.strip().splitlines())
    return {code: LeadSource(code, group, zh, en) for code, group, zh, en in rows}


def _aliases() -> tuple[tuple[str, str], ...]:
    pairs = [
        (_fold(alias), code)
        for code, _, words in (line.partition(":") for line in _ALIASES.strip().splitlines())
        for alias in words.split()
    ]
    own = [(_fold(name), source.code) for source in _sources().values() for name in (source.zh, source.en, source.code)]
    return tuple(sorted(set(pairs + own), key=lambda pair: (-len(pair[0]), pair)))


SOURCES: dict[str, LeadSource] = _sources()
_BY_LENGTH = _aliases()
_EXACT = dict(reversed(_BY_LENGTH))
_SHORTEST_INSIDE = 4


def source_for(*names: str | None) -> LeadSource:
    """The source that the first recognisable of a partner's names means; `other` when none is known.

    Pass the most telling name first: provider, service, issuing system, host name.
    """
    folded = [_fold(name) for name in names if name]
    for name in folded:
        if name in _EXACT:
            return SOURCES[_EXACT[name]]
    for name in folded:
        for alias, code in _BY_LENGTH:
            # 汽车之家 is as telling at two characters as a Latin word at four.
            if (len(alias) >= _SHORTEST_INSIDE or not alias.isascii()) and alias in name and code != "other":
                return SOURCES[code]
    return SOURCES["other"]

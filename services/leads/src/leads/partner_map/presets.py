"""Maps to begin with. Data only; every value in them may be changed on the screen."""

import json
from typing import Any

from leads.partner_map.schemas import PartnerMapBody, PartnerMapPreset

_FEIYU: dict[str, Any] = {
    "preset": "feiyu",
    "records_path": "data",
    "fields": [
        {"target": "id", "paths": ["clue_id"]},
        {"target": "mobile", "paths": ["telphone", "telephone"], "transform": "mobile"},
        {"target": "name", "paths": ["name"]},
        {"target": "gender", "paths": ["gender"]},
        {"target": "email", "paths": ["email"]},
        {"target": "city", "paths": ["city_name", "location"], "transform": "split", "separator": "+", "part": -1},
        {"target": "vendor", "paths": ["store.store_name", "store_name"]},
        {"target": "campaign", "paths": ["ad_plan_name", "ad_name", "promotion_name"]},
        {"target": "source", "paths": ["appname", "app_name"], "default": "douyin_live"},
        {"target": "comments", "paths": ["remark_dict", "form_remark", "remark"], "transform": "json_text"},
        {"target": "requested_at", "paths": ["create_time"], "transform": "epoch_seconds"},
    ],
    "enumerations": [
        {"target": "gender", "value": "0"},
        {"target": "gender", "value": "1", "becomes": "male"},
        {"target": "gender", "value": "2", "becomes": "female"},
        {"target": "source", "value": "抖音", "becomes": "douyin_live"},
    ],
    "skips": [
        {"path": "clue_source", "values": ["3"], "reason": "飞鱼 clue_source=3 异常"},
        {"path": "clue_source", "values": ["4"], "reason": "飞鱼 clue_source=4 广告预览"},
    ],
    "empty_values": ["未命名"],
    "feedback": [
        {"milestone": "contacted", "code": "194"},
        {"milestone": "valid", "code": "196"},
        {"milestone": "arrived", "code": "527"},
        {"milestone": "ordered", "code": "285"},
        {"milestone": "invalid", "code": "10000"},
    ],
}

_AUTOHOME: dict[str, Any] = {
    "preset": "autohome_status",
    "fields": [
        {"target": "id", "paths": ["key_unique_id"]},
        {"target": "status", "paths": ["contact_status.has_intent"]},
        {"target": "source", "transform": "constant", "value": "autohome"},
        {"target": "vendor", "paths": ["distribute_status.key_distributor_id"]},
        {
            "target": "requested_at",
            "paths": ["distribute_status.dist_time"],
            "transform": "date_time",
            "format": "%Y-%m-%d %H:%M:%S",
        },
        {
            "target": "comments",
            "paths": ["distribute_status.first_touch", "distribute_status.split_count"],
            "transform": "join",
            "separator": " · ",
        },
    ],
    "enumerations": [
        {"target": "status", "value": "0", "becomes": "new"},
        {"target": "status", "value": "1", "becomes": "interested"},
        {"target": "status", "value": "2", "becomes": "not_interested"},
    ],
    "skips": [
        {
            "path": "distribute_status.clues_distribute_state",
            "values": ["2"],
            "reason": "汽车之家 下发失败 clues_distribute_state=2",
        }
    ],
}

_OWN: dict[str, Any] = {
    "preset": "chemai",
    "records_path": "leads",
    "fields": [
        {"target": "id", "paths": ["id"]},
        {"target": "mobile", "paths": ["mobile"], "transform": "mobile"},
        {"target": "phone", "paths": ["phones[0]"], "transform": "mobile"},
        {"target": "email", "paths": ["email"]},
        {"target": "name", "paths": ["name"]},
        {"target": "gender", "paths": ["gender"]},
        {"target": "city", "paths": ["city"]},
        {"target": "kind", "paths": ["kind"], "default": "buy"},
        {"target": "source", "paths": ["source"]},
        {"target": "make", "paths": ["make"]},
        {"target": "model", "paths": ["model"]},
        {"target": "year", "paths": ["year"]},
        {"target": "trade_in_make", "paths": ["trade_in.make"]},
        {"target": "trade_in_model", "paths": ["trade_in.model"]},
        {"target": "trade_in_year", "paths": ["trade_in.year"]},
        {"target": "trade_in_odometer_km", "paths": ["trade_in.odometer_km"]},
        {"target": "vendor", "paths": ["vendor"]},
        {"target": "campaign", "paths": ["campaign"]},
        {"target": "comments", "paths": ["comments"]},
        {"target": "requested_at", "paths": ["requested_at"], "transform": "date_time"},
    ],
}

_FEIYU_SAMPLE: dict[str, Any] = {
    "status": "success",
    "count": 2,
    "data": [
        {
            "clue_id": "6831434361875726350",
            "clue_source": 1,
            "clue_type": 0,
            "create_time": "1590567259",
            "name": "示例客户",
            "telphone": "19900000001",
            "gender": 1,
            "location": "江苏+镇江",
            "city_name": "镇江",
            "address": "-",
            "email": "",
            "appname": "抖音",
            "ad_plan_name": "oCPM_05_27",
            "remark_dict": {"意向车型": "X5", "购车时间": "一个月内"},
            "store": {"store_name": "", "store_id": 0},
        },
        {
            "clue_id": "6829116138639589384",
            "clue_source": 4,
            "clue_type": 0,
            "create_time": "1590027506",
            "name": "未命名",
            "telphone": "19900000002",
            "gender": 0,
            "location": "浙江+金华",
            "appname": "抖音",
            "remark_dict": {},
            "store": {"store_name": "", "store_id": 0},
        },
    ],
}

_AUTOHOME_SAMPLE: dict[str, Any] = {
    "key_push_id": "P20260310001",
    "key_split_id": "S1",
    "key_unique_id": "AH-900001",
    "status_type": "contact_status",
    "contact_status": {"has_contacted": 1, "has_intent": 1},
    "deal_status": {"clue_brand_id": "33", "deal_brand_id": "", "deal_series_id": ""},
    "distribute_status": {
        "clues_distribute_state": 1,
        "dist_time": "2026-03-10 10:00:00",
        "first_touch": "车系页",
        "key_distributor_id": "D1001",
        "split_count": 2,
    },
}

_OWN_SAMPLE: dict[str, Any] = {
    "leads": [
        {
            "id": "A-1",
            "name": "示例客户",
            "mobile": "19900000001",
            "model": "X5",
            "trade_in": {"make": "长风", "model": "凯越", "year": 2018},
            "comments": "周末来店",
            "requested_at": "2026-03-10T09:58:00+08:00",
        }
    ]
}


def _preset(map_: dict[str, Any], sample: dict[str, Any], zh: str, en: str) -> PartnerMapPreset:
    text = json.dumps(sample, ensure_ascii=False, indent=2)
    body = PartnerMapBody.model_validate(map_)
    return PartnerMapPreset(code=body.preset, zh=zh, en=en, map=body, sample=text)


PRESETS: tuple[PartnerMapPreset, ...] = (
    _preset(_OWN, _OWN_SAMPLE, zh="车脉标准格式", en="Chemai's own shape"),
    _preset(_FEIYU, _FEIYU_SAMPLE, zh="巨量引擎 飞鱼（拉取线索）", en="Ocean Engine Feiyu (pulled clues)"),
    _preset(_AUTOHOME, _AUTOHOME_SAMPLE, zh="汽车之家（线索状态）", en="Autohome (lead status)"),
)
BY_CODE = {preset.code: preset for preset in PRESETS}


def proposed(source: str | None) -> PartnerMapBody:
    """What fits a partner of that source best."""
    fitting = {"douyin_live": "feiyu", "feiyu": "feiyu", "autohome": "autohome_status"}
    return BY_CODE[fitting.get(source or "", "chemai")].map

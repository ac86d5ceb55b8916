"""What the temperature may refuse."""

from service_defaults.errors import Conflict


class LayerAlready(Conflict):
    code = "layer_already"
    zh = "客户已在该温度层"
    en = "The customer is in this layer already"


class NotCold(Conflict):
    code = "not_cold"
    zh = "只有冷客户需要筛选"
    en = "Only cold customers are screened"

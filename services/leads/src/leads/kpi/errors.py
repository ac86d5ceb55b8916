"""What the numbers may refuse."""

from service_defaults.errors import Invalid, NotFound


class KpiUnknown(NotFound):
    code = "kpi_unknown"
    zh = "没有这个指标"
    en = "There is no such number"


class NoDenominator(Invalid):
    code = "kpi_without_denominator"
    zh = "该指标是计数，没有分母"
    en = "This number is a count: nothing stands below the line"

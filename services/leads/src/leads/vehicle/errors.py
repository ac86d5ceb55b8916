"""What the catalogue and the stock may refuse."""

from service_defaults.errors import Conflict, Invalid, NotFound


class CarModelNotFound(NotFound):
    code = "car_model_not_found"
    zh = "没有找到该车型"
    en = "Model not found"


class CarModelExists(Conflict):
    code = "car_model_exists"
    zh = "车型目录中已有该车型"
    en = "The catalogue already has this model"


class CarModelUnknown(Invalid):
    code = "car_model_unknown"
    zh = "车型目录中没有该车型"
    en = "The catalogue has no such model"


class CarNotFound(NotFound):
    code = "car_not_found"
    zh = "没有找到该车辆"
    en = "Car not found"


class CarUnknown(Invalid):
    code = "car_unknown"
    zh = "没有该车辆，或不属于本店"
    en = "There is no such car in your store"


class CarKnown(Conflict):
    code = "car_known"
    zh = "该 VIN 已在库"
    en = "A car with this VIN is in stock already"


class CarStatusRefused(Conflict):
    code = "car_status_refused"
    zh = "车辆状态 {current} 不能手工改为 {wanted}；已配车辆请先在订单中释放"
    en = "The car is {current} and cannot be set to {wanted} by hand; release it from its order first"

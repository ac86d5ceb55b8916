"""What a test drive may refuse."""

from service_defaults.errors import Conflict, Invalid, NotFound


class TestDriveNotFound(NotFound):
    __test__ = False
    code = "test_drive_not_found"
    zh = "没有找到该试驾"
    en = "Test drive not found"


class CarTaken(Conflict):
    code = "test_drive_car_taken"
    zh = "{car} 在该时段已被预约至 {until}，请选其他时段或车辆"
    en = "{car} is booked until {until}; choose another time or car"


class AdviserTaken(Conflict):
    code = "test_drive_adviser_taken"
    zh = "{adviser} 在该时段已有试驾，至 {until}，请选其他时段或陪驾人员"
    en = "{adviser} has another test drive until {until}; choose another time or person"


class NotATestCar(Conflict):
    code = "not_a_test_car"
    zh = "该车不是可用的试驾车"
    en = "This car is not available for test drives"


class SlotInPast(Invalid):
    code = "slot_in_past"
    zh = "试驾时间须在现在之后、一年之内"
    en = "The time of a test drive lies ahead, within a year"


class LicenceExpired(Invalid):
    code = "licence_expired"
    zh = "驾驶证已过有效期"
    en = "The driving licence has expired"


class AgreementOutdated(Conflict):
    code = "agreement_outdated"
    zh = "协议已更新为 {version} 版，请重新打开后签署"
    en = "The agreement is now version {version}; open it again and sign that one"


class NotReady(Conflict):
    code = "test_drive_not_ready"
    zh = "还不能出发，缺少：{zh}"
    en = "Not ready to start; missing: {en}"


class StepRefused(Conflict):
    code = "test_drive_step_refused"
    zh = "试驾当前状态为 {status}，不能进行此操作"
    en = "The test drive is {status}; this step is not possible now"


class CarStillOut(Conflict):
    code = "test_drive_car_out"
    zh = "该车上一次试驾尚未还车，请先登记还车"
    en = "The car is still out on another test drive; record its return first"


class OdometerBackwards(Invalid):
    code = "odometer_backwards"
    zh = "里程不能小于 {least} 公里"
    en = "The odometer cannot show less than {least} km"

"""What can go wrong with saved views."""

from service_defaults.errors import Conflict, Forbidden, NotFound


class SavedViewNotFound(NotFound):
    code = "saved_view_not_found"
    zh = "没有找到该视图，可能已被删除或不再共享给您"
    en = "No such view: it may have been removed, or is not shared with you any more"


class SavedViewNotYours(Forbidden):
    code = "saved_view_not_yours"
    zh = "共享视图只能由创建人或该范围的主管修改，您可以另存为自己的视图"
    en = "Only its maker or a manager of its scope may change a shared view; save it as your own instead"


class SharingTooWide(Forbidden):
    code = "sharing_too_wide"
    zh = "全店共享须由经理设置，共享给班组须先加入班组"
    en = "Managers share with the whole store, members of a team with their team"


class TooManyViews(Conflict):
    code = "too_many_views"
    zh = "视图已达上限 {limit} 个，请先删除不用的"
    en = "There are {limit} views already; remove one first"

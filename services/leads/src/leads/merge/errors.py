"""What merging may refuse."""

from service_defaults.errors import Conflict, DomainError, Invalid, NotFound


class OtherStore(Conflict):
    code = "merge_other_store"
    zh = "两份档案属于不同门店，客户按门店建档，不能跨店合并"
    en = "The files belong to different stores; customers are kept per store and cannot be merged across them"


class PersonAndCompany(Conflict):
    code = "merge_person_and_company"
    zh = "个人与单位不能合并，可在单位客户下添加联系人"
    en = "A person and a company cannot be merged; add the person as a contact of the company"


class BothOrdering(Conflict):
    code = "merge_both_ordering"
    zh = "两份档案都有未完结的订单，合同、贷款和发票各记其名，请在其中一单交车或退订后再合并"
    en = "Both files have a living order whose contract, loan and invoice name the buyer; merge after one is delivered"


class OtherWay(Conflict):
    code = "merge_other_way"
    zh = "被合并的档案有未完结的订单，请保留这份档案，反向合并"
    en = "The file to be absorbed has a living order: keep that one and merge the other way round"


class AlreadyOne(Conflict):
    code = "customers_already_merged"
    zh = "这两份档案已经合并"
    en = "These two files are merged already"


class ChoiceUnknown(Invalid):
    code = "merge_choice_unknown"
    zh = "合并选项“{field}”不存在"
    en = "There is no field {field} to choose"


class LeadCannotFold(Conflict):
    code = "merge_lead_cannot_fold"
    zh = "该线索已订车，合并后必须保留这条线索"
    en = "This lead has been ordered on: it has to be the one that goes on"


class MergeNotFound(NotFound):
    code = "merge_not_found"
    zh = "没有找到这次合并，可能不在您的权限范围内"
    en = "No such merge, or it lies outside your scope"


class AlreadySeparated(Conflict):
    code = "merge_already_undone"
    zh = "这次合并已经撤销"
    en = "This merge was undone already"


OBSTACLES: dict[str, type[DomainError]] = {
    kind.code: kind for kind in (OtherStore, PersonAndCompany, BothOrdering, OtherWay)
}

"""What imports refuse."""

from service_defaults.errors import Conflict, Invalid, NotFound, TooLarge


class ImportNotFound(NotFound):
    code = "import_not_found"
    zh = "没有找到该导入"
    en = "Import not found"


class FileRefused(Invalid):
    code = "import_file_refused"
    zh = "{reason}"
    en = "{reason}"


class FileTooLarge(TooLarge):
    code = "import_file_too_large"
    zh = "文件过大，上限为 10 MB，请拆分后再导入"
    en = "The file is larger than 10 MB; please split it"


class MappingIncomplete(Invalid):
    code = "import_mapping_incomplete"
    zh = "请至少指定手机号、其他电话或邮箱中的一列"
    en = "Say which column holds the mobile, another number or the e-mail address"


class TargetTwice(Invalid):
    code = "import_target_twice"
    zh = "同一含义只能指定给一列（其他电话和备注除外）"
    en = "Only one column can have this meaning (but for further numbers and comments)"


class AdviserUnknown(Invalid):
    code = "import_adviser_unknown"
    zh = "请选择本店在职的顾问"
    en = "Choose an active adviser of the store"


class SourceUnknown(Invalid):
    code = "import_source_unknown"
    zh = "来源不在本店的来源清单中"
    en = "The source is not on the store's list"


class ImportBusy(Conflict):
    code = "import_busy"
    zh = "该导入正在处理中，请稍候"
    en = "The import is being worked on; please wait"


class ImportNotReady(Conflict):
    code = "import_not_ready"
    zh = "该导入当前的状态（{state}）不能这样操作"
    en = "An import that is {state} cannot do this"


class NoErrorFile(NotFound):
    code = "import_error_file_not_found"
    zh = "没有错误文件，或已过保存期"
    en = "There is no error file, or it is past its retention"

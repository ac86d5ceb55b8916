"""Refusals of wordings."""

from service_defaults.errors import Invalid, NotFound


class TemplateNotFound(NotFound):
    code = "template_not_found"
    zh = "没有这种消息模板"
    en = "There is no such message template"


class VariableUnknown(Invalid):
    code = "template_variable_unknown"
    zh = "模板中有无法填充的变量：{names}。可用变量：{known}"
    en = "The text names what this message does not carry: {names}. Available: {known}"

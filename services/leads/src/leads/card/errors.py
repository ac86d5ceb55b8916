"""What the card refuses."""

from service_defaults.errors import Invalid


class BudgetUpsideDown(Invalid):
    code = "budget_upside_down"
    zh = "预算下限不能高于上限"
    en = "The lower end of the budget is above the upper one"

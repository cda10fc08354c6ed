"""Indicators that count finished tasks (完成 5 项工作任务)."""

from app.model.results import Step
from app.rules.case import Case, Outcome, points_of
from app.rules.families.checklist import ITEMS, by_items
from app.rules.parameters import tables
from app.rules.worked import undefined, waiting, worked

PARAMETERS = (ITEMS,)


def award(case: Case) -> Outcome:
    """The finished part of the tasks: listed one by one, else as counts in target and actual.

    domain.md 3.6, 上海质量监督抽查指标体系 D13 (fixed list of 5). Listed tasks count alike unless
    they have shares; more tasks than promised earn the weight, not more.
    """
    if tables(case.parameters.get("items")):
        return by_items(case, "TASKS_LISTED", "TASKS_LISTED_FULL")
    if not case.target.is_number:
        return waiting(Step("TASKS_MISSING"))
    if case.actual.answer == "yes":
        said = Step("TASKS_SAID", {"actual": case.actual_text.strip()})
        return worked("TASKS_FULL", case, case.weight)._replace(inferred=(said,))
    if case.problem is not None:
        return waiting(case.problem)
    return _counted(case)


def _counted(case: Case) -> Outcome:
    target, actual = case.numbers()
    if target <= 0:
        return undefined(case)
    if actual >= target:
        return worked("TASKS_FULL", case, case.weight)
    return worked("TASKS", case, points_of(case, actual, target))

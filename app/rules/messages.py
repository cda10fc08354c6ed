"""The sentences for codes: findings, steps, rules, fixes and faults, from tables already read."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from app.model.money import plain
from app.model.results import FROM_FORM, Finding, Step
from app.rules.checks.codes import CHECKS
from app.rules.finding import CASE, FORMULA

Tables: TypeAlias = Mapping[str, Mapping[str, Mapping[str, Any]]]

_NAMED = frozenset(("rule", "parameter", "period"))
"""The values of steps that are codes themselves."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Catalogue:
    """One language's sentences.

    `tables` maps an area (findings, steps, inferred, rules, fixes, faults, checks) to codes, and
    each code to its texts. A code or a key that is missing stands for itself.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def finding_title(self, finding: Finding) -> str:
        """The few words that a list of findings shows."""
        return self._finding(finding, "title")

    def finding_text(self, finding: Finding) -> str:
        """What is wrong, the rule, and what to do."""
        return self._finding(finding, "text")

    def step_text(self, step: Step) -> str:
        """One line of a worked sum, or of what was inferred."""
        area = "inferred" if step.code in self._tables.get("inferred", {}) else "steps"
        return self.text(area, step.code, "text", self._captioned(step.values))

    def _captioned(self, values: Mapping[str, str]) -> Mapping[str, str]:
        """The values of a step, with the words for rules, parameters and periods in them."""
        if _NAMED.isdisjoint(values):
            return values
        words = {"rule": self.rule_name, "parameter": self.parameter_name}
        return {
            name: words.get(name, self.choice_name)(value) if name in _NAMED else value
            for name, value in values.items()
        }

    def fault_text(self, code: str, values: Mapping[str, str]) -> str:
        """The sentence of a fault."""
        return self.text("faults", code, "text", values)

    def check_text(self, code: str, key: str, limit: Decimal | None = None) -> str:
        """What is known of a check beforehand: its `name`, `what` it means, its `rule`, its
        `remedy` or its `source`; `limit` is the form's own threshold, none for the usual one.
        """
        known = CHECKS.get(code)
        threshold = limit if limit is not None or known is None else known.limit
        values = {} if threshold is None else {"limit": plain(threshold)}
        return self.text("checks", code, key, values)

    def rule_name(self, rule: str) -> str:
        """The name of a rule family."""
        return self.text("rules", rule, "name", {})

    def rule_stated(self, rule: Mapping[str, Any]) -> str:
        """A rule with what it says: the family, how many items, and its other parameters."""
        words = [self.rule_name(str(rule.get("family", "")))]
        for name, value in rule.items():
            if name == "items":
                words.append(f"{self.parameter_name(name)} {len(value)}")
            elif name != "family":
                words.append(f"{self.parameter_name(name)} {self.choice_name(str(value))}")
        return " · ".join(words)

    def rule_source(self, rule: str) -> str:
        """The notice or practice that a rule family stands on, empty where none is named."""
        known = self._tables.get("rules", {}).get(rule, {})
        return str(known.get("source", ""))

    def parameter_name(self, name: str) -> str:
        """The caption of a rule's parameter."""
        return self.text("parameters", name, "name", {})

    def choice_name(self, value: str) -> str:
        """The wording of a parameter's choice."""
        return self.text("choices", value, "name", {})

    def fix_name(self, fix: str) -> str:
        """The words on the button of a fix."""
        return self.text("fixes", fix, "name", {})

    def text(self, area: str, code: str, key: str, values: Mapping[str, str]) -> str:
        """One text of a code with its values put in; the code itself where there is none."""
        found = self._tables.get(area, {}).get(code, {}).get(key)
        return code if found is None else fill(str(found), values)

    def _finding(self, finding: Finding, key: str) -> str:
        case = finding.values.get(CASE)
        own = FORMULA if finding.source == FROM_FORM else finding.code
        code = f"{own}_{case}" if case else own
        return self.text("findings", code, key, finding.values)


def fill(pattern: str, values: Mapping[str, str]) -> str:
    """Put values into `{name}`; a name without a value stays, and values are never read again."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), pattern)

"""A policy in words: what it says otherwise than a form's own, for a dialog and for a page."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from app.desk.policies import Misfit, departing_keys
from app.model.definition import (
    FieldsSection,
    FormDefinition,
    FundsSection,
    GoalsSection,
    IndicatorsSection,
    RowsSection,
    Section,
    TextSection,
)
from app.model.money import format_rate, plain
from app.model.policy import Band, Cap, Degree, Grade, Policy
from app.rules.columns import one_line
from app.rules.messages import Catalogue

FUNDS_NOTE = "funds_note"
"""The unprinted text (资金情况说明) whose length a policy may limit too."""


class Difference(NamedTuple):
    """One key in which a policy departs: its name, what the form says, what holds instead."""

    key: str
    name: str
    was: str
    now: str


def differences(
    policy: Policy, definition: FormDefinition, texts: Catalogue
) -> tuple[Difference, ...]:
    """What a policy says otherwise than a form's own, in the order of the policy.

    Limits of texts that the form does not have are left out.
    """
    words = _Words(definition, texts)
    own = definition.policy
    found = (
        Difference(
            key,
            texts.text("policy_keys", key, "name", {}),
            words.value(key, getattr(own, key)),
            words.value(key, getattr(policy, key)),
        )
        for key in departing_keys(policy, own)
    )
    return tuple(difference for difference in found if difference.was != difference.now)


def lacking_names(found: Iterable[Misfit], texts: Catalogue) -> tuple[str, ...]:
    """What a policy speaks of and a form lacks, by names that a person knows.

    Sections and columns of money have ids only, so what the policy says of them is named.
    """
    names = (
        texts.text("policy_keys", misfit.key, "name", {})
        if misfit.key in ("execution_weights", "execution_base")
        else misfit.name
        for misfit in found
    )
    return tuple(dict.fromkeys(names))


class _Words:
    """Writes values of a policy in one language, with the names that a form gives."""

    def __init__(self, definition: FormDefinition, texts: Catalogue) -> None:
        self._labels: dict[str, str] = {}
        for section in definition.sections():
            for name, label in _labels(section):
                self._labels.setdefault(name, one_line(label))
        self._texts = texts
        self._writers: Mapping[str, Callable[[Any], str]] = {
            "grades": lambda held: self._list(map(self._grade, held)),
            "degrees": lambda held: self._list(map(self._degree, held)),
            "execution_bands": lambda held: self._list(map(self._band, held)),
            "total_caps": lambda held: self._list(map(self._cap, held)),
            "execution_weights": self._weights,
            "tier_weights": self._weights,
            "other_tier_weights": lambda held: self._word("or").join(map(self._weights, held)),
            "moved_weights": lambda held: self._pairs("moved", held),
            "directions": lambda held: self._pairs("direction", held),
            "rules": lambda held: self._list(self._rule(*pair) for pair in held.items()),
            "text_limits": self._limits,
            "notes": lambda held: self._list(self._word(f"notes_{name}") for name in held),
            "ceiling_words": self._list,
            "execution_base": self._label,
            "over_flag": lambda held: format_rate(held * 100, 2),
        }

    def value(self, key: str, held: Any) -> str:
        """One value; a word for nothing where it is empty."""
        if key in self._writers:
            text = self._writers[key](held)
        elif isinstance(held, Decimal | int):
            number = plain(Decimal(held))
            percent = key in ("execution_floor", "pass_floor", "note_below")
            text = f"{number}%" if percent else number
        else:
            text = self._word(f"{key}_{held}")
        return text or self._word("none")

    def _word(self, code: str, **values: str) -> str:
        return self._texts.text("policy_words", code, "text", values)

    def _label(self, name: str) -> str:
        return self._labels.get(name, name)

    def _list(self, items: Iterable[str]) -> str:
        return self._word("and").join(items)

    def _weights(self, held: Mapping[str, Decimal]) -> str:
        return self._list(f"{self._label(name)} {plain(weight)}" for name, weight in held.items())

    def _pairs(self, code: str, held: Mapping[str, object]) -> str:
        pairs = held.items()
        return self._list(self._word(code, name=self._label(n), value=str(v)) for n, v in pairs)

    def _limits(self, held: Mapping[str, int]) -> str:
        names = {**self._labels, FUNDS_NOTE: self._word(FUNDS_NOTE)}
        return self._pairs("limit", {names[n]: count for n, count in held.items() if n in names})

    def _grade(self, grade: Grade) -> str:
        return self._word("grade", name=grade.name, bound=plain(grade.at_least))

    def _degree(self, degree: Degree) -> str:
        bounds = {"low": plain(degree.low), "high": plain(degree.high)}
        return self._word("degree", name=degree.label, share=plain(degree.default), **bounds)

    def _band(self, band: Band) -> str:
        return self._word("band", bound=plain(band.at_least), share=plain(band.share))

    def _cap(self, cap: Cap) -> str:
        return self._word("cap", below=plain(cap.below), total=plain(cap.total))

    def _rule(self, tier: str, rule: Mapping[str, Any]) -> str:
        name = self._texts.rule_name(str(rule.get("family", "")))
        bands = [
            self._word("band", bound=str(band["at_least"]), share=str(band["share"]))
            for band in rule.get("bands", ())
            if {"at_least", "share"} <= set(band)
        ]
        code = "rule_bands" if bands else "rule"
        return self._word(code, tier=tier, rule=name, bands=self._list(bands))


def _labels(section: Section) -> Iterable[tuple[str, str]]:
    """The names of what a policy speaks of: columns, fields and money sections by their ids."""
    match section:
        case FundsSection():
            return [(section.id, section.label), *((c.id, c.label) for c in section.columns)]
        case IndicatorsSection() | RowsSection():
            return [(column.id, column.label) for column in section.columns]
        case GoalsSection():
            return [(column.field, column.label) for column in section.columns]
        case TextSection():
            return [(item.field, item.label) for item in section.items]
        case FieldsSection():
            return [
                (cell.field, line[at - 1].label)
                for line in section.lines
                for at, cell in enumerate(line)
                if at and cell.field
            ]
        case _:
            return ()

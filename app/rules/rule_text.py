"""Rule texts (评分标准、评分细则): what evaluators write of how points are given, read as a rule.

Every clause that speaks of points must be one that is known; what remains may only describe.
Anything else is no rule: a rule that is offered says what the text says.
"""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple

from app.model.record import JsonValue
from app.rules.parameters import tables
from app.rules.rule_clauses import Clause, Flat, flattened, known_clauses, unknown

Rule = dict[str, Any]

_LONGEST = 4000
_ASIDE = frozenset(("until", "full_mark", "formula"))
"""Kinds of clauses that change nothing by themselves."""

_POINTS = ("points", "full")
_EDGES = " \t\r\n　;；。，,、：:"


class _Text(NamedTuple):
    """A rule text: its signs, its clauses about points in order, and where its items begin."""

    flat: Flat
    clauses: tuple[Clause, ...]
    items: tuple[tuple[int, int], ...]

    def kinds(self) -> list[str]:
        """The kinds of clauses that decide, in order."""
        return [clause.kind for clause in self.clauses if clause.kind not in _ASIDE]

    def only(self, kind: str) -> Clause | None:
        """The one clause of a kind, none where there are more or none."""
        found = [clause for clause in self.clauses if clause.kind == kind]
        return found[0] if len(found) == 1 else None

    def described(self, start: int, end: int) -> str:
        """The words between two signs as they were typed."""
        return self.flat.typed(start, end).strip(_EDGES)


@lru_cache(maxsize=512)
def read_rule_text(text: str) -> Rule | None:
    """The rule that a text states, as it stands in a row; none where any of it is not understood.

    domain.md 3.6 (上海质量监督抽查指标体系) and 1.2 (寿县: points behind each item). Items come
    without answers; what only the person knows (a reference, the sample) is left open.
    """
    if not text or len(text) > _LONGEST:
        return None
    flat = flattened(text)
    clauses, rest = known_clauses(flat.text)
    if not clauses or unknown(rest):
        return None
    read = _Text(flat, clauses, tuple(flat.markers(rest)))
    return next((rule for rule in (reader(read, rest) for reader in _READERS) if rule), None)


def follows(own: JsonValue, offered: Mapping[str, JsonValue]) -> bool:
    """Whether a row's own rule already says what a text offers, whatever was answered since."""
    if not isinstance(own, Mapping):
        return False
    plain = {key: value for key, value in offered.items() if key != "items"}
    if any(own.get(key) != value for key, value in plain.items()):
        return False
    return "items" not in offered or _shape(own.get("items")) == _shape(offered["items"])


def _shape(items: JsonValue) -> list[Any]:
    return [[row.get("share"), _shape(row.get("items"))] for row in tables(items)]


# ---- the readers ----------------------------------------------------------------------------


def _checklist(read: _Text, rest: str) -> Rule | None:
    """以上 3 项各占 1/3 权重分, also in groups; and 每出现一项…扣除…beside one list."""
    kinds = read.kinds()
    lists = [clause for clause in read.clauses if clause.kind == "shares"]
    cost = read.only("each")
    if not lists or set(kinds) - {"shares", "pair", "pair_open", "each"} or kinds.count("each") > 1:
        return None
    groups = list(_groups(read, lists))
    if None in groups or sum(share for _, share, _ in filter(None, groups)) != 1:
        return None
    found = [group for group in groups if group is not None]
    if len(found) == 1:
        items = found[0][2]
        return {"family": "checklist", "items": items} if cost is None else _mixed(items, cost)
    if cost is not None:
        return None
    alike = len({share for _, share, _ in found}) == 1
    nested = []
    for text, share, items in found:
        whole = {} if alike else {"share": f"{share.numerator}/{share.denominator}"}
        nested.append({"text": text, **whole, "items": items})
    return {"family": "checklist", "items": nested}


def _mixed(items: list[Rule], cost: Clause) -> Rule:
    return {"family": "mixed", "items": items, **_cost(cost)}


def _groups(read: _Text, lists: list[Clause]) -> Iterator[tuple[str, Fraction, list[Rule]] | None]:
    """Each list of items: its heading, its part of the whole, its items; none for a broken one."""
    start = 0
    for clause in lists:
        own = [item for item in read.items if start <= item[0] < clause.start]
        share = Fraction(clause.values["share"])
        if len(own) < 2 or len(own) != int(clause.values["count"]):
            yield None
            return
        heading = _after_clauses(read, start, own[0][0])
        ends = [item[0] for item in own[1:]] + [clause.start]
        texts = [read.described(at[1], end) for at, end in zip(own, ends, strict=True)]
        shown = f"{share.numerator}/{share.denominator}"
        yield heading, share * len(own), [{"text": text, "share": shown} for text in texts]
        start = clause.end
    if any(item[0] >= start for item in read.items):
        yield None


def _after_clauses(read: _Text, start: int, end: int) -> str:
    """The words before the first item, without the clauses about points that precede them."""
    before = [clause.end for clause in read.clauses if start <= clause.start < end]
    return read.described(max([start, *before]), end)


def _by_points(read: _Text, rest: str) -> Rule | None:
    """1、…(1分);2、…(1分): every item says how many points it is worth."""
    given = [clause for clause in read.clauses if clause.kind in _POINTS]
    own = read.items
    if len(own) < 2 or len(given) != len(own) or set(read.kinds()) - {*_POINTS}:
        return None
    ends = [item[0] for item in own[1:]] + [len(rest)]
    items = []
    for (_, start), end, clause in zip(own, ends, given, strict=True):
        points = clause.values.get("points")
        beyond = rest[clause.end : end].strip(_EDGES + "\0")
        if not points or not start <= clause.start < end or beyond:
            return None
        items.append({"text": read.described(start, clause.start), "share": points})
    return {"family": "checklist", "items": items}


def _rate(read: _Text, rest: str) -> Rule | None:
    """指标得分=…率*1分, perhaps nothing below a floor."""
    clause = read.only("rate")
    kinds = read.kinds()
    if clause is None or set(kinds) - {"rate", "floor"} or len(kinds) > len(set(kinds)):
        return None
    formulas = [c for c in read.clauses if c.kind == "formula"]
    if any(formula.values["name"] != clause.values["name"] for formula in formulas):
        return None
    rule: Rule = {"family": "rate"}
    if any(_is_other_quotient(formula.values["body"]) for formula in formulas):
        rule["of"] = "actual"
    floor = read.only("floor")
    return rule if floor is None else rule | {"floor": floor.values["floor"]}


def _is_other_quotient(body: str) -> bool:
    """Whether a formula is something else than what was reached by what was planned."""
    below = body.rpartition("/")[2]
    return body.count("/") != 1 or bool(re.search(r"[-+–—−]", body)) or "实际" in below


def _incidents(read: _Text, rest: str) -> Rule | None:
    """每出现一起…扣除 20%权重分, 每有1项…扣减1分, and 每逾期一天…."""
    late = read.only("late")
    clause = late or read.only("each")
    kinds = read.kinds()
    allowed = {"full", "pair_open", "late" if late else "each"}
    if clause is None or set(kinds) - allowed or len(kinds) > 2:
        return None
    if late is None:
        return {"family": "deduction", **_cost(clause)}
    period = late.values["period"]
    return {"family": "date", **_cost(late), **({"period": period} if period != "day" else {})}


def _cost(clause: Clause) -> Rule:
    points = clause.values.get("points")
    return {"each": points, "measure": "points"} if points else {"each": clause.values["percent"]}


def _excess(read: _Text, rest: str) -> Rule | None:
    """较均值每高于1%，扣减1%的权重分."""
    clause = read.only("excess")
    if clause is None or set(read.kinds()) - {"excess", "full"} or len(read.kinds()) > 2:
        return None
    side = {"side": "below"} if clause.values["side"] == "below" else {}
    step, each = clause.values["step"], clause.values["percent"]
    return {"family": "excess", "step": step, "each": each, **side}


def _all_or_nothing(read: _Text, rest: str) -> Rule | None:
    """符合得满分1分，反之不得分; a bound in the words would be another than the target's."""
    if sorted(read.kinds()) not in (["full", "none"], ["none", "pair_open"], ["pair"]):
        return None
    return None if read.items or "%" in rest else {"family": "all_or_nothing"}


def _alone(read: _Text, rest: str) -> Rule | None:
    """完成…等5项工作任务; 根据满意度调查问卷得分统计分析.

    A survey is held against the target: without one the row waits, and nothing is made up.
    """
    if read.items or rest.strip(_EDGES + "\0"):
        return None
    rules: dict[str, Rule] = {
        "tasks": {"family": "tasks"},
        "survey": {"family": "survey", "of": "target"},
    }
    kinds = read.kinds()
    return rules.get(kinds[0]) if len(kinds) == 1 else None


_READERS = (_checklist, _by_points, _rate, _incidents, _excess, _all_or_nothing, _alone)

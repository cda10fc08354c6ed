"""Entries of an invented ledger for statistics and the summary."""

from collections.abc import Sequence
from decimal import Decimal

import msgspec
from hypothesis import strategies as st

from app.desk.facts import Facts, TierFact
from app.desk.statistics.entries import Entries, Entry
from app.model.states import FILLER_STATES
from app.store.values import Header
from app.version import VERSION
from tests.second import FORM_IDS

BARE = Header(
    *(1, "", 2025, FORM_IDS[0], "道路养护", "公路中心", "交通局", "", "", "", "", "filling"),
    *("", "", 0, 0, 0, 0, "", "", None, 0),
)
HOSTILE = ["", "办公室", "=1+1", "a\tb\nc", "😀" * 9, "股" * 120, "×<b>&"]


def entry(number: int, *, facts: Facts = Facts(), **header: object) -> Entry:  # noqa: B008
    """A table of the ledger; what is not given is blank."""
    named = {"id": f"id{number}", "seq": number, "title": f"项目{number}", **header}
    known = msgspec.structs.replace(facts, program=VERSION)
    return Entry(msgspec.structs.replace(BARE, **named), known)


def entries(*scored: Entry) -> Entries:
    """The tables of a ledger that was read whole."""
    return Entries(scored, (), (), True)


def amounts(initial: str = "", annual: str = "", executed: str = "") -> Facts:
    """Facts that hold amounts alone."""
    return Facts(initial=initial, annual=annual, executed=executed)


_AMOUNTS = st.just("") | st.decimals(0, 99999, places=6).map(str)
_COUNTS = st.integers(0, 9)
_CODES = st.sampled_from(["M4", "D1", "W4", "未知"])


@st.composite
def _facts(draw: st.DrawFn) -> Facts:
    tiers = tuple(
        TierFact(name, "execution" if name == "funds" else "tier", "20", points)
        for name in draw(st.sets(st.sampled_from(["funds", "甲类", "乙类"])))
        for points in [draw(st.decimals(0, 20, places=2).map(str))]
    )
    full, short = draw(_COUNTS), draw(_COUNTS)
    return Facts(
        initial=draw(_AMOUNTS),
        annual=draw(_AMOUNTS),
        executed=draw(_AMOUNTS),
        tiers=tiers,
        indicators=full + short,
        full=full,
        short=short,
        typed=draw(_COUNTS),
        findings=draw(st.dictionaries(_CODES, st.integers(1, 5))),
    )


@st.composite
def _scored(draw: st.DrawFn) -> dict[str, object]:
    total = draw(st.just("") | st.decimals(0, 100, places=2).map(str))
    if not total:
        return {}
    missing = draw(st.sampled_from([0, 0, 0, 2]))
    grades = ((90, "优"), (80, "良"), (60, "中"), (0, "差"))
    grade = next(name for least, name in grades if Decimal(total) >= least)
    return {"total": total, "missing": missing, "grade": "" if missing else grade}


@st.composite
def ledgers(draw: st.DrawFn, most: int = 12) -> Sequence[Entry]:
    """Tables of three years with everything that statistics look at, hostile names included."""
    made = []
    for number in range(draw(st.integers(0, most))):
        texts = {
            name: draw(st.sampled_from(HOSTILE))
            for name in ("title", "unit", "department", "section", "fund_nature", "project_code")
        }
        made.append(
            entry(
                number,
                facts=draw(_facts()),
                year=draw(st.sampled_from([2023, 2024, 2025, None])),
                state=draw(st.sampled_from(FILLER_STATES)),
                rounds=draw(_COUNTS),
                **texts,
                **draw(_scored()),
            )
        )
    return made

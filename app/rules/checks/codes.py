"""The checks by code: the gravest severity each takes, its threshold, and who asks for it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from app.model.results import Severity


class Check(NamedTuple):
    """What is known of a check beforehand; its words stand in the catalogue under `checks`.

    `limit` is the usual threshold, which a form may set; a check with `review` speaks in 预审
    only, never while somebody types (users.md, decision 9).
    """

    severity: Severity
    review: bool = False
    limit: Decimal | None = None


def threshold(code: str, own: Mapping[str, Decimal]) -> Decimal:
    """The threshold of a check: the form's own, else the usual one; 0 for a check without."""
    usual = CHECKS[code].limit
    return own.get(code, Decimal(0) if usual is None else usual)


CHECKS: dict[str, Check] = {
    "C3": Check("error"),
    "M1": Check("error"),
    "M2": Check("error"),
    "M3": Check("error"),
    "M4": Check("error"),
    "M5": Check("warning"),
    "M6": Check("error"),
    "M7": Check("warning", limit=Decimal(100_000)),
    "M8": Check("info"),
    "M9": Check("info"),
    "M10": Check("warning", limit=Decimal(20)),
    "M11": Check("warning"),
    "N1": Check("error"),
    "W1": Check("error"),
    "W2": Check("error"),
    "W3": Check("warning"),
    "W4": Check("error"),
    "W5": Check("warning"),
    "W6": Check("error"),
    "W7": Check("warning"),
    "W8": Check("warning"),
    "S1": Check("error"),
    "S2": Check("warning"),
    "S3": Check("error"),
    "S6": Check("error"),
    "R1": Check("info"),
    "R2": Check("error"),
    "G1": Check("error"),
    "D1": Check("error"),
    "D2": Check("warning"),
    "D3": Check("info"),
    "X7": Check("warning"),
    "C1": Check("warning"),
    "C2": Check("warning"),
    "C4": Check("warning"),
    "C5": Check("warning"),
    "P1": Check("warning"),
    "P2": Check("warning"),
    "P3": Check("warning"),
    "P4": Check("warning", review=True),
    "P5": Check("warning"),
    "P6": Check("warning"),
    "T1": Check("warning"),
    "T2": Check("warning"),
    "T3": Check("info"),
    "V3": Check("warning", review=True),
    "V4": Check("warning"),
    "V5": Check("info"),
    "V7": Check("warning"),
    "Q1": Check("warning", review=True),
    "S4": Check("warning", review=True, limit=Decimal(60)),
    "S5": Check("warning", review=True, limit=Decimal(5)),
    "G2": Check("warning"),
    "E1": Check("info", review=True),
    "X1": Check("warning"),
    "X2": Check("info"),
    "X3": Check("warning", limit=Decimal(100)),
    "X4": Check("info"),
    "X5": Check("warning"),
    "X6": Check("warning"),
    "X8": Check("warning", review=True),
    "X9": Check("warning"),
    "X10": Check("warning"),
    "K1": Check("warning"),
    "TX1": Check("warning"),
    "TX2": Check("error"),
    "TX3": Check("warning"),
    "TX4": Check("warning"),
    "TX5": Check("warning"),
    "TX6": Check("error"),
    "TX7": Check("error"),
    "TX8": Check("error"),
    "TX9": Check("warning"),
    "TX10": Check("warning"),
    "TX11": Check("info"),
    "TX12": Check("info"),
    "TX13": Check("warning"),
    "TX14": Check("warning"),
    "TX15": Check("info"),
}

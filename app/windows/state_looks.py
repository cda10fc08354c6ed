"""What the states of the year are called on the screen, and the colours of their badges."""

from typing import NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.model import states
from app.windows import theme

STATE_NAMES = {
    states.EMPTY: QT_TRANSLATE_NOOP("LedgerModel", "Empty"),
    states.FILLING: QT_TRANSLATE_NOOP("LedgerModel", "Filling in"),
    states.TO_REVIEW: QT_TRANSLATE_NOOP("LedgerModel", "To review"),
    states.REVIEWED: QT_TRANSLATE_NOOP("LedgerModel", "Reviewed"),
    states.SIGNED: QT_TRANSLATE_NOOP("LedgerModel", "Signed"),
    states.SUBMITTED: QT_TRANSLATE_NOOP("LedgerModel", "Submitted"),
    states.RETURNED: QT_TRANSLATE_NOOP("LedgerModel", "Returned"),
    states.RESUBMITTED: QT_TRANSLATE_NOOP("LedgerModel", "Submitted again"),
    states.APPROVED: QT_TRANSLATE_NOOP("LedgerModel", "Approved"),
    states.PUBLISHED: QT_TRANSLATE_NOOP("LedgerModel", "Published"),
    states.EXEMPT: QT_TRANSLATE_NOOP("LedgerModel", "Not assessed"),
    states.NOT_RECEIVED: QT_TRANSLATE_NOOP("LedgerModel", "Not received"),
    states.RECEIVED: QT_TRANSLATE_NOOP("LedgerModel", "Received"),
    states.SENT_BACK: QT_TRANSLATE_NOOP("LedgerModel", "Sent back"),
    states.PASSED: QT_TRANSLATE_NOOP("LedgerModel", "Passed"),
}


class BadgeLook(NamedTuple):
    """Ink and ground of a badge."""

    ink: str
    ground: str


_PLAIN = BadgeLook(theme.MUTED, theme.SOFT_LINE)
_LOOKS = {
    states.FILLING: BadgeLook(theme.ACCENT, theme.SELECTED),
    states.TO_REVIEW: BadgeLook(theme.AMBER, theme.AMBER_SOFT),
    states.REVIEWED: BadgeLook(theme.PURPLE, theme.PURPLE_SOFT),
    states.SIGNED: BadgeLook(theme.GREEN, theme.GREEN_SOFT),
    states.SUBMITTED: BadgeLook(theme.TEAL, theme.TEAL_SOFT),
    states.RETURNED: BadgeLook(theme.WHITE, theme.RED),
    states.RESUBMITTED: BadgeLook(theme.WHITE, theme.TEAL),
    states.APPROVED: BadgeLook(theme.WHITE, theme.GREEN),
    states.PUBLISHED: BadgeLook(theme.WHITE, theme.ACCENT),
    states.NOT_RECEIVED: BadgeLook(theme.AMBER, theme.AMBER_SOFT),
    states.RECEIVED: BadgeLook(theme.TEAL, theme.TEAL_SOFT),
    states.SENT_BACK: BadgeLook(theme.WHITE, theme.RED),
    states.PASSED: BadgeLook(theme.WHITE, theme.GREEN),
}


def state_name(state: str) -> str:
    """What a state is called; one that nobody knows stands for itself."""
    return QCoreApplication.translate("LedgerModel", str(STATE_NAMES.get(state, state)))


def badge_look(state: str) -> BadgeLook:
    """The colours of a state's badge."""
    return _LOOKS.get(state, _PLAIN)

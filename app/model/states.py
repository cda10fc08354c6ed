"""The states of a record in the year's work, as keys that are stored."""

EMPTY = "empty"
"""未填"""
FILLING = "filling"
"""填报中"""
TO_REVIEW = "to_review"
"""待复核"""
REVIEWED = "reviewed"
"""已复核"""
SIGNED = "signed"
"""已签章"""
SUBMITTED = "submitted"
"""已报送"""
RETURNED = "returned"
"""被退回"""
RESUBMITTED = "resubmitted"
"""已重报"""
APPROVED = "approved"
"""已审定"""
PUBLISHED = "published"
"""已公开"""
EXEMPT = "exempt"
"""不参评: the budget was cut to nothing."""

FILLER_STATES = (
    *(EMPTY, FILLING, TO_REVIEW, REVIEWED, SIGNED, SUBMITTED),
    *(RETURNED, RESUBMITTED, APPROVED, PUBLISHED, EXEMPT),
)
"""What the filler sees, in the order of the year."""

NOT_RECEIVED = "not_received"
"""未报"""
RECEIVED = "received"
"""已收"""
SENT_BACK = "sent_back"
"""被退回, as the reviewer sees it."""
PASSED = "passed"
"""通过"""

REVIEWER_STATES = (NOT_RECEIVED, RECEIVED, SENT_BACK, PASSED)
"""What the reviewer sees."""

OPEN = (EMPTY, FILLING, TO_REVIEW, REVIEWED, RETURNED)
"""The states in which a record may be edited; in all others it is locked."""

_FORWARD: dict[str, tuple[str, ...]] = {
    EMPTY: (TO_REVIEW, SIGNED, SUBMITTED, EXEMPT),
    FILLING: (TO_REVIEW, REVIEWED, SIGNED, SUBMITTED, EXEMPT),
    TO_REVIEW: (REVIEWED, SIGNED, SUBMITTED, EXEMPT),
    REVIEWED: (SIGNED, SUBMITTED, EXEMPT),
    SIGNED: (SUBMITTED, RESUBMITTED),
    SUBMITTED: (RETURNED, APPROVED),
    RETURNED: (SIGNED, RESUBMITTED, EXEMPT),
    RESUBMITTED: (RETURNED, APPROVED),
    APPROVED: (PUBLISHED,),
}
_BACK: dict[str, tuple[str, ...]] = {
    TO_REVIEW: (FILLING,),
    REVIEWED: (FILLING,),
    SIGNED: (FILLING,),
    SUBMITTED: (FILLING,),
    RESUBMITTED: (FILLING,),
    APPROVED: (RETURNED, FILLING),
    PUBLISHED: (APPROVED,),
    EXEMPT: (FILLING,),
}


def is_locked(state: str) -> bool:
    """Whether a record in a state may not be edited (已签章 and beyond, 不参评)."""
    return state not in OPEN


def next_states(state: str, rounds: int = 0) -> tuple[str, ...]:
    """Where a record can go from a state: onward first, then back.

    A record that was returned (`rounds` > 0) is submitted again (已重报), never anew.
    """
    unfit = SUBMITTED if rounds else RESUBMITTED
    onward = _FORWARD.get(state, ())
    return tuple(s for s in (*onward, *_BACK.get(state, ())) if s != unfit)


def needs_reason(before: str, after: str) -> bool:
    """Whether a change of state has to be explained: every way back, and 不参评."""
    return after in _BACK.get(before, ()) or after in (EXEMPT, RETURNED)


def after_edit(state: str, derived: str, *, edited: bool = True) -> str:
    """The state of a record after an edit.

    未填 and 填报中 follow from what is filled in (`derived`); what was reviewed must be reviewed
    again; every other state stays until a person changes it.
    """
    if state in (EMPTY, FILLING):
        return derived if derived in (EMPTY, FILLING) else state
    return TO_REVIEW if state == REVIEWED and edited else state

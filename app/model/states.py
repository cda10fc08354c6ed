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

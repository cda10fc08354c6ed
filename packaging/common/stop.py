"""Why a build cannot go on."""


class StopError(Exception):
    """A reason to stop, as a sentence for the person at the keyboard."""

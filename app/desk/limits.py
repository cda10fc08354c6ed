"""How long a text may be, and how long it is."""

from app.model.definition import FormDefinition, TextSection
from app.model.places import Place
from app.model.record import FormRecord
from app.rules.checks.lengths import characters
from app.rules.policy import effective_policy


def text_limit(record: FormRecord, definition: FormDefinition, place: Place) -> int:
    """The most characters at a place by the form or the policy, the stricter; 0 for no limit."""
    limits = [effective_policy(record, definition).text_limits.get(place.field, 0)]
    section = definition.section(place.section)
    if isinstance(section, TextSection):
        limits += [item.limit for item in section.items if item.field == place.field]
    return min((limit for limit in limits if limit), default=0)


def text_length(text: str) -> int:
    """The characters of a text as Word counts them: white space and line ends are none."""
    return characters(text)

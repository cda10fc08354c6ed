"""What a list of targets may say, field by field."""

FIELD_CODES = {
    "project_code": "FIELD_CODE",
    "project_name": "FIELD_PROJECT",
    "year": "FIELD_YEAR",
    "unit_code": "FIELD_UNIT_CODE",
    "unit": "FIELD_UNIT",
    "department": "FIELD_DEPARTMENT",
    "section": "FIELD_SECTION",
    "fund_nature": "FIELD_NATURE",
    "initial": "FIELD_INITIAL",
    "goals": "FIELD_GOALS",
    "tier1": "FIELD_TIER_A",
    "tier2": "FIELD_TIER_B",
    "tier3": "FIELD_TIER_C",
    "name": "FIELD_NAME",
    "operator": "FIELD_OPERATOR",
    "target": "FIELD_TARGET",
    "measure": "FIELD_MEASURE",
    "weight": "FIELD_WEIGHT",
}
"""The fields in the order in which they are offered, each with the code of its word."""
FIELDS = tuple(FIELD_CODES)
NEEDED = ("project_code", "project_name")
"""A list of targets names its projects in one of these ways."""
PROJECT_FIELDS = ("unit_code", "unit", "department", "section", "fund_nature", "initial", "goals")
"""What a list says of a project as a whole, beside its code, name and year."""
LEVELS = ("tier1", "tier2", "tier3", "name")
"""The levels of an indicator from the outermost inwards; the last that a list has is its name."""
ROW_FIELDS = (*LEVELS, "operator", "target", "measure", "weight")
"""What a list says of an indicator."""
CODES = ("project_code", "unit_code", "section", "fund_nature")
"""The fields that a record holds among its unprinted codes, by the same names."""

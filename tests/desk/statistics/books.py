"""A ledger with a few filled tables, for statistics and the summary over a real data folder."""

from dataclasses import dataclass

import msgspec

from app.desk.batch import Batch
from app.desk.forms import gallery
from app.desk.records import duplicate
from app.desk.stages import set_state
from app.desk.workspace import Workspace
from app.model.states import EXEMPT, SIGNED
from tests.second import FORM_IDS, sample_of

FIELDS = "fields"


@dataclass(frozen=True)
class Project:
    """What is told of a table; the rest is the sample's."""

    name: str
    section: str = ""
    annual: str = "100"
    executed: str = "100"
    year: int = 2025
    state: str = ""
    code: str = ""


PROJECTS = (
    Project("道路养护", "养护股", "87.654321", "86.54", code="36000000000000000001"),
    Project("=桥梁+检测", "养护股", "12.345", "6"),
    Project("路灯 <b>&\n改造", "办公室", "50", "", state=SIGNED),
    Project("去年的项目", "办公室", year=2024),
    Project("取消的项目", "办公室", state=EXEMPT),
)


def fill(space: Workspace, projects: tuple[Project, ...] = PROJECTS) -> dict[str, str]:
    """Put tables into the ledger; their ids by name."""
    batch, ids = Batch(space), dict[str, str]()
    for project in projects:
        sample = duplicate(sample_of(FORM_IDS[0]))
        sections = dict(sample.sections)
        (place,) = [k for k, v in sections.items() if isinstance(v, dict) and "project_name" in v]
        sections[place] = {**sample.fields(place), "project_name": project.name}
        amounts = {"initial": "", "annual": project.annual, "executed": project.executed}
        sections["funds"] = {"total": amounts, "current_year": amounts}
        codes = {"section": project.section, "project_code": project.code}
        record = msgspec.structs.replace(sample, sections=sections, year=project.year, codes=codes)
        ids[project.name] = batch.create(record, gallery().form(FORM_IDS[0]))
    batch.save()
    for project in projects:
        if project.state:
            set_state(space, ids[project.name], project.state, "预算调减")
    space.flush(5.0)
    return ids

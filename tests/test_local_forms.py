"""What the local tables ask for beside the national one: one change to a sample, one finding."""

import pytest

from app.desk.forms import gallery
from app.desk.records import complete
from app.desk.view import View, Viewer
from tests.rules.records import with_text


def changed(form_id: str, place: str, text: str) -> View:
    definition = gallery().form(form_id).definition
    record = complete(gallery().sample(form_id), definition)
    return Viewer(definition).view(with_text(record, place, text))


@pytest.mark.parametrize(
    ("form_id", "place", "text", "code", "told_at"),
    [
        # a tier that names its weight holds its rows to it
        ("anhui2022-project", "indicators/r01/weight", "7", "W2", "indicators/r01/tier1"),
        # the weights of Hubei, and the one place for reasons
        ("hubei2020-project", "reasons/deviation", "", "F1", "reasons/deviation"),
        ("hubei2020-project", "fields/category", "", "C3", "fields/category"),
        # 100 and 200 characters, a reason for an adjusted budget and for a low rate
        ("sichuan2023-project", "funds/total/reason", "原" * 101, "X7", "funds/total/reason"),
        ("sichuan2023-project", "goals/expected", "目" * 101, "X7", "goals/expected"),
        ("sichuan2023-project", "findings/measures", "改" * 201, "X7", "findings/measures"),
        ("sichuan2023-project", "funds/total/reason", "", "M5", "funds/total/initial"),
        # 2017: reasons are wanted in the row
        ("mof2017-project", "indicators/r10/deviation", "", "D1", "indicators/r10/deviation"),
        # an overlay keeps the checks of the national form
        ("yunnan2020-project", "funds/total/executed", "44", "M4", "funds/total/executed"),
    ],
)
def test_a_local_rule_speaks(form_id: str, place: str, text: str, code: str, told_at: str) -> None:
    before = {(f.code, str(f.place)) for f in changed(form_id, "fields/unit", "甲局").findings}
    after = {(f.code, str(f.place)) for f in changed(form_id, place, text).findings}
    assert (code, told_at) not in before
    assert (code, told_at) in after


@pytest.mark.parametrize(
    ("place", "at_limit"),
    [
        ("funds/total/reason", "原" * 100),
        ("findings/conclusion", "结" * 200),
    ],
)
def test_a_text_of_just_the_length_is_quiet(place: str, at_limit: str) -> None:
    found = changed("sichuan2023-project", place, at_limit).findings
    assert "X7" not in {f.code for f in found}


@pytest.mark.parametrize(
    ("form_id", "points"),
    [("hubei2020-project", "20"), ("sichuan2023-project", "10"), ("mof2017-project", "10")],
)
def test_full_execution_earns_the_weight_of_the_place(form_id: str, points: str) -> None:
    definition = gallery().form(form_id).definition
    annual = complete(gallery().sample(form_id), definition).money("funds")["total"]["annual"]
    view = changed(form_id, "funds/total/executed", annual)
    assert str(view.scores.rows["funds/total"].points) == points

"""The named policies: their files, what each gives for the same figures, and an office's year."""

import ast
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.desk.files import read_record_file
from app.desk.forms import gallery
from app.desk.policies import (
    Shelf,
    apply,
    chosen,
    departing_keys,
    departs,
    misfits,
    policy_of,
    read_setting,
    setting_text,
    shelf,
    with_policy,
)
from app.desk.texts import fault_sentence
from app.desk.workspace import Workspace
from app.desk.year_policies import YearResult
from app.model.change import apply as after
from app.model.change import invert
from app.model.codec import read_record, write_record
from app.model.faults import DefinitionError
from app.model.loading import parse_definition
from app.model.places import RECORD, Place
from app.model.record import FormRecord
from app.model.results import Scores
from app.rules.policy import effective_policy
from tests.rules.records import FORM, SMALL_FORM, scored, with_rows, with_section, with_text
from tests.second import FORM_IDS, form_of
from tests.seeds import complete_001, indicator
from tests.source_checks import source_modules

D = Decimal
IDS = shelf().ids()
SMALL = parse_definition(SMALL_FORM, "small")
POLICY = Place(RECORD, None, "policy")


def under(policy_id: str, record: FormRecord | None = None) -> FormRecord:
    return with_policy(record or complete_001(), FORM, chosen(policy_id))


def spent(executed: str, annual: str = "100") -> FormRecord:
    return with_section(
        complete_001(), "funds", {"total": {"annual": annual, "executed": executed}}
    )


def points(policy_id: str, *texts: str, tiers: tuple[str, str] = ("产出指标", "数量指标")) -> Any:
    """The points of one indicator: name, target, actual, weight."""
    record = under(policy_id, with_rows(indicator("x", *tiers, *texts)))
    return scored(record).rows["indicators/x"].points


def of(policy_id: str, record: FormRecord) -> Scores:
    return scored(under(policy_id, record))


# --- the files


def test_the_policies_of_the_field_are_at_hand() -> None:
    assert set(IDS) == {
        *("national", "mof2017", "mof2021", "hubei", "sichuan", "guangxi", "county-caps"),
        *("shanghai", "online"),
    }


@pytest.mark.parametrize("policy_id", IDS)
def test_a_policy_names_itself_and_fits_the_common_form(policy_id: str) -> None:
    named = shelf().policy(policy_id)
    assert named.title
    assert named.source
    assert named.note.endswith("。")
    assert misfits(named, FORM) == ()
    assert of(policy_id, complete_001()).weight == (110 if policy_id == "hubei" else 100)


def test_the_forms_own_policy_is_the_national_one() -> None:
    national = shelf().policy("national")
    assert (FORM.policy.profile, FORM.policy.title, FORM.policy.source) == (
        *("national", national.title, national.source),
    )
    assert chosen("national").departures(FORM) is None
    left = {"profile", "title", "source", "directions", "ceiling_words", "total"}
    left |= {"execution_floor", "execution_bands", "execution_base"}
    assert set(msgspec.structs.asdict(FORM.policy)) - set(national.policy) == left


HEAD = 'schema = "ziping.policy/1"\nid = "own"\ntitle = "甲"\nsource = "乙"\n'


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        (HEAD + "[policy", "DEFINITION_030", "own.toml"),
        (HEAD + "[policy]\ncolour = 1", "DEFINITION_031", "`colour`"),
        (HEAD + 'colour = "red"\n[policy]', "DEFINITION_031", "`colour`"),
        (HEAD + '[policy]\nceiling = "high"', "DEFINITION_031", "policy.ceiling"),
        (HEAD + "[policy]\ndecimals = 9", "DEFINITION_031", "policy.decimals"),
        (HEAD + '[policy]\nover_flag = "nan"', "DEFINITION_031", "over_flag"),
        (HEAD + '[policy]\ngrades = [{ name = "优" }]', "DEFINITION_031", "policy.grades[0]"),
        (HEAD + '[policy]\nexecution = "bands"', "DEFINITION_031", "execution_bands"),
        (HEAD + '[policy]\nprofile = "x"', "DEFINITION_031", "policy.profile"),
        (HEAD, "DEFINITION_031", "`policy`"),
        (
            HEAD + "[policy]\nexecution_bands = "
            "[{ at_least = 1, share = 1 }, { at_least = 2, share = 1 }]",
            "DEFINITION_032",
            "policy.execution_bands",
        ),
        (HEAD.replace("own", "other") + "[policy]", "DEFINITION_035", "“own”"),
        (HEAD.replace("policy/1", "policy/2") + "[policy]", "DEFINITION_031", "schema"),
    ],
)
def test_a_wrong_policy_file_is_refused_with_its_place(
    text: str, code: str, words: str, tmp_path: Path
) -> None:
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        Shelf(tmp_path).policy("own")
    told = fault_sentence(caught.value)
    assert caught.value.code == code
    assert words in told
    assert "own" in told
    assert "{" not in told


def test_a_policy_that_is_not_there_or_unreadable_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_bytes((HEAD + "[policy]").encode("utf-16"))
    for policy_id, code in (("gone", "DEFINITION_033"), ("own", "DEFINITION_034")):
        with pytest.raises(DefinitionError) as caught:
            Shelf(tmp_path).policy(policy_id)
        assert caught.value.code == code
    for policy_id in ("../own", "", "."):
        with pytest.raises(DefinitionError):
            shelf().policy(policy_id)


def test_no_module_names_a_policy() -> None:
    names = {shelf().policy(policy_id).title for policy_id in IDS} | set(IDS)
    found = [
        (module.name, node.value)
        for module in source_modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and node.value in names
    ]
    assert found == []


# --- what they give


@pytest.mark.parametrize(
    ("policy_id", "texts", "expected"),
    [
        ("national", ("抽检", "≥200组", "340组", "25"), "25"),
        ("guangxi", ("抽检", "≥200组", "340组", "25"), "25"),
        ("county-caps", ("抽检", "≥200组", "340组", "25"), "23"),
        ("county-caps", ("抽检", "≥200组", "259组", "25"), "25"),
        ("national", ("费用", "≤100万元", "120万元", "10"), "8.33"),
        ("mof2017", ("费用", "≤100万元", "120万元", "10"), "8.33"),
        ("online", ("费用", "≤100万元", "120万元", "10"), "8"),
        ("online", ("费用", "≤100万元", "200万元", "10"), "0"),
        ("national", ("事故", "=0起", "1起", "10"), "0"),
        ("national", ("合格率", "100%", "97%", "10"), "9.7"),
        ("online", ("合格率", "=100%", "97%", "10"), "9.7"),
        ("mof2021", ("合格率", "100%", "97%", "10"), "9.7"),
        ("mof2021", ("抽检", "≥100批", "60批", "10"), "6"),
        ("mof2021", ("抽检", "≥100批", "59批", "10"), "0"),
        ("national", ("抽检", "≥100批", "59批", "10"), "5.9"),
        ("national", ("有效处理", "有效处理", "部分达成", "10"), "7"),
        ("mof2017", ("有效处理", "有效处理", "部分达成", "10"), "6.5"),
        ("hubei", ("有效处理", "有效处理", "部分达成", "10"), "6.5"),
        ("mof2021", ("有效处理", "有效处理", "实现目标程度较低", "10"), "3"),
    ],
)
def test_the_same_row_under_several_policies(
    policy_id: str, texts: tuple[str, ...], expected: str
) -> None:
    assert points(policy_id, *texts) == D(expected)


@pytest.mark.parametrize(
    ("actual", "expected"), [("92%", "10"), ("90%", "10"), ("85%", "8"), ("60%", "5"), ("59%", "0")]
)
def test_satisfaction_by_bands(actual: str, expected: str) -> None:
    tiers = ("满意度指标", "服务对象满意度指标")
    assert points("mof2021", "群众满意度", "≥90%", actual, "10", tiers=tiers) == D(expected)


@pytest.mark.parametrize(
    ("policy_id", "executed", "expected"),
    [
        ("national", "37.24", "8.62"),
        ("hubei", "37.24", "17.24"),
        ("mof2021", "37.24", "7"),
        ("mof2021", "43.2", "10"),
        ("mof2021", "30", "5"),
        ("mof2021", "20", "0"),
        ("online", "37.24", "8.62"),
    ],
)
def test_the_execution_rate_under_several_policies(
    policy_id: str, executed: str, expected: str
) -> None:
    assert of(policy_id, spent(executed, "43.2")).rows["funds/total"].points == D(expected)


@pytest.mark.parametrize(
    ("policy_id", "total", "grade"),
    [
        ("national", "78", "中"),
        ("shanghai", "78", "良"),
        ("hubei", "78", ""),
        ("shanghai", "74.99", "中"),
        ("shanghai", "59.99", "差"),
    ],
)
def test_the_grade_under_several_policies(policy_id: str, total: str, grade: str) -> None:
    row = indicator("x", "产出指标", "数量指标", "甲", "≥1次", "1次", "100", total)
    assert of(policy_id, with_rows(row, record=spent("0"))).grade == grade


def test_a_county_holds_92_points_at_65_percent_down_to_79() -> None:
    scores = of("county-caps", with_text(spent("65"), "funds/total/score", "2"))
    assert (scores.added, scores.total, scores.cap, scores.grade) == (D(92), D(79), D(79), "中")


def test_the_old_edition_scales_what_does_not_apply() -> None:
    rows = (
        indicator("a", "产出指标", "数量指标", "甲", "≥10次", "6次", "50"),
        indicator("b", "产出指标", "质量指标", "乙", "不涉及", "", "40"),
    )
    scores = of("mof2017", with_rows(*rows, record=spent("100")))
    assert (scores.added, scores.total, scores.weight) == (D(40), D("66.67"), D(100))


def test_sichuan_wants_notes_and_short_texts() -> None:
    policy = effective_policy(under("sichuan"), FORM)
    assert {"low_execution", "adjusted"} <= set(policy.notes)
    assert (policy.note_below, policy.text_limits["expected"]) == (D(90), 100)
    assert policy.text_limits["conclusion"] == 200


def test_over_fulfilment_is_flagged_where_each_policy_says() -> None:
    flags = {i: effective_policy(under(i), FORM).over_flag for i in IDS}
    assert {i: f for i, f in flags.items() if f != D("1.3")} == {"online": D("1.2")}


# --- in a record


@pytest.mark.parametrize("policy_id", IDS)
def test_a_record_keeps_its_policy_through_a_file(policy_id: str) -> None:
    record = under(policy_id)
    again = read_record(write_record(record), "r.json")
    assert again.policy == record.policy
    assert scored(again).total == scored(record).total
    assert effective_policy(again, FORM) == effective_policy(record, FORM)


@pytest.mark.parametrize("policy_id", sorted({*IDS} - {"national"}))
def test_choosing_a_policy_is_one_change_that_can_be_taken_back(policy_id: str) -> None:
    record = complete_001()
    change = apply(record, FORM, chosen(policy_id))
    assert change is not None
    assert [step.place for step in change.steps if hasattr(step, "place")] == [POLICY]
    changed = after(record, change)
    assert changed.policy is not None
    assert changed.policy["profile"] == policy_id
    assert apply(changed, FORM, chosen(policy_id)) is None
    assert after(changed, invert(change)) == record
    back = apply(changed, FORM, chosen("national"))
    assert back is not None
    assert after(changed, back).policy is None


def test_a_record_holds_only_what_departs() -> None:
    policy = under("shanghai").policy
    assert policy is not None
    assert list(policy) == ["profile", "title", "source", "grades"]
    own = chosen(None, {"over_flag": "1.30", "decimals": 1}).departures(FORM)
    assert own == {"decimals": 1}
    assert chosen("online", {"over_flag": "1.3"}).departures(FORM) == {
        "profile": "online",
        "title": "一体化系统口径",
        "source": "预算管理一体化系统绩效自评模块",
        "ceiling": "linear",
    }


@pytest.mark.parametrize("own", [{"colour": 1}, {"over_flag": "viel"}, {"title": "甲"}])
def test_a_wrong_change_of_ones_own_is_refused(own: dict[str, Any]) -> None:
    with pytest.raises(DefinitionError) as caught:
        chosen("online", own)
    assert "{" not in fault_sentence(caught.value)


def test_what_a_form_lacks_is_told_and_the_rest_holds() -> None:
    found = misfits(shelf().policy("mof2021"), SMALL)
    assert {m.name for m in found if m.key == "execution_weights"} == {"funds"}
    assert {m.name for m in found if m.key == "rules"} == {"满意度指标"}
    record = FormRecord(form="small", form_version=1, id="s")
    policy = effective_policy(with_policy(record, SMALL, chosen("mof2021")), SMALL)
    assert policy.execution_weights == {"grants": 20}
    assert (policy.execution, policy.pass_floor) == ("bands", D(60))


def test_a_record_departs_where_its_points_are_given_otherwise() -> None:
    office = chosen("online")
    assert not departs(under("online"), FORM, office)
    assert departs(complete_001(), FORM, office)
    assert departs(under("shanghai"), FORM, office)
    assert departs(under("shanghai"), FORM, None)
    assert not departs(under("guangxi"), FORM, None)
    assert not departs(complete_001(), FORM, None)
    assert departing_keys(FORM.policy, FORM.policy) == ()


def test_a_setting_reads_back_and_a_foreign_one_is_none() -> None:
    office = chosen("hubei", {"decimals": 1})
    assert read_setting(setting_text(office)) == office
    assert read_setting(setting_text(None)) is None
    assert read_setting('{"policy": 5}') is None
    assert read_setting("{") is None


# --- an office's year


NATIONAL = FORM_IDS[0]


def test_a_years_policy_holds_for_new_records_and_duplicates(space: Workspace) -> None:
    old = space.create(NATIONAL, 2022, "甲").id
    assert space.policies.choose(2023, NATIONAL, "county-caps") == YearResult(0, 0)
    record = space.create(NATIONAL, 2023, "乙").document.record
    assert record.policy == chosen("county-caps").departures(FORM)
    assert space.duplicate(record.id).document.record.policy == record.policy
    assert space.duplicate(old).document.record.policy is None
    assert space.policies.of(2023, NATIONAL) == chosen("county-caps")
    assert space.policies.of(2022, NATIONAL) is None
    space.close()
    again = Workspace(space.folder)
    try:
        assert again.policies.of(2023, NATIONAL) == chosen("county-caps")
    finally:
        again.close()


def test_choosing_a_policy_changes_every_record_of_the_year_once(space: Workspace) -> None:
    ids = [space.create(NATIONAL, 2023, name).id for name in "甲乙丙"]
    other = space.create(NATIONAL, 2022, "丁").id
    opened = space.open(ids[0])
    assert space.policies.choose(2023, NATIONAL, "hubei") == YearResult(3, 0)
    assert space.policies.choose(2023, NATIONAL, "hubei") == YearResult(0, 0)
    expected = chosen("hubei").departures(FORM)
    assert opened.document.record.policy == expected
    for record_id in ids:
        assert [entry.change.name for entry in space.history(record_id)] == ["EDIT_POLICY"]
    opened.document.undo()
    assert opened.document.record.policy is None
    assert space.policies.departs(opened.document.record)
    assert space.open(ids[1]).document.record.policy == expected
    assert not space.policies.departs(space.open(ids[2]).document.record)
    assert space.open(other).document.record.policy is None
    assert space.policies.choose(2023, NATIONAL, None) == YearResult(2, 0)
    assert space.policies.of(2023, NATIONAL) is None


def test_the_ledger_shows_the_total_under_the_new_policy(space: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_text(write_record(spent("65")), encoding="utf-8")
    space.import_file(path)
    space.create(NATIONAL, 2023, "别的")
    space.policies.choose(2019, NATIONAL, "county-caps")
    (header,) = space.headers(2019, "")
    assert (header.total, header.grade, header.state) == ("79", "中", "filling")


@pytest.mark.parametrize(
    ("state", "result"),
    [
        *(("reviewed", YearResult(1, 0)), ("signed", YearResult(0, 1))),
        *(("submitted", YearResult(0, 1)), ("published", YearResult(0, 1))),
    ],
)
def test_signed_records_are_left_and_counted(
    state: str, result: YearResult, space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    space.create(NATIONAL, 2023, "甲")
    space.opened = None
    headers = space.headers(2023, "")
    found = [msgspec.structs.replace(header, state=state) for header in headers]
    monkeypatch.setattr(space.policies, "headers_of", lambda year, form: found)
    assert space.policies.choose(2023, NATIONAL, "online") == result


def test_a_record_whose_form_is_not_at_hand_departs_by_its_own_policy(space: Workspace) -> None:
    record = msgspec.structs.replace(complete_001(), form="gone", year=2023)
    assert not space.policies.departs(record)
    assert space.policies.departs(msgspec.structs.replace(record, policy={"decimals": 1}))


def test_a_wrong_choice_changes_nothing(space: Workspace) -> None:
    record_id = space.create(NATIONAL, 2023, "甲").id
    for policy_id, own in (("nowhere", {}), ("online", {"colour": "red"})):
        with pytest.raises(DefinitionError):
            space.policies.choose(2023, NATIONAL, policy_id, own)
    assert space.policies.of(2023, NATIONAL) is None
    assert len(space.history(record_id)) == 0


def test_more_records_than_a_page_are_reached(space: Workspace) -> None:
    for _ in range(101):
        space.create(NATIONAL, 2023, "甲")
    assert space.policies.choose(2023, NATIONAL, None, {"decimals": 1}) == YearResult(101, 0)


def test_every_shipped_form_takes_every_policy() -> None:
    forms = [gallery().form(i) for i in gallery().ids()] + [form_of("second")]
    for form in forms:
        for policy_id in IDS:
            keys = chosen(policy_id).departures(form.definition)
            record = FormRecord(form.definition.id, 1, "x", policy=keys)
            policy = effective_policy(record, form.definition)
            assert policy.profile in (policy_id, form.definition.policy.profile)
            assert json.loads(json.dumps(keys)) == keys


def test_a_stopped_choice_leaves_the_records_not_reached(space: Workspace) -> None:
    for _ in range(4):
        space.create(NATIONAL, 2023, "甲")
    told: list[tuple[int, int]] = []

    def go_on(done: int, count: int) -> bool:
        told.append((done, count))
        return done < 2

    result = space.policies.choose(2023, NATIONAL, "online", None, go_on)
    assert result == YearResult(2, 2)
    assert told == [(0, 4), (1, 4), (2, 4)]


def test_a_file_that_only_names_a_policy_is_put_under_it(tmp_path: Path) -> None:
    record = msgspec.structs.replace(gallery().sample(NATIONAL), policy={"profile": "hubei"})
    path = tmp_path / "湖北.json"
    path.write_text(write_record(record), encoding="utf-8")
    read, form = read_record_file(path)
    assert read.policy is not None
    assert read.policy["profile"] == "hubei"
    assert policy_of(read, form.definition).execution_weights == {"funds": Decimal(20)}
    path.write_text(write_record(msgspec.structs.replace(record, policy={"profile": "无"})))
    with pytest.raises(DefinitionError):
        read_record_file(path)

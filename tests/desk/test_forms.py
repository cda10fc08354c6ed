"""The gallery of forms: found by folder, read when asked for, each with its sample."""

import hashlib
import re
import shutil
from pathlib import Path

import msgspec
import pytest

from app.desk.forms import Gallery, gallery
from app.desk.names import DEPARTMENT, PROJECT, UNIT, name_of, place_of
from app.desk.records import new_record
from app.desk.texts import fault_sentence
from app.model.definition import FormDefinition
from app.model.faults import DefinitionError
from tests.second import FOLDER, FORM_IDS, form_of, sample_of
from tests.seeds import FORM_FILE

FORM = (FOLDER / "second" / "form.toml").read_text("utf-8")


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """A folder with a copy of the second form."""
    shutil.copytree(FOLDER, tmp_path / "forms")
    return tmp_path / "forms"


def put(folder: Path, name: str, text: str) -> Path:
    (folder / name).mkdir()
    (folder / name / "form.toml").write_text(text, encoding="utf-8")
    return folder / name


def code(forms: Path, form_id: str) -> str:
    with pytest.raises(DefinitionError) as caught:
        Gallery(forms).form(form_id)
    return caught.value.code


def test_the_shipped_forms_are_read_with_their_samples() -> None:
    assert gallery().ids()
    for form_id in gallery().ids():
        form = gallery().form(form_id)
        assert form.definition.id == form_id
        assert gallery().title(form_id) == form.definition.title
        assert gallery().sample(form_id).form == form_id


def test_a_form_is_known_by_the_digest_of_its_text() -> None:
    form = gallery().form(FORM_IDS[0])
    assert form.hash == hashlib.sha256(FORM_FILE.read_bytes()).hexdigest()
    assert msgspec.json.decode(form.resolved(), type=FormDefinition) == form.definition


def test_an_unknown_form_is_refused_with_those_at_hand(forms: Path) -> None:
    with pytest.raises(DefinitionError) as caught:
        Gallery(forms).form("mof2035")
    assert caught.value.values == {"form": "mof2035", "known": "second"}
    assert Gallery(forms).title("mof2035") == "mof2035"


@pytest.mark.parametrize("form_id", ["../second", "second/", "", ".", "/etc"])
def test_no_path_leads_out_of_the_gallery(form_id: str, forms: Path) -> None:
    assert code(forms, form_id) == "DEFINITION_010"


def test_a_form_that_cannot_be_read_is_refused(forms: Path) -> None:
    (put(forms, "broken", "") / "form.toml").write_bytes(FORM.encode("utf-16"))
    assert code(forms, "broken") == "DEFINITION_011"


def test_a_form_in_the_wrong_folder_is_refused(forms: Path) -> None:
    put(forms, "third", FORM)
    assert code(forms, "third") == "DEFINITION_012"


def test_a_form_saved_by_notepad_is_the_same_form(forms: Path) -> None:
    (forms / "second" / "form.toml").write_text(FORM, encoding="utf-8-sig", newline="\r\n")
    assert Gallery(forms).form("second").definition == form_of("second").definition


def test_the_sample_is_that_of_the_first_form_in_daily_use(forms: Path) -> None:
    more = FORM.replace('group = "daily"', 'group = "more"').replace('"second"', '"again"')
    shutil.copy(forms / "second" / "sample.json", put(forms, "again", more))
    put(forms, "aaa", FORM.replace('"second"', '"aaa"'))
    assert Gallery(forms).ids() == ("aaa", "again", "second")
    assert Gallery(forms).sample_form() == "second"


def test_a_formula_with_the_code_of_a_check_is_refused(forms: Path) -> None:
    text = FORM.replace('code = "F2"', 'code = "M1"').replace('"second"', '"taken"')
    put(forms, "taken", text)
    with pytest.raises(DefinitionError) as caught:
        Gallery(forms).form("taken")
    assert caught.value.code == "DEFINITION_021"
    assert caught.value.values["path"] == "checks.formulas[1].code"
    assert caught.value.values["found"] == "M1"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("must", "said"),
    [
        ("1 +", "“+”"),
        ("sum(spending.amuont) == 1", "“spending.amount”"),
        ("year ** 2 == 4", "“year ** 2”"),
        ("year == 'x'", "“'x'”"),
        ("year", "“year”"),
        ("round(1, 99) == 1", "round(a, 2)"),
        ("9" * 99 + " == 1", "30"),
    ],
)
def test_a_wrong_formula_is_told_in_one_sentence(
    must: str, said: str, language: str, forms: Path
) -> None:
    formula = re.search('must = "blank.*"', FORM)
    assert formula is not None
    put(forms, "wrong", FORM.replace(formula[0], f'must = "{must}"').replace('"second"', '"wrong"'))
    with pytest.raises(DefinitionError) as caught:
        Gallery(forms).form("wrong")
    sentence = fault_sentence(caught.value, language)
    assert "wrong/form.toml" in sentence
    assert "checks.formulas[1].must" in sentence
    assert said in sentence
    assert "{" not in sentence


def test_without_a_sample_there_is_none_to_show(forms: Path) -> None:
    (forms / "second" / "sample.json").unlink()
    with pytest.raises(DefinitionError) as caught:
        Gallery(forms).sample_form()
    assert caught.value.code == "DEFINITION_013"
    with pytest.raises(DefinitionError) as caught:
        Gallery(forms).sample("second")
    assert caught.value.code == "DEFINITION_013"


@pytest.mark.parametrize(
    ("form_id", "names"),
    [
        (FORM_IDS[0], ("质量技术监督专项经费", "云溪县应急管理局", "")),
        ("second", ("村内道路硬化", "云溪县石桥镇柳湾村", "")),
    ],
)
def test_a_record_is_called_by_the_roles_of_its_form(
    form_id: str, names: tuple[str, str, str]
) -> None:
    definition, record = form_of(form_id).definition, sample_of(form_id)
    assert tuple(name_of(definition, record, r) for r in (PROJECT, UNIT, DEPARTMENT)) == names
    assert (place_of(definition, DEPARTMENT) is None) == (form_id == "second")
    assert name_of(definition, new_record(form_of(form_id)), PROJECT) == ""

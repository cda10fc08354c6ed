"""Policies in words, and docs/policies.md, which tells what every named policy says."""

import re
import tomllib
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from app.desk.forms import gallery
from app.desk.policies import OfficePolicy, misfits, shelf, with_policy
from app.desk.policy_words import Difference, differences, lacking_names
from app.desk.texts import LANGUAGES, catalogue
from app.model.policies import NAMES, NamedPolicy
from app.model.policy import Policy
from app.rules.policy import effective_policy, merged
from tests.rules.records import FORM
from tests.seeds import complete_001

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = (ROOT / "docs" / "policies.md").read_text("utf-8")
IDS = shelf().ids()
KEYS = {name for name in Policy.__struct_fields__ if name not in NAMES}
WORDS = {
    language: tomllib.loads((ROOT / "i18n" / f"policies.{language}.toml").read_text("utf-8"))
    for language in LANGUAGES
}


def told(keys: dict[str, Any], language: str = "zh") -> dict[str, Difference]:
    policy = merged(keys, FORM.policy)
    assert policy is not None
    return {found.key: found for found in differences(policy, FORM, catalogue(language))}


def chapter(named: NamedPolicy) -> str:
    """What the page must say of a policy, in the words of the form that most people fill."""
    record = with_policy(complete_001(), FORM, OfficePolicy(named))
    found = differences(effective_policy(record, FORM), FORM, catalogue())
    lines = [f"## {named.title}", "", f"`{named.id}`　依据：{named.source}", "", named.note, ""]
    if found:
        lines += ["| 项目 | 自评表自带 | 本口径 |", "|---|---|---|"]
        lines += [f"| {each.name} | {each.was} | {each.now} |" for each in found]
    else:
        lines.append("与自评表自带的口径相同。")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("policy_id", IDS)
def test_the_page_tells_a_policy_as_it_is(policy_id: str) -> None:
    expected = chapter(shelf().policy(policy_id))
    title = expected.partition("\n")[0]
    told = PAGE.partition(f"{title}\n")[2].partition("\n## ")[0]
    assert f"{title}\n{told}".strip() == expected.strip()


def test_the_page_tells_no_other_policy() -> None:
    assert sorted(re.findall("^`([a-z0-9-]+)`　依据", PAGE, re.MULTILINE)) == sorted(IDS)
    assert set(re.findall("--policy ([a-z0-9-]+)", PAGE)) <= set(IDS)


def test_every_key_has_a_name_and_every_choice_a_word() -> None:
    choices = {
        f"{field.name}_{choice}"
        for field in msgspec.structs.fields(Policy)
        for kind in (field.type, *get_args(field.type))
        for choice in get_args(kind)
        if isinstance(choice, str) and choice[0].islower()
    }
    for words in WORDS.values():
        assert set(words["policy_keys"]) == KEYS
        assert choices <= set(words["policy_words"])
    assert "ceiling_ratio" in choices
    assert "notes_lost" in choices


def test_no_word_is_idle_and_both_languages_say_the_same() -> None:
    zh, en = (WORDS[language]["policy_words"] for language in LANGUAGES)
    source = (ROOT / "app" / "desk" / "policy_words.py").read_text("utf-8")
    plain = [word for word in zh if word.split("_")[0] not in {k.split("_")[0] for k in KEYS}]
    assert [word for word in plain if f'"{word}"' not in source] == []
    for word, table in zh.items():
        values = [sorted(re.findall(r"\{(\w+)\}", t["text"])) for t in (table, en[word])]
        assert values[0] == values[1]
    assert set(zh) == set(en)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_difference_is_written_out(language: str) -> None:
    for policy_id in IDS:
        for found in told(shelf().policy(policy_id).policy, language).values():
            assert found.was != found.now
            assert not re.search(r"[{}]|Decimal|_", found.name + found.was + found.now)


def test_a_dialog_reads_what_was_and_what_is() -> None:
    found = told(
        {
            "ceiling": "linear",
            "note_below": "85.50",
            "over_flag": "1.5",
            "execution_weights": {"funds": "20"},
            "notes": [],
            "text_limits": {"deviation": 100},
            "execution_base": "initial",
            "decimals": 1,
        }
    )
    assert found["ceiling"] == (
        *("ceiling", "超过“不超过”类指标"),
        *("指标值 ÷ 完成值 × 分值", "按超出部分递减，到两倍为 0"),
    )
    assert {key: each.now for key, each in found.items()} == {
        "ceiling": "按超出部分递减，到两倍为 0",
        "note_below": "85.5%",
        "over_flag": "150%",
        "execution_weights": "项目资金（万元） 20",
        "notes": "无",
        "text_limits": "偏差原因分析及改进措施 100 字",
        "execution_base": "年初预算数",
        "decimals": "1",
    }


def test_the_forms_own_policy_differs_in_nothing() -> None:
    for form_id in gallery().ids():
        definition = gallery().form(form_id).definition
        assert differences(definition.policy, definition, catalogue()) == ()


@pytest.mark.parametrize("form_id", gallery().ids())
def test_what_a_form_lacks_is_named_without_ids(form_id: str) -> None:
    definition = gallery().form(form_id).definition
    ids = {section.id for section in definition.sections()} | {"funds"}
    for policy_id in IDS:
        found = misfits(shelf().policy(policy_id), definition)
        for texts in map(catalogue, LANGUAGES):
            assert not ids & set(lacking_names(found, texts))

"""Only what may be handed out with the program passes the gate."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.spdx import ALLOWED, LicenceError, is_allowed

GOOD = st.sampled_from(sorted(name for name in ALLOWED if " " not in name))
BAD = st.sampled_from(["GPL-2.0-only", "GPL-3.0-or-later", "AGPL-3.0-only", "LicenseRef-Shop"])


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("AGPL-3.0-or-later", False),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("(GPL-2.0-only OR MIT) AND BSD-3-Clause", True),
        ("MIT OR GPL-2.0-only AND AGPL-3.0-only", True),
        ("(MIT OR GPL-2.0-only) AND AGPL-3.0-only", False),
        ("GPL-2.0-or-later WITH Bootloader-exception", True),
        ("Apache-2.0 WITH LLVM-exception", True),
        ("GPL-2.0-or-later WITH Classpath-exception-2.0", False),
    ],
)
def test_a_licence_is_judged_by_what_it_lets_one_choose(expression: str, expected: bool) -> None:
    assert is_allowed(expression) is expected


@pytest.mark.parametrize(
    "text", ["", "MIT OR", "OR MIT", "(MIT", "MIT)", "BSD license (see license.txt)", "MIT, Zlib"]
)
def test_what_is_no_expression_is_refused(text: str) -> None:
    with pytest.raises(LicenceError):
        is_allowed(text)


@given(good=GOOD, bad=BAD)
def test_one_bad_part_spoils_an_and_and_one_good_part_saves_an_or(good: str, bad: str) -> None:
    assert is_allowed(f"{bad} OR {good}")
    assert not is_allowed(f"{good} AND {bad}")
    assert is_allowed(f"({bad} OR {good}) AND {good}")

from app.paper.memo import Memo


def test_what_is_asked_for_again_stays_and_the_rest_is_forgotten() -> None:
    memo: Memo[int, str] = Memo(10)
    for number in range(100):
        memo.put(number, str(number))
        assert memo.get(0) == "0"
    assert memo.get(99) == "99"
    assert memo.get(50) is None
    assert len(memo) <= 20


def test_heavy_values_leave_earlier() -> None:
    memo: Memo[int, str] = Memo(10, len)
    memo.put(1, "x" * 8)
    memo.put(2, "x" * 8)
    memo.put(3, "x" * 8)
    assert memo.get(1) is None
    assert memo.get(3) == "x" * 8

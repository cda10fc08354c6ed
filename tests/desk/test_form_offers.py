"""The forms as they are offered: those used last, those in daily use, the others."""

from app.desk.form_offers import form_offers, picture_of, with_recent
from app.desk.forms import gallery
from tests.second import FORM_IDS


def test_the_forms_used_last_come_first_and_the_old_ones_last() -> None:
    offers = form_offers()
    daily = [offer.daily for offer in offers]
    assert daily == sorted(daily, reverse=True)
    assert {offer.id for offer in offers} == set(gallery().ids())
    assert offers[0].id == gallery().sample_form() == FORM_IDS[0]
    last = offers[-1].id
    again = form_offers(with_recent("", last))
    assert (again[0].id, again[0].recent) == (last, True)


def test_the_latest_form_is_kept_first_and_few_are_kept() -> None:
    recent = ""
    for number in range(20):
        recent = with_recent(recent, f"form-{number}")
    recent = with_recent(recent, "form-15")
    assert recent.split()[:2] == ["form-15", "form-19"]
    assert len(recent.split()) == 8


def test_a_picture_shows_the_empty_form() -> None:
    picture = picture_of(gallery().sample_form())
    assert (picture.width, picture.height) == (210.0, 297.0)
    assert len(picture.operations) > 50

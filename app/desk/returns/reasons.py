"""Why a cell was changed: finance's remark and its answer, else what is known of the change."""

from app.desk.returns.comparing import Pair
from app.desk.texts import sentence
from app.model.places import Place
from app.model.record import Remark
from app.model.remarks import meant_place
from app.rules.columns import REASON


class Reasons:
    """The reasons in one record: those of the remarks of the last return come first."""

    def __init__(self, pair: Pair, language: str) -> None:
        self._pair = pair
        self._language = language
        last = max((remark.round for remark in pair.new.returns), default=0)
        self.remarks = tuple(r for r in pair.new.returns if r.round == last)

    def of_cell(self, place: Place, *, computed: bool) -> str:
        """Why a cell, a row (no field) or the form as a whole was changed."""
        said = [r for r in self.remarks if self._means(r, place)]
        if said:
            return "\n".join(map(self._of_remark, said))
        score_reason = self._pair.new.text(Place(place.section, place.row, REASON))
        typed = bool(place.row) and bool(self._pair.new.text(place))
        if score_reason and typed and self._is_score(place):
            return score_reason
        return sentence("CHANGES_COMPUTED" if computed else "CHANGES_OWN", self._language)

    def _is_score(self, place: Place) -> bool:
        section = self._pair.definition.section(place.section)
        columns = getattr(section, "columns", ())
        return any(getattr(c, "role", "") == "score" and c.id == place.field for c in columns)

    def _means(self, remark: Remark, place: Place) -> bool:
        """Whether a remark means a cell: the very one, or the row that it stands in."""
        meant = meant_place(self._pair.new, remark.place)
        if meant == place:
            return True
        same_row = (meant.section, meant.row) == (place.section, place.row)
        return same_row and not (meant.field and place.field) and place.row is not None

    def _of_remark(self, remark: Remark) -> str:
        text = sentence("CHANGES_REMARK", self._language, text=remark.text)
        if not remark.answer.strip():
            return text
        answer = sentence("CHANGES_ANSWER", self._language, text=remark.answer.strip())
        return f"{text}\n{answer}"

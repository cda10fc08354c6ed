"""The formulas of a form (勾稽公式): from text to a tree that can be worked out, with its errors.

A formula is an expression over names of the form. Its grammar is a small part of Python's, read
by `ast` from a text in which every name, number and quoted text is masked: whatever is not in the
table below is refused before anything is worked out.
"""

import ast
import difflib
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from app.model.definition import (
    ChapterSection,
    FieldsSection,
    FormDefinition,
    FundsSection,
    GoalsSection,
    IndicatorsSection,
    RowsSection,
    Section,
    SignaturesSection,
    TextSection,
    TotalSection,
    column_with_role,
)
from app.model.places import RECORD, Place

LENGTH, PARTS, DEPTH, DIGITS = 1000, 300, 60, 30
"""The most characters of a formula, its most words and signs, levels, and digits of a number."""

_QUOTED = 40
"""The most characters of a formula that an error quotes."""

MOST_DECIMALS = 10
"""The most decimals that `round` keeps."""

FUNCTIONS = {
    "sum": "sum(a, b)",
    "min": "min(a, b)",
    "max": "max(a, b)",
    "count": "count(a)",
    "abs": "abs(a)",
    "round": "round(a, 2)",
    "blank": "blank(a)",
}
"""The functions by name, with how each is written."""

Kind: TypeAlias = Literal["number", "text", "truth", "numbers", "texts"]
Source: TypeAlias = Literal[
    "amount",
    "rate",
    "weight",
    "score",
    "text",
    "column",
    "cell",
    "total",
    "year",
    "entry",
    "completion",
    "saving",
    "tier",
    "saved",
]
Sign: TypeAlias = Literal["+", "-", "*", "/", "<", "<=", ">", ">=", "==", "!="]


class Name(NamedTuple):
    """A name of the form: the place it stands for, what kind of value, and where it is read."""

    text: str
    place: Place
    kind: Kind
    source: Source


class Number(NamedTuple):
    """A number as written."""

    value: Decimal


class Text(NamedTuple):
    """A text in quotes."""

    value: str


class Negated(NamedTuple):
    """A number with its sign turned."""

    of: "Expression"


class Arithmetic(NamedTuple):
    """Two numbers and what to do with them."""

    sign: Sign
    left: "Expression"
    right: "Expression"


class Comparison(NamedTuple):
    """`a < b <= c`: values, and the signs between them."""

    signs: tuple[Sign, ...]
    parts: tuple["Expression", ...]


class Not(NamedTuple):
    """The opposite of a condition."""

    of: "Expression"


class Junction(NamedTuple):
    """Conditions that must hold all (`and`), or one of them (`or`)."""

    every: bool
    parts: tuple["Expression", ...]


class Call(NamedTuple):
    """A function with its values; `decimals` belongs to `round`."""

    function: str
    parts: tuple["Expression", ...]
    decimals: int = 0


Expression: TypeAlias = (
    Name | Number | Text | Negated | Arithmetic | Comparison | Not | Junction | Call
)


class FormulaError(Exception):
    """What is wrong with a formula: a code of the message files, and the values it names."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


# ---- the names of a form ---------------------------------------------------------------------

_NAME = re.compile(r"[^\W\d]\w*(?:\.\w+)*")
_ROLES: dict[str, tuple[Kind, Source]] = {
    "amount": ("number", "amount"),
    "rate": ("number", "rate"),
    "weight": ("number", "weight"),
    "score": ("number", "score"),
    "text": ("text", "text"),
}
_NUMBERS = ("weight", "score", "number")
"""The roles of table columns whose cells are numbers."""


def names_of(definition: FormDefinition) -> dict[str, Name]:
    """All names that a formula of this form can use, in the order of the form."""
    found = [Name("year", Place(RECORD, None, "year"), "number", "year")]
    for section in definition.sections():
        found += _names(section)
    return {name.text: name for name in found if _NAME.fullmatch(name.text)}


def _names(section: Section) -> Iterator[Name]:
    own = section.id
    match section:
        case FundsSection():
            for row in section.rows:
                for money in section.columns:
                    place = Place(own, row.id, money.id)
                    yield Name(f"{own}.{row.id}.{money.id}", place, *_ROLES[money.role])
        case IndicatorsSection() | RowsSection():
            scored = isinstance(section, IndicatorsSection) and column_with_role(section, "score")
            for column in section.columns:
                kind: Kind = "numbers" if column.role in _NUMBERS else "texts"
                points = scored and column.role in ("weight", "score")
                source: Source = "column"
                if points and column_with_role(section, "weight"):
                    source = "weight" if column.role == "weight" else "score"
                yield Name(f"{own}.{column.id}", Place(own, None, column.id), kind, source)
        case TotalSection():
            for value in dict.fromkeys(cell.value for cell in section.cells if cell.value):
                total: Kind = "text" if value == "grade" else "number"
                yield Name(f"{own}.{value}", Place(own, None, value), total, "total")
        case _:
            for field in _fields(section):
                yield Name(f"{own}.{field}", Place(own, None, field), "text", "text")


def _fields(section: Section) -> list[str]:
    match section:
        case FieldsSection():
            return [item.field for line in section.lines for item in line if item.field]
        case GoalsSection():
            return [column.field for column in section.columns]
        case TextSection() | SignaturesSection():
            return [item.field for item in section.items]
        case ChapterSection():
            return [item.field for item in section.items if item.field]
        case _:
            return []


# ---- from text to tree -----------------------------------------------------------------------

_TOKEN = re.compile(
    r"(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?![\w.]))"
    rf"|(?P<name>{_NAME.pattern}(?![\w.\"']))"
    r"|(?P<text>\"[^\"\\\n]*\"(?!\s*[\"'])|'[^'\\\n]*'(?!\s*[\"']))"
    r"|(?P<sign><=|>=|==|!=|[-+*/()<>,])"
    r"|(?P<space>[ \t\r\n]+)"
)
_WORDS = frozenset(("and", "or", "not"))
_ARITHMETIC: dict[type[ast.operator], Sign] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}
_COMPARISONS: dict[type[ast.cmpop], Sign] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}
ALLOWED = " ".join(
    (*_ARITHMETIC.values(), *_COMPARISONS.values(), "and or not", *(f"{f}()" for f in FUNCTIONS))
)


def parse_formula(text: str, names: Mapping[str, Name]) -> Expression:
    """Read a condition.

    Args:
        text: what must hold, `funds.total.executed <= funds.total.annual`.
        names: the names of the form.

    Raises:
        FormulaError: DEFINITION_014 unreadable, _015 unknown name, _016 an operation that is not
            allowed, _017 no number and _018 no condition where one must stand, _019 a function
            used in another way than its own, _020 too long.
    """
    builder, tree = _read(text, names)
    return builder.condition(tree, builder.built(tree, 0))


def parse_value(text: str, names: Mapping[str, Name]) -> Expression:
    """Read what stands for one number or one text, `funds.total.annual - funds.total.executed`.

    Raises:
        FormulaError: as `parse_formula`; DEFINITION_017 for a condition or a whole column.
    """
    builder, tree = _read(text, names)
    made = builder.built(tree, 0)
    return made if kind_of(made) == "text" else builder.number(tree, made)


def _read(text: str, names: Mapping[str, Name]) -> "tuple[_Builder, ast.expr]":
    """The tree of a text, and what makes an expression of it."""
    if len(text) > LENGTH:
        raise _too_long()
    tokens = _tokens(text)
    masked = "".join(_masked(kind, word) for kind, word in tokens.values())
    start = len(masked) - len(masked.lstrip())
    try:
        tree = ast.parse(masked.strip(), mode="eval").body
    except SyntaxError as error:
        raise _unreadable(text, tokens, start + (error.offset or len(text))) from error
    except (RecursionError, MemoryError, ValueError) as error:
        raise _too_long() from error
    return _Builder(text, tokens, names, start), tree


def _tokens(text: str) -> dict[int, tuple[str, str]]:
    """Words and signs by where they begin: kind and text."""
    found: dict[int, tuple[str, str]] = {}
    at = 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            word = re.compile(r"[\w.]+|[^\w.]").match(text, at)
            raise _at("DEFINITION_014", at, word[0] if word else text[at])
        kind = token.lastgroup or ""
        if kind == "number" and sum(c.isdigit() for c in token[0]) > DIGITS:
            raise _too_long()
        found[at] = (kind, token[0])
        at = token.end()
    if sum(kind != "space" for kind, _ in found.values()) > PARTS:
        raise _too_long()
    return found


def _masked(kind: str, word: str) -> str:
    """A token in plain ASCII of the same length, so that what `ast` sees can hide nothing."""
    match kind:
        case "number":
            return "1" * len(word)
        case "name" if word not in _WORDS:
            return "x" * len(word)
        case "text":
            return '"' + "x" * (len(word) - 2) + '"'
        case "space":
            return " " * len(word)
        case _:
            return word


def _too_long() -> FormulaError:
    limits = {"length": LENGTH, "parts": PARTS, "depth": DEPTH, "digits": DIGITS}
    return FormulaError("DEFINITION_020", **{name: str(most) for name, most in limits.items()})


def _at(code: str, at: int, found: str, **values: str) -> FormulaError:
    return FormulaError(code, column=str(at + 1), found=found[:_QUOTED], **values)


def _unreadable(text: str, tokens: Mapping[int, tuple[str, str]], at: int) -> FormulaError:
    """The error at the word or sign where reading stopped, the last one at the end."""
    starts = [where for where, (kind, _) in tokens.items() if kind != "space"]
    reached = [where for where in starts if where < at] or starts[:1] or [0]
    where = reached[-1]
    return _at("DEFINITION_014", where, tokens.get(where, ("", text))[1])


class _Builder:
    """Makes the tree of one formula, checking each part's kind on the way."""

    def __init__(
        self,
        text: str,
        tokens: Mapping[int, tuple[str, str]],
        names: Mapping[str, Name],
        start: int,
    ) -> None:
        self._text, self._tokens, self._names, self._start = text, tokens, names, start

    def built(self, node: ast.expr, depth: int) -> Expression:
        """The tree below a node."""
        if depth > DEPTH:
            raise _too_long()
        match node:
            case ast.Constant():
                return self._constant(node)
            case ast.Name():
                return self._name(node)
            case ast.Call(func=ast.Name()):
                return self._call(node, depth + 1)
            case ast.Compare() if all(type(op) in _COMPARISONS for op in node.ops):
                return self._comparison(node, depth + 1)
            case ast.BoolOp(op=op, values=values):
                parts = tuple(self.condition(v, self.built(v, depth + 1)) for v in values)
                return Junction(isinstance(op, ast.And), parts)
            case _:
                return self._sum(node, depth + 1)

    def _sum(self, node: ast.expr, depth: int) -> Expression:
        """The tree of a sign with what stands beside it."""
        match node:
            case ast.BinOp(left=left, right=right) if type(node.op) in _ARITHMETIC:
                parts = [self.number(part, self.built(part, depth)) for part in (left, right)]
                return Arithmetic(_ARITHMETIC[type(node.op)], *parts)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return Negated(self.number(operand, self.built(operand, depth)))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Not(self.condition(operand, self.built(operand, depth)))
            case _:
                raise self._refused(node)

    def condition(self, node: ast.expr, made: Expression) -> Expression:
        """The tree, where it says yes or no."""
        if kind_of(made) != "truth":
            raise self._wrong("DEFINITION_018", node)
        return made

    def number(self, node: ast.expr, made: Expression) -> Expression:
        """The tree, where it is a number."""
        if kind_of(made) != "number":
            raise self._wrong("DEFINITION_017", node)
        return made

    def _constant(self, node: ast.Constant) -> Expression:
        at = self._offset(node)
        kind, word = self._tokens[at]
        if kind == "number":
            return Number(Decimal(word))
        if not word[1:-1].strip():
            raise _at("DEFINITION_019", at, word, expected=FUNCTIONS["blank"])
        return Text(word[1:-1])

    def _name(self, node: ast.Name) -> Name:
        _, word = self._tokens[self._offset(node)]
        name = self._names.get(word)
        if name is None:
            nearest = nearest_of(word, self._names)
            raise _at("DEFINITION_015", self._offset(node), word, nearest=nearest)
        return name

    def _comparison(self, node: ast.Compare, depth: int) -> Expression:
        nodes = (node.left, *node.comparators)
        parts = tuple(self.built(part, depth) for part in nodes)
        signs = tuple(_COMPARISONS[type(op)] for op in node.ops)
        if all(kind_of(part) == "text" for part in parts):
            if not set(signs) <= {"==", "!="}:
                raise self._refused(node)
        else:
            for part, made in zip(nodes, parts, strict=True):
                self.number(part, made)
        return Comparison(signs, parts)

    def _call(self, node: ast.Call, depth: int) -> Expression:
        at = self._offset(node)
        _, name = self._tokens[at]
        if name not in FUNCTIONS:
            raise _at("DEFINITION_016", at, f"{name}()", allowed=ALLOWED)
        if node.keywords or not node.args:
            raise self._misused(at, name)
        if name == "round":
            return self._rounded(node, at, depth)
        parts = tuple(self.built(part, depth) for part in node.args)
        if name in ("abs", "blank") and len(parts) > 1:
            raise self._misused(at, name)
        for part, made in zip(node.args, parts, strict=True):
            if name == "abs":
                self.number(part, made)
            elif name == "blank" and not isinstance(made, Name):
                raise self._misused(at, name)
            elif name in ("sum", "min", "max") and kind_of(made) != "numbers":
                self.number(part, made)
            elif name == "count" and not isinstance(made, Name):
                raise self._misused(at, name)
        return Call(name, parts)

    def _rounded(self, node: ast.Call, at: int, depth: int) -> Expression:
        value, *rest = node.args
        made = self.number(value, self.built(value, depth))
        decimals = [self.built(part, depth) for part in rest] or [Number(Decimal(0))]
        (given, *more) = decimals
        if more or not isinstance(given, Number) or given.value not in range(MOST_DECIMALS + 1):
            raise self._misused(at, "round")
        return Call("round", (made,), int(given.value))

    def _misused(self, at: int, name: str) -> FormulaError:
        return _at("DEFINITION_019", at, name, expected=FUNCTIONS[name])

    def _wrong(self, code: str, node: ast.expr) -> FormulaError:
        at = self._offset(node)
        return _at(code, at, self._text[at : self._start + (node.end_col_offset or 0)])

    def _refused(self, node: ast.expr) -> FormulaError:
        at = self._offset(node)
        found = self._text[at : self._start + (node.end_col_offset or 0)]
        return _at("DEFINITION_016", at, found, allowed=ALLOWED)

    def _offset(self, node: ast.expr) -> int:
        return self._start + node.col_offset


def kind_of(made: Expression) -> Kind:
    """What kind of value a part of a formula has."""
    match made:
        case Name():
            return made.kind
        case Text():
            return "text"
        case Comparison() | Not() | Junction():
            return "truth"
        case Call():
            return "truth" if made.function == "blank" else "number"
        case _:
            return "number"


def nearest_of(word: str, known: Mapping[str, object]) -> str:
    """The known word most like another one; empty where there is none at all."""
    return next(iter(difflib.get_close_matches(word, known, 1, 0.0)), "")

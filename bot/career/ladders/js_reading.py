"""Values kept in a JavaScript file, read without running it: tolerant, and with every place."""

from bot.career.ladders import js_lexing
from bot.career.ladders.found import Problem, Report, Spot
from bot.career.ladders.js_lexing import END, OPENING, Cursor, Token
from bot.career.ladders.nodes import AS_TEXT, DEEPEST, Fields, Items, Node, Text, put, short
from bot.career.ladders.opening import spot_of

WORDS = frozenset({"true", "false", "null", "undefined", "NaN", "Infinity"})


def values(report: Report, source: str) -> Fields:
    """Everything the file keeps under a name: `export const tracks = {…}` stands under `tracks`.

    What has no name (a bare list, the argument of `push`) stands under "1", "2" and so on. Types,
    functions and imports are passed over. Trailing commas are fine, missing ones are noted.
    """
    return _Reader(report, source).read()


def strict_values(report: Report, source: str) -> Fields:
    """The same for JSON, where a missing comma is a problem."""
    return _Strict(report, source).read()


class _Reader(Cursor):
    def __init__(self, report: Report, source: str) -> None:
        super().__init__(source)
        self._report = report
        self._torn: set[int] = set()  # lines with a quote that is not closed

    def read(self) -> Fields:
        try:
            return self._all()
        finally:
            self._forget_echoes()

    def _forget_echoes(self) -> None:
        """One open quote makes nonsense of its line, and of the brackets around it."""
        if not self._torn:
            return
        report, places = self._report, tuple(f"{self._report.file}:{line}:" for line in self._torn)
        report.notes = [note for note in report.notes if not note.startswith(places)]
        report.problems = [p for p in report.problems if "quote" in p.wrong or self._is_sound(p)]

    def _is_sound(self, problem: Problem) -> bool:
        is_echo = "not closed" in problem.wrong or not problem.wrong[1:2].isalnum()
        return problem.line not in self._torn and not (problem.wrong[:1] == "`" and is_echo)

    def _all(self) -> Fields:
        found = Fields(Spot(1, 1))
        if self.sign() in ("{", "["):
            self._keep(found, "")
        while self.peek() is not END:
            name = self._opened()
            if name is not None:
                self._keep(found, name)
            else:
                self.at += 1
        return found

    def _keep(self, found: Fields, name: str) -> None:
        spot = self.spot()
        node = self._value(1)
        put(self._report, found, name or str(len(found.keys) + 1), spot, node)

    def _opened(self) -> str | None:
        """The name under which a value begins right behind here; None when none does."""
        token = self.peek()
        if token.value in ("const", "let", "var") and self.peek(1).kind == "name":
            return self._assigned(self.peek(1).value, self.at + 2)
        if token.value == "push" and self.sign(1) == "(" and self.sign(2) in ("{", "["):
            self.at += 2
            return ""
        if token.value == "default" and self.sign(1) in ("{", "["):
            self.at += 1
            return ""
        if token.value in ("exports", "module"):
            return self._assigned(self._exported(), self.at + 1)
        return None

    def _exported(self) -> str:
        """`exports.tracks = …` is tracks; `module.exports = …` has no name."""
        last = self.peek(2).value if self.sign(1) == "." else ""
        return "" if last == "exports" else last

    def _assigned(self, name: str, at: int) -> str | None:
        """Past an annotation such as `: Tracks`, to the value after `=`."""
        depth = 0
        for index in range(at, min(at + 200, len(self.tokens))):
            value = self.tokens[index].value if self.tokens[index].kind == "sign" else ""
            depth += (value in OPENING) - (value in OPENING.values())
            if value == ";" or depth < 0:
                return None
            if value == "=" and depth == 0:
                return self._begins(name, index + 1)
        return None

    def _begins(self, name: str, at: int) -> str | None:
        """A value, also inside `Object.freeze(…)`; not a function and not a call."""
        rest = [token.value for token in self.tokens[at : at + 4]]
        if rest[:4] == ["Object", ".", "freeze", "("]:
            at += 4
        if at < len(self.tokens) and self.tokens[at].value in ("{", "["):
            self.at = at
            return name
        return None

    def _value(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise self._report.stop(
                self.spot(),
                f"More than {DEEPEST} levels stand inside each other here.",
                "A ladder needs five or six: is a bracket too many?",
            )
        sign = self.sign()
        if sign == "{":
            return self._fields(depth)
        if sign == "[":
            return self._items(depth)
        return self._scalar()

    def _items(self, depth: int) -> Items:
        found = Items(self.spot())
        opened = self.next()
        while not self._is_closed("]", opened):
            if self.sign() == ",":
                self.next()
                continue
            if self.peek().kind != "sign" and self.sign(1) == ":":
                raise self._not_closed("]", opened, f": the field `{short(self.peek().value)}`")
            found.items.append(self._value(depth + 1))
            self._comma("]")
        return found

    def _fields(self, depth: int) -> Fields:
        found = Fields(self.spot())
        opened = self.next()
        while not self._is_closed("}", opened):
            if self.sign() == ",":
                self.next()
                continue
            self._field(found, depth)
            self._comma("}")
        return found

    def _field(self, found: Fields, depth: int) -> None:
        key, spot = self.next(), self.spot(-1)
        if key.value == "[" and key.kind == "sign":
            key = self.computed()
        if key.kind == "sign":
            self._strange(key, spot)
            return
        if self.sign() != ":":
            self._report.wrong(
                spot,
                f"`{short(key.value)}` has no value.",
                f"Write `{short(key.value)}: …` with the value itself; the file is never run.",
            )
            return
        self.next()
        put(self._report, found, key.value, spot, self._value(depth + 1))

    def _strange(self, key: Token, spot: Spot) -> None:
        if key.value in "\"'`":
            self._open_quote(key)
            return
        self._report.wrong(spot, f"`{key.value}` stands where a field's name should.", AS_TEXT)
        if key.value in OPENING:
            self.skip(OPENING[key.value])

    def _scalar(self) -> Text:
        token, spot = self.next(), self.spot(-1)
        if token.kind == "text":
            return Text(spot, self._joined(token), code=self._template(token))
        if token.kind == "number" or token.value in WORDS:
            return Text(spot, token.value, is_plain=True)
        if token.value in ("'", '"', "`"):
            self._open_quote(token)
            return Text(spot, "")
        if token is END:
            return Text(spot, "", is_plain=True)
        self._skip_expression(token)
        return Text(spot, "", code=f"`{short(token.value)}` is no text and no number.")

    def _joined(self, token: Token) -> str:
        """`"one " + "two"` is one text; a template that would be filled in is a problem."""
        said = token.value
        while self.sign() == "+" and self.peek(1).kind == "text":
            self.next()
            said += self.next().value
        return said

    def _template(self, token: Token) -> str:
        is_filled = self.source[token.start] == "`" and "${" in token.value
        return "`${…}` is filled in only when a file is run." if is_filled else ""

    def _open_quote(self, token: Token) -> None:
        """Say where it may have been left open, and go on in the next line."""
        js_lexing.note_open_quote(self._report, self.source, self.first_odd(token))
        self._torn.add(js_lexing.spot(self.source, token).line)
        end = self.source.find("\n", token.start)
        while self.peek() is not END and (self.peek().start < end or end < 0):
            self.at += 1

    def _skip_expression(self, first: Token) -> None:
        """A name, a call or a function in place of a value: up to the comma behind it."""
        if first.value in OPENING:
            self.skip(OPENING[first.value])
        while self.peek() is not END and self.sign() not in (",", "}", "]"):
            token = self.next()
            if token.kind == "sign" and token.value in OPENING:
                self.skip(OPENING[token.value])

    def _comma(self, closing: str) -> None:
        """Between two entries one must stand; before the end it may."""
        if self.sign() in (",", closing) or self.peek() is END:
            return
        before = self.tokens[self.at - 1]
        place = spot_of(self.source, before.end)
        self._lacks_comma(place, f"A comma is missing after `{short(before.value, 30)}`")

    def _lacks_comma(self, place: Spot, wrong: str) -> None:
        """What is meant is clear, so it is read as if it stood there, and said."""
        where = f"{self._report.file}:{place.line}:{place.column}"
        self._report.note(f"{where}: {wrong}. It is read as if it stood there.")

    def _is_closed(self, closing: str, opened: Token) -> bool:
        """Takes the closing bracket; the end of the file is a problem and closes as well."""
        if self.sign() == closing:
            self.next()
            return True
        is_other = self.sign() in ("}", "]", ")")
        if self.peek() is END or is_other:
            raise self._not_closed(closing, opened, f": `{self.sign()}`" if is_other else "")
        return False

    def _not_closed(self, closing: str, opened: Token, first: str) -> Exception:
        comes = f"{first} comes first in line {self.spot().line}" if first else ""
        return self._report.stop(
            js_lexing.spot(self.source, opened),
            f"The `{opened.value}` that opens here is not closed{comes}.",
            f"Write `{closing}` where it ends.",
        )


class _Strict(_Reader):
    def _lacks_comma(self, place: Spot, wrong: str) -> None:
        self._report.wrong(place, f"{wrong}.", "Write a comma there.")

"""Every act that is written into the journal has words in the reader's language."""

import ast
from collections.abc import Iterator
from pathlib import Path

from intlstrategy.journal.words import VERBS
from intlstrategy.planning.services.plans import NEXT

ROOT = Path(__file__).resolve().parent.parent.parent / "intlstrategy"


def calls() -> Iterator[ast.Call]:
    for path in ROOT.rglob("*.py"):
        yield from (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))


def verb_given(call: ast.Call) -> ast.expr | None:
    """What a call says was done: `record("changed", …)`, or `save_record(…, verb="changed")`."""
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name == "record" and call.args:
        return call.args[0]
    return next((keyword.value for keyword in call.keywords if name == "save_record" and keyword.arg == "verb"), None)


def said(node: ast.expr) -> Iterator[str]:
    """Every verb that an expression may come to."""
    if isinstance(node, ast.JoinedStr):
        before = "".join(part.value for part in node.values if isinstance(part, ast.Constant))
        yield from {f"{before}{status}" for following in NEXT.values() for status in following}
    elif isinstance(node, ast.Constant):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from [*said(node.body), *said(node.orelse)]
    elif isinstance(node, ast.BoolOp):
        yield from (verb for value in node.values for verb in said(value))
    else:
        assert isinstance(node, ast.Name), ast.dump(node)  # handed on by a caller that is looked at too


def test_every_act_of_the_journal_has_its_words():
    verbs = {verb for call in calls() if (given := verb_given(call)) is not None for verb in said(given)}

    assert {"created", "proposed again", "moved to in_force"} <= verbs
    assert sorted(verbs - set(VERBS)) == []

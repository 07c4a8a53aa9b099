"""Where a stranger's template is filled in: it can show values, loop over lists and choose."""

from types import CodeType
from typing import Any

from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

__all__ = ["Sandbox", "TemplateError"]

FILTERS = frozenset({"join", "upper", "lower", "title", "capitalize", "default", "length", "first"})
TESTS = frozenset({"defined", "none", "string"})
DEEPEST = 4  # loops inside each other: sections, evidence, voices, and one to spare
ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.For,
    nodes.If,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Filter,
    nodes.Test,
)


class Sandbox(ImmutableSandboxedEnvironment):
    """jinja2's own sandbox, and before it a short list of what a template may say at all.

    The sandbox keeps a template from the machine; the list keeps it from running for ever
    (`{% for a in range(99999) %}` within another) and from filling the memory (`"a" * 10 ** 9`).
    """

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()

    def compile(self, source: Any, *rest: Any, **more: Any) -> CodeType:  # type: ignore[override]
        """Every source goes through here, headers and properties too."""
        tree = self.parse(source) if isinstance(source, str) else source
        _look_at(tree)
        return super().compile(tree, *rest, **more)  # type: ignore[no-any-return]


def _look_at(tree: nodes.Template) -> None:
    for node in _all(tree):
        if not isinstance(node, ALLOWED):
            raise SecurityError(f"“{_named(node)}” runs code, and a template may only show values")
        if isinstance(node, nodes.Name | nodes.Getattr):
            name = node.name if isinstance(node, nodes.Name) else node.attr
            if name.startswith("_"):
                raise SecurityError(f"“{name}” is not for templates")
        if isinstance(node, nodes.Filter) and node.name not in FILTERS:
            raise SecurityError(f"the filter “{node.name}” is not for templates")
        if isinstance(node, nodes.Test) and node.name not in TESTS:
            raise SecurityError(f"the test “{node.name}” is not for templates")
    if _depth(tree) > DEEPEST:
        raise SecurityError(f"loops stand more than {DEEPEST} deep")


def _all(node: nodes.Node) -> list[nodes.Node]:
    return [node, *(inner for child in node.iter_child_nodes() for inner in _all(child))]


def _depth(node: nodes.Node) -> int:
    deepest = max((_depth(child) for child in node.iter_child_nodes()), default=0)
    return deepest + isinstance(node, nodes.For)


def _named(node: nodes.Node) -> str:
    return type(node).__name__.lower()

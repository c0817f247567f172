"""What the source never does: SQL put together from what users give, code from data, secrets in messages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

SOURCES = sorted((ROOT / "kg").rglob("*.py"))
SQL = re.compile(
    r"\b(?:SELECT|INSERT|DELETE FROM|UPDATE \w+ SET|FROM|WHERE|ATTACH|CREATE|DROP|JOIN|PRAGMA|ORDER BY|VALUES|EXISTS)\b"
)

REVIEWED = {
    # What is put into texts of SQL by name, in each module of the store: pieces of SQL made of constants and
    # of marks for parameters, names of our own tables. Something new belongs here once that is seen.
    "around.py": {"conditions", "some"},
    "check.py": {
        "table",
        "types",
        "relations",
        "attributes",
        "column",
        "other",
        "match",
        "not_a_date.format('published')",
    },
    "compare.py": {"support", "either"},
    "__init__.py": {"table"},
    "database.py": {"name", "order"},
    "forms.py": {"prefix", "sense"},
    "listing.py": {"marks", "' AND '.join(parts)", "', '.join(Degree._fields)"},
    "lookup.py": {"test"},
    "pairs.py": {"counts"},
    "pointers.py": {"changed", "end", "pointer"},
    "selection.py": {"of_type", "of_relation", "table", "facts", "last"},
    "subgraph.py": {"links", "condition", "kind", "end", "_end(end, given)", "stated", "together"},
    "writer.py": {"column", "table", "marks", "names"},
}


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in SOURCES:
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with the name it is made by: ``eval``, ``yaml.load``, ``execute``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield f"{ast.unparse(node.func.value)}.{node.func.attr}", node
            else:
                yield ast.unparse(node.func), node


def values_in_sql(tree: ast.Module) -> Iterator[str]:
    """Yield what is put into texts of SQL by formatting, however they reach the database."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            words = " ".join(v.value for v in node.values if isinstance(v, ast.Constant))
            if SQL.search(words):
                for part in node.values:
                    if isinstance(part, ast.FormattedValue):
                        yield ast.unparse(part.value)
        if (
            isinstance(node, ast.BinOp)
            and isinstance(node.op, ast.Mod)
            and SQL.search(ast.unparse(node.left))
        ):
            yield ast.unparse(node)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            template = node.func.value
            if (
                node.func.attr == "format"
                and isinstance(template, ast.Constant)
                and SQL.search(str(template.value))
            ):
                yield ast.unparse(node)


def test_sql_takes_values_as_parameters_only() -> None:
    for path, tree in trees():
        if "store" in path.parts:
            for name in values_in_sql(tree):
                constant = re.fullmatch(r"_?[A-Z_]+|columns\([A-Z]\w+, '\w+'\)", name)
                assert constant or name in REVIEWED.get(path.name, ()), f"{path}: {{{name}}} in SQL"


def test_sql_stands_in_the_store_alone() -> None:
    for path, tree in trees():
        if "store" not in path.parts:
            # SPARQL has words of its own: one that runs SQL needs a database.
            assert not any(
                name.rpartition(".")[2] in ("execute", "executemany", "executescript")
                for name, _ in calls(tree)
            ), path


def test_the_rule_about_sql_finds_what_it_forbids() -> None:
    for bad in ('f"SELECT * FROM t WHERE name={user}"', '"SELECT %s" % user', '"SELECT {}".format(user)'):
        assert list(values_in_sql(ast.parse(f"x = {bad}")))


FORBIDDEN = {
    *(
        "eval",
        "exec",
        "compile",
        "__import__",
        "os.system",
        "os.popen",
        "yaml.load",
        "marshal.loads",
        "marshal.load",
    ),
    *("pickle.load", "pickle.loads", "tempfile.mktemp", "joblib.load", "shelve.open", "tarfile.open"),
}


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_code_is_made_from_data(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for name, call in calls(tree):
        assert name not in FORBIDDEN, f"{path}:{call.lineno}: {name}"
        keywords = {k.arg: k.value for k in call.keywords}
        for risky in ("shell", "allow_pickle"):
            value = keywords.get(risky)
            assert value is None or (isinstance(value, ast.Constant) and value.value is False), (
                f"{path}:{call.lineno}: {risky}"
            )
        if name in ("np.load", "numpy.load"):
            assert "allow_pickle" in keywords, f"{path}:{call.lineno}: say allow_pickle=False"
    imported = {
        alias.name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in (node.names if isinstance(node, ast.Import) else [ast.alias(node.module or "")])
    }
    assert not imported & {"pickle", "marshal", "shelve", "dill", "cloudpickle", "yaml"}

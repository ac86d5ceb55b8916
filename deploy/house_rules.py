"""House rules that no linter knows: sizes, who commits, where SQL stands, what a lock file may say.

`python deploy/house_rules.py` prints every breach as `path:line: rule` and fails when there is one.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULE_LINES = 400
FUNCTION_LINES = 40
SQL_HOMES = {"repository.py", "models.py", "tables.py"}
BANNED_MODULES = {"utils", "common", "helpers", "manager", "base"}
SQL_WORDS = {"select", "insert", "update", "delete", "text"}
LOCKS = ("requirements.lock", "frontend/package-lock.json", "frontend/.npmrc", "deploy/kafka/pom.xml", "pyproject.toml")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff“”《》「」、。，：；！？（）][,:;?!()]|[,:;?!()][\u4e00-\u9fff“《「]")
HOST = re.compile(r"(index-url|registry\s*=|\"resolved\"|<repository>|<mirror>|https?://(registry|pypi|files\.python))")


def main() -> None:
    breaches = [*_sources(), *_locks()]
    for breach in breaches:
        sys.stdout.write(breach + "\n")
    raise SystemExit(1 if breaches else 0)


def _sources() -> Iterator[str]:
    for folder in ("libs", "contracts", "services", "gateway", "deploy"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if {"versions", "node_modules", "target"} & set(path.parts):
                continue
            yield from _module(path, path.relative_to(ROOT))


def _module(path: Path, name: Path) -> Iterator[str]:
    source = path.read_text(encoding="utf-8")
    lines = source.count("\n")
    if lines > MODULE_LINES:
        yield f"{name}:1: {lines} lines, at most {MODULE_LINES}"
    if path.stem in BANNED_MODULES:
        yield f"{name}:1: a module called {path.stem} attracts anything"
    in_service = name.parts[0] in ("services", "gateway") and "tests" not in name.parts
    tree = ast.parse(source)
    if in_service or name.parts[0] == "libs":
        yield from _punctuation(tree, name)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _function(node, name)
        elif in_service:
            yield from _service_node(node, path, name)


def _punctuation(tree: ast.Module, name: Path) -> Iterator[str]:
    """Texts for people stand in names and keywords that end in `zh`; the marks of the language are ，：；？！（）."""
    for node in ast.walk(tree):
        shown = isinstance(node, ast.keyword) and node.arg == "zh"
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            shown = any(isinstance(one, ast.Name) and one.id.lower().endswith("zh") for one in targets)
        if not shown:
            continue
        for part in ast.walk(node):
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and HALF_WIDTH.search(part.value):
                yield f"{name}:{part.lineno}: half-width punctuation in Chinese text"


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef, name: Path) -> Iterator[str]:
    length = (node.end_lineno or node.lineno) - node.lineno + 1
    if length > FUNCTION_LINES and "tests" not in name.parts:
        yield f"{name}:{node.lineno}: {node.name} has {length} lines, at most {FUNCTION_LINES}"


def _service_node(node: ast.AST, path: Path, name: Path) -> Iterator[str]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit":
        yield f"{name}:{node.lineno}: commit() belongs to the unit of work"
    if isinstance(node, ast.Name) and node.id == "HTTPException":
        yield f"{name}:{node.lineno}: raise a domain error, not HTTPException"
    if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy"):
        words = {alias.name for alias in node.names} & SQL_WORDS
        if words and path.name not in SQL_HOMES and not path.name.endswith("_repository.py"):
            yield f"{name}:{node.lineno}: SQL ({', '.join(sorted(words))}) stands in repository.py"
    if isinstance(node, ast.ImportFrom | ast.Import) and path.name == "policy.py":
        modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
        if any(module.startswith(("sqlalchemy", "asyncpg", "fastapi", "aiohttp", "httpx")) for module in modules):
            yield f"{name}:{node.lineno}: a policy is pure: no I/O"


def _locks() -> Iterator[str]:
    for lock in LOCKS:
        path = ROOT / lock
        if not path.exists():
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if HOST.search(line):
                yield f"{lock}:{number}: names a package registry's host"


if __name__ == "__main__":
    main()

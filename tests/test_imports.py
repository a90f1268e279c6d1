"""Which part may import which, and that importing reads no data."""

import subprocess
import sys

import pytest
from importlinter.cli import lint_imports

from council_record import paths


def test_the_rules_of_import_hold(monkeypatch, capsys):
    monkeypatch.chdir(paths.ROOT)
    assert lint_imports(no_cache=True) == 0, capsys.readouterr().out


@pytest.mark.parametrize("package", ["council_record", "council_tools", "amounts_in_text"])
def test_no_module_opens_data_when_it_is_imported(package):
    code = f"""
import importlib, pkgutil, sys
opened = []
data = {str(paths.DATA)!r}
sys.addaudithook(lambda event, given: event == "open" and str(given[0]).startswith(data)
                 and opened.append(given[0]))
found = importlib.import_module({package!r})
for module in pkgutil.walk_packages(found.__path__, {package + "."!r}):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
print(opened)
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"

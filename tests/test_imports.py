"""Which part may import which, and that importing reads no data."""

import subprocess
import sys

from importlinter.cli import lint_imports

from council_record import paths


def test_the_rules_of_import_hold(monkeypatch, capsys):
    monkeypatch.chdir(paths.ROOT)
    assert lint_imports(no_cache=True) == 0, capsys.readouterr().out


def test_no_module_opens_data_when_it_is_imported():
    code = f"""
import importlib, pkgutil, sys
opened = []
data = {str(paths.DATA)!r}
sys.addaudithook(lambda event, given: event == "open" and str(given[0]).startswith(data)
                 and opened.append(given[0]))
for package in ("amounts_in_text", "council_record", "council_tools"):
    found = importlib.import_module(package)
    for module in pkgutil.walk_packages(found.__path__, package + "."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
print(opened)
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"

import os
import tomllib

from packaging.specifiers import SpecifierSet

from council_record import paths


def test_binder_takes_a_python_that_the_package_runs_on():
    about = tomllib.loads((paths.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    version = (paths.ROOT / "runtime.txt").read_text().strip().removeprefix("python-")
    assert version in SpecifierSet(about["project"]["requires-python"])


def test_binder_installs_the_package_in_place_where_it_finds_its_data():
    assert os.access(paths.ROOT / "postBuild", os.X_OK)
    last = (paths.ROOT / "postBuild").read_text().splitlines()[-1]
    assert last.split()[-4:] == ["--no-deps", "--no-build-isolation", "-e", "."]


def test_every_requirement_carries_hashes_and_no_address():
    text = (paths.ROOT / "requirements.txt").read_text()
    assert "--hash=sha256:" in text
    assert "://" not in text
    assert "\n-" not in text

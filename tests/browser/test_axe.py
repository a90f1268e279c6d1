"""Read every page of the report with axe, on a desk, on a phone and in the dark."""

import pytest
from pictures import PAGES, VIEWS


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_on_a_page_with_all_of_it_unfolded(opened, axe, site, name, view):
    page = opened(site / f"{name}.html", **VIEWS[view])
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations', 'incomplete']})")
    told = [(rule["id"], node["target"]) for rule in found["violations"] for node in rule["nodes"]]
    assert told == []
    assert len(found["passes"]) > 20

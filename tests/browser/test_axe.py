"""Read every page of the report with axe, on a desk, on a phone and in the dark.

On a desk it reads each page whole. Rows of a table are made by one loop: on a phone and in the
dark it reads the first ten of each, and all else.
"""

import pytest
from pictures import PAGES, VIEWS


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_on_a_page_with_all_of_it_unfolded(opened, axe, site, name, view):
    page = opened(site / f"{name}.html", **VIEWS[view])
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    if view != "desktop":
        rows = "document.querySelectorAll('tr:nth-child(n+11)')"
        page.evaluate(f"{rows}.forEach(one => one.remove())")
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations', 'incomplete']})")
    told = [(rule["id"], node["target"]) for rule in found["violations"] for node in rule["nodes"]]
    assert told == []
    assert len(found["passes"]) > 20

"""The front door: every council of today, those that recovered, how far the data go."""

import functools
import re

from council_record import Council, England, paths
from council_record.analysis import england as counts
from council_record.analysis import recovery
from council_tools.site import front_door


@functools.cache
def front():
    made = front_door.contents(Council("Newham"), [], {}, {"Newham", "Leeds"})
    return made["index.html"].decode(), made


@functools.cache
def graded():
    """Return the grades of every council, and the day to which they are counted."""
    every, areas = England(), counts.areas(England())
    as_at = counts.counted(Council("Newham"), areas).as_at
    return counts.overall(areas, counts.moves(every), every["authorities"], as_at), as_at


@functools.cache
def rows():
    text = front()[0]
    body = text[text.index('aria-label="All councils"') : text.index('id="recovered"')]
    found = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', body)
    return {re.sub("<.*?>", "", name): re.findall("<td>(.*?)</td>", rest) for name, rest in found}


def test_every_council_of_today_has_a_row_with_its_latest_grade():
    assert list(rows()) == England().councils()
    now = counts.standing(graded()[0]).set_index("local_authority")
    for name, (grade, day, _, history, region) in rows().items():
        if name in now.index:
            assert str(now.loc[name, "grade"]).startswith(grade)
            assert history.split(";")[0].endswith(f"{grade} {day[-4:]}")
            assert region == now.loc[name, "region"]
        else:
            assert (grade, day, history) == ("none yet", "", "")


def test_councils_without_an_overall_grade_at_the_latest_inspection_are_told():
    without = {name for name, cells in rows().items() if "no overall grade" in cells[3]}
    assert without == {"Brent", "Somerset"}


def test_spending_is_that_of_the_last_return():
    spent = England().spending().query("line == 'total'")
    spent = spent[spent["financial_year"] == spent["financial_year"].max()]
    spent = spent.set_index("local_authority")["per_child"].dropna()
    for name, cells in rows().items():
        assert cells[2] == (f"£{spent[name]:,.0f}" if name in spent.index else "no return")


def test_who_recovered_is_who_is_counted():
    text = front()[0]
    found = recovery.recoveries(*graded())
    found = found[found["outcome"] == recovery.RECOVERED].sort_values("until")
    listed = text[text.rindex('id="recovered"') : text.index('id="until"')]
    items = [re.sub("<.*?>", "", one) for one in re.findall("<li>(.*?)</li>", listed)]
    assert [item.rpartition(",")[0] for item in items] == list(found["local_authority"])
    years = [f"{row.inadequate.year} to {row.until.year}" for row in found.itertuples()]
    assert [item.rpartition(", ")[2].partition(";")[0] for item in items] == years


def test_pages_that_are_there_are_linked_and_no_others():
    links = set(re.findall(r'href="([\w-]+)/index\.html"', front()[0]))
    assert links == {"newham", "leeds"}


def test_each_series_has_its_last_day_and_the_next():
    text = front()[0]
    assert "<td>31 March 2025</td><td>31 March 2026</td>" in text
    assert "<td>18 June 2026</td><td>not yearly</td>" in text


def test_what_all_pages_share_stands_beside_it():
    made = front()[1]
    assert {"method.html", "report.css", "fonts/LICENSE.txt", "data/crosswalk.csv"} <= set(made)
    for name in ("outturn", "judgements"):
        kept = (paths.DATA / "official" / f"{name}.csv").read_bytes()
        assert made[f"data/official/{name}.csv"] == kept

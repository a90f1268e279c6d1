"""What readers come for, on a phone: how many taps it takes, and how many screens they pass."""

import pytest

PHONE = {"viewport": {"width": 375, "height": 700}, "has_touch": True}


class Reader:
    """Someone who taps links that can be seen and scrolls no further than to what is looked for."""

    def __init__(self, page):
        self.page, self.taps, self.screens = page, 0, 0

    def tap(self, target):
        self._look(target)
        target.click()
        self.page.wait_for_load_state()
        self.taps += 1

    def _look(self, target):
        before = self.page.evaluate("scrollY")
        target.scroll_into_view_if_needed()
        assert target.is_visible()
        self.screens += abs(self.page.evaluate("scrollY") - before) / PHONE["viewport"]["height"]

    def reads(self, target):
        """Return the text that is found; it can be seen on the screen."""
        self._look(target)
        return " ".join(target.inner_text().split())


@pytest.fixture
def reader(opened, site):
    return Reader(opened(site / "index.html", **PHONE))


def to_newham(reader):
    reader.tap(reader.page.get_by_role("link", name="Newham", exact=True).first)


def test_what_was_the_grade_for_care_leavers_in_2022(reader):
    to_newham(reader)
    reader.tap(reader.page.locator("ol.short a").first)
    reader.tap(reader.page.locator("#finding-1 summary", has_text="as a table"))
    rows = reader.page.locator("#finding-1 tr", has_text="Care leavers")
    told = reader.reads(rows.filter(has_text="2022").first)
    assert "Good" in told
    assert reader.taps == 3
    assert reader.screens <= 3


def test_what_was_said_about_36m_where_and_when(reader):
    to_newham(reader)
    reader.tap(reader.page.get_by_role("link", name="Claims", exact=True))
    reader.tap(reader.page.locator(".amounts").get_by_role("link", name="£36m"))
    section = reader.page.locator("section:target")
    assert "19 to 31 Oct 2021, Newham Recorder" in reader.reads(section.locator(".told li").first)
    assert section.locator("blockquote").count() == 2
    assert section.locator("a[href^=https]").count() >= 2
    assert reader.taps == 3
    assert reader.screens <= 2


def test_how_much_on_youth_services_in_2021_22(reader):
    to_newham(reader)
    reader.tap(reader.page.get_by_role("link", name="All figures"))
    reader.tap(reader.page.locator(".gallery a", has_text="Figure 11"))
    reader.tap(reader.page.locator("figure:target summary", has_text="as a table"))
    rows = reader.page.locator("figure:target tr", has_text="2021-22")
    told = reader.reads(rows.filter(has_text="young").first)
    assert "£3.4m" in told
    assert reader.taps == 4


def test_who_else_went_from_inadequate_to_good(reader):
    reader.tap(reader.page.get_by_role("link", name="Which councils?"))
    listed = reader.page.locator("#recovered ~ ul").first
    assert "Newham, 2019 to 2022" in reader.reads(listed)
    assert listed.locator("li").count() == 37
    assert reader.taps == 1


def test_from_a_mark_of_a_figure_to_its_words_in_one_tap(opened, site):
    for key in ("fig07", "fig08", "fig09", "fig10", "fig13"):
        page = opened(site / "newham" / f"{key}.html", **PHONE)
        mark = page.locator(".large svg a").first
        name = mark.get_attribute("href").rpartition("#")[2]
        mark.locator("rect").scroll_into_view_if_needed()
        mark.locator("rect").click()
        page.wait_for_load_state()
        assert page.locator(".claim:target").get_attribute("id") == name
        back = page.locator(".claim:target a[href*='#fig']").all()
        assert any(link.get_attribute("href").endswith(key) for link in back)


def test_a_large_figure_is_larger_than_the_screen_and_the_page_is_not(opened, site):
    for width in (375, 1280):
        page = opened(site / "newham" / "fig01.html", viewport={"width": width, "height": 700})
        assert page.locator(".large img").bounding_box()["width"] > width
        assert page.evaluate("document.documentElement.scrollWidth") <= width

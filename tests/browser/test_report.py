"""Read every page of the report as a phone, a desktop, a screen reader and a printer do."""

import io
import itertools
import posixpath
from urllib.parse import unquote, urlsplit

import pytest
from pictures import PAGES, VIEWS, picture_of
from PIL import Image

from council_record import paths
from council_record.data import safe_csv

LOOKED_AT = VIEWS | {
    "phone-dark": {"viewport": {"width": 390, "height": 800}, "color_scheme": "dark"},
    "zoomed": {"viewport": {"width": 640, "height": 450}},  # 1280 at 200 per cent
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_its_own_files_only_and_fits_the_screen(opened, site, name):
    page = opened(site / f"{name}.html", **LOOKED_AT["desktop"])
    for view, options in LOOKED_AT.items():
        page.set_viewport_size(options["viewport"])
        page.emulate_media(color_scheme=options.get("color_scheme", "light"))
        picture_of(page, f"{name}-{view}")  # of the whole page: images that wait are asked for
        assert page.evaluate("document.documentElement.scrollWidth") <= options["viewport"]["width"]
    fonts = "document.fonts.ready.then(all => [...all].map(one => one.status))"
    assert page.evaluate(fonts) == ["loaded", "loaded"]
    page.wait_for_timeout(500)  # "networkidle" was never told of, once in some hundred pages
    own = site.as_uri() + "/"
    assert [url for url in page.asked if not url.startswith(own)] == []
    assert len(page.asked) > 2
    assert page.troubles == []


@pytest.mark.parametrize("name", PAGES)
def test_text_twice_as_large_makes_no_page_scroll_sideways(opened, site, name):
    page = opened(site / f"{name}.html", **VIEWS["desktop"])
    page.evaluate("document.documentElement.style.fontSize = '225%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_headings_are_in_order_and_tables_have_heads(read):
    levels = [int(tag[1]) for tag in read.eval_on_selector_all(
        "h1, h2, h3, h4, h5, h6", "all => all.map(one => one.tagName)")]  # fmt: skip
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert read.locator("th:not([scope])").count() == 0
    assert read.locator("table:not(:has(th[scope=col]))").count() == 0


def test_a_page_holds_no_script_and_allows_none(read):
    assert read.locator("script, iframe, object, embed, base, form, style").count() == 0
    policy = read.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert "default-src 'none'" in policy
    assert "script-src 'none'" in policy
    handlers = """[...document.querySelectorAll('*')].flatMap(one => [...one.attributes])
                  .filter(one => /^on/i.test(one.name) || /^\\s*javascript:/i.test(one.value)
                                 || one.name === 'style').length"""
    assert read.evaluate(handlers) == 0


@pytest.mark.parametrize("name", PAGES)
def test_a_script_that_comes_in_all_the_same_does_not_run(opened, site, name):
    page = opened(site / f"{name}.html")
    page.evaluate("document.body.setAttribute('onclick', 'window.ran = true')")
    page.locator("h1").click()
    assert page.evaluate("window.ran") is None


@pytest.mark.parametrize("read", [name for name in PAGES if "/0" in name], indirect=True)
def test_every_figure_has_words_a_table_credit_and_files(read, site):
    site = site / "newham"
    figures = read.locator("figure")
    assert figures.count() > 0
    for figure in figures.all():
        slug = figure.locator("img").get_attribute("src")[len("figures/") : -len(".png")]
        assert len(figure.locator("img").get_attribute("alt")) >= 30
        assert figure.locator("h3").inner_text().startswith(f"Figure {int(slug[3:5])}")
        words = figure.locator("details").first.locator("p").all_text_contents()
        assert words[-1].startswith("Source: ")
        told = (paths.FIGURES / f"{slug}.txt").read_text(encoding="utf-8").strip()
        assert told.endswith(words[0])
        assert figure.locator("img").get_attribute("alt") == told
        rows = safe_csv.rows((paths.FIGURES / f"{slug}.csv").read_text(encoding="utf-8"))
        assert figure.locator("tr").count() == len(rows)
        assert (
            figure.locator(".credit").inner_text().startswith("Chart: council-record, CC BY 4.0. ")
        )
        large, *links = figure.locator(".files a").all()
        assert large.get_attribute("href") == f"{slug[:5]}.html"
        kept = [site / link.get_attribute("href") for link in links]
        assert [path.suffix for path in kept] == [".png", ".svg", ".svg", ".csv", ".txt"]
        for path in kept:
            assert path.read_bytes() == (paths.FIGURES / path.name).read_bytes()


@pytest.mark.parametrize(("width", "ending"), [(375, "-narrow.svg"), (1280, ".svg")])
def test_a_phone_draws_the_narrow_picture_and_a_desk_the_wide_one(opened, site, width, ending):
    page = opened(
        site / "newham" / "01-grades-across-areas.html", viewport={"width": width, "height": 800}
    )
    drawn = page.eval_on_selector_all("figure img", "all => all.map(one => one.currentSrc)")
    assert len(drawn) == 2
    assert all(url.endswith(ending) for url in drawn)
    assert all(("-narrow" in url) == ("narrow" in ending) for url in drawn)
    shown = page.eval_on_selector_all(
        "figure img", "all => all.map(one => [one.clientWidth, one.naturalWidth])"
    )
    # A narrow picture is 270 points wide: 8 points of type are 11 pixels on a screen of 375.
    assert all(client >= 375 for client, _ in shown) if width == 375 else min(shown)[0] > 600


def test_every_link_leads_somewhere(read, site):
    links = read.eval_on_selector_all(
        "[href], [src], [srcset]",
        "all => all.map(one => one.getAttribute('href') || one.getAttribute('srcset')"
        " || one.getAttribute('src'))",
    )
    assert len(links) > 10
    for link in links:
        parts = urlsplit(link)
        if parts.scheme:
            assert parts.scheme in ("http", "https")
            assert parts.netloc
            continue
        here = posixpath.dirname(read.name)
        place = posixpath.join(here, unquote(parts.path)) if parts.path else f"{read.name}.html"
        path = site / posixpath.normpath(place)
        assert path.is_file(), link
        if parts.fragment:
            assert f' id="{parts.fragment}"' in path.read_text(encoding="utf-8"), link


def test_files_are_downloaded_under_their_names(opened, site):
    page = opened(site / "newham" / "data.html")
    with page.expect_download() as download:
        page.locator("a[download][href$='newham/claims.csv']").click()
    assert download.value.suggested_filename == "claims.csv"
    assert (
        download.value.path().read_bytes()
        == (paths.DATA / "coded" / "newham" / "claims.csv").read_bytes()
    )


def test_the_first_tab_skips_to_the_content(opened, site):
    page = opened(site / "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_front_page_reads_aloud_in_order(opened, site):
    told = opened(site / "newham" / "index.html").locator("body").aria_snapshot()
    landmarks = ["Skip to the content", "- banner:", 'navigation "Pages"', "- main:", "[level=1]",
                 'heading "In short"', 'heading "Get the data"', 'heading "Where it is from"',
                 'heading "Findings"', "[level=3]", "figure \"", "img \"", 'heading "All figures"',
                 "- contentinfo:"]  # fmt: skip
    places = [told.index(landmark) for landmark in landmarks]
    assert places == sorted(places)


def test_dark_charts_stand_on_the_colour_of_the_page(opened, site):
    page = opened(site / "newham" / "index.html", **VIEWS["dark"])
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 20, 20)"
    chart = page.locator("figure img").first
    chart.scroll_into_view_if_needed()
    colours = shades(chart.screenshot())
    assert colours[0] == 20  # the ground of the chart, which is white in the light
    assert colours[-1] > 210  # its letters


def test_light_charts_are_as_they_were_drawn(opened, site):
    chart = opened(site / "newham" / "index.html", **VIEWS["desktop"]).locator("figure img").first
    chart.scroll_into_view_if_needed()
    assert shades(chart.screenshot())[-1] == 255


def shades(png):
    """Return the shades of grey in a picture, from dark to light; the rarest left out."""
    counts = Image.open(io.BytesIO(png)).convert("L").histogram()
    return [shade for shade, count in enumerate(counts) if count > 20]


@pytest.mark.parametrize("name", PAGES)
def test_on_paper_there_are_charts_and_no_controls(opened, site, name):
    page = opened(site / f"{name}.html", color_scheme="dark")
    page.emulate_media(media="print")
    for hidden in ("nav", "summary", ".skip", ".files", "pre code"):
        assert not any(one.is_visible() for one in page.locator(hidden).all())
    assert page.locator("h1").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    if page.locator("figure img").count():
        style = "getComputedStyle(document.querySelector('figure img')).filter"
        assert page.evaluate(style) == "none"
    paper = page.pdf(format="A4")
    assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") >= 1

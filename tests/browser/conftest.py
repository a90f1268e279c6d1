"""Fixtures: Debian's chromium, axe-core and the report of the project, as `make` has written it."""

import os
from pathlib import Path

import pytest
from pictures import PAGES, VIEWS

from council_record import paths

HERE = Path(__file__).parent
# `make test` leaves these tests to `make test-browser`, which has what they need.
collect_ignore_glob = [] if os.environ.get("BROWSER_TESTS") else ["test_*.py"]

# Nothing of its own that chromium would send or fetch: only what a page asks for is counted.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking",
             "--disable-component-update", "--disable-sync", "--no-first-run"]  # fmt: skip


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=ARGUMENTS
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe():
    """Return the source of axe-core, which is evaluated in pages that allow no script."""
    return (HERE / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def site():
    """Return the folder of all pages; `make test-browser` has them written anew."""
    assert (paths.REPORT / "bradford" / "compare.html").is_file()
    return paths.REPORT


def opening(chromium, contexts):
    """Return a function that opens a file in a page and notes all that the page asks for."""

    def open_file(path, **options):
        context = chromium.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.asked, page.troubles = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("requestfailed", lambda request: page.troubles.append(request.url))
        page.on("console", lambda message: page.troubles.append(message.text))
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        page.goto(Path(path).as_uri())
        return page

    return open_file


@pytest.fixture
def opened(chromium):
    """Return a function that opens a file in a page of its own."""
    contexts = []
    yield opening(chromium, contexts)
    for context in contexts:
        context.close()


@pytest.fixture(scope="module", params=PAGES)
def read(request, chromium, site):
    """Return a page of the report that is open on a desk, for tests that only read it."""
    contexts = []
    page = opening(chromium, contexts)(site / f"{request.param}.html", **VIEWS["desktop"])
    page.name = request.param
    yield page
    contexts[0].close()

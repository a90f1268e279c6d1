"""The pages of the report, how they are looked at, and pictures of them for people to look at."""

from pathlib import Path

from council_tools.pipeline import run

FOLDER = Path(__file__).parent / "screenshots"
PAGES = ("index", "data", "method", *(path.stem for path in run.notebooks()))
VIEWS = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 320, "height": 640}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
}


def picture_of(page, name):
    """Keep a picture of a page; it stands in no test."""
    FOLDER.mkdir(exist_ok=True)
    page.screenshot(path=FOLDER / f"{name}.png", full_page=True)

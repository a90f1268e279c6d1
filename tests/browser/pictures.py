"""The pages of the report, how they are looked at, and pictures of them for people to look at."""

from pathlib import Path

from council_tools.pipeline import run

FOLDER = Path(__file__).parent / "screenshots"
OWN = ("index", "claims", "data", "table-claims", "fig08",
       *(path.stem for path in run.notebooks()))  # fmt: skip
# Of England, of the worked case, of a council without documents that is set beside two others.
PAGES = ("index", "method", *(f"newham/{name}" for name in OWN), "bradford/index",
         "bradford/compare")  # fmt: skip
VIEWS = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 320, "height": 640}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
}


def picture_of(page, name):
    """Keep a picture of a page; it stands in no test."""
    FOLDER.mkdir(exist_ok=True)
    page.screenshot(path=FOLDER / f"{name.replace('/', '-')}.png", full_page=True)

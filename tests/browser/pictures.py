"""Pictures of pages for people to look at."""

from pathlib import Path

FOLDER = Path(__file__).parent / "screenshots"


def picture_of(page, name):
    """Keep a picture of a page; it stands in no test."""
    FOLDER.mkdir(exist_ok=True)
    page.screenshot(path=FOLDER / f"{name}.png", full_page=True)

"""Put texts that would run scripts everywhere a text can stand, and see that none does."""

import hashlib
import json
import shutil

import pandas as pd
import pytest
from payloads import PAYLOADS

from council_record import Council, paths
from council_record.chart import MOST_WORDS, Chart
from council_record.data import safe_csv, tables
from council_record.exports import export
from council_record.figures import style
from council_tools import site as report

HOSTILE = pd.DataFrame({payload: [payload] for payload in PAYLOADS})


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Return the folder of a report in which every text that comes from data is a payload."""
    root = tmp_path_factory.mktemp("hostile")
    shutil.copytree(paths.DATA, root / "data")
    for name in ("README.md", "GLOSSARY.md", "CHANGELOG.md", "CONTRIBUTING.md", "CITATION.cff"):
        shutil.copy(paths.ROOT / name, root / name)
    with (root / "CHANGELOG.md").open("a", encoding="utf-8") as file:
        file.write("\n\n".join(["", *PAYLOADS]))
    for name in ("notebooks", "figures"):
        (root / name).mkdir()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DATA", "NOTEBOOKS", "FIGURES", "REPORT"):
            patch.setattr(paths, name, root / name.lower())
        patch.setattr(paths, "ROOT", root)
        patch.setattr(paths, "CACHE", root / ".cache")
        patch.delenv("FIGURES_FOLDER", raising=False)
        code_documents()
        shown = [save(number, payload) for number, payload in enumerate(PAYLOADS, start=1)]
        (root / "notebooks" / "01-hostile.ipynb").write_text(notebook(shown), encoding="utf-8")
        report.write([paths.DEFAULT_COUNCIL])
    return root / "report" / "newham"


def code_documents():
    """Add a document and a claim for each payload."""
    data = tables.load(tables.resources(paths.DEFAULT_COUNCIL))
    document, claim = data["documents"].iloc[0].to_dict(), data["claims"].iloc[1].to_dict()
    documents, claims = [], []
    for number, payload in enumerate(PAYLOADS):
        key, digest = f"hostile-{number}", hashlib.sha256(payload.encode()).hexdigest()
        documents.append(document | {
            "document_id": key, "title": payload, "publisher": payload, "sha256": digest,
            "date_note": payload, "url": "https://example.org/" + payload.replace(" ", "/"),
        })  # fmt: skip
        texts = ("quote", "figure_text", "purpose_wording", "period_wording", "speaker",
                 "superlative", "superlative_of", "on_top_of", "baseline", "note")  # fmt: skip
        about = {"claim_id": f"{key}-1", "document_id": key}
        claims.append(claim | dict.fromkeys(texts, payload) | about)
    for name, added in {"documents": documents, "claims": claims}.items():
        frame = pd.concat([data[name], pd.DataFrame(added)], ignore_index=True)
        frame = frame.replace({True: "true", False: "false"})
        (paths.coded("Newham") / f"{name}.csv").write_text(safe_csv.text(frame), encoding="utf-8")


def save(number, payload):
    """Save a figure whose words and data are a payload; return what a notebook has of it."""
    words = dict.fromkeys(("alt", "source", "subtitle", "note"), payload)
    title = " ".join(payload.split()[:MOST_WORDS])
    saved = export(
        Chart(f"fig{number:02}_hostile", Council("Newham"), title=title, data=HOSTILE,
              draw=lambda page: style.write(page.sheet(1), 0.2, 0.2, payload), **words)
    )  # fmt: skip
    bundle, metadata = saved._repr_mimebundle_()
    return {"output_type": "execute_result", "data": bundle, "metadata": metadata}


def notebook(shown):
    """Return a notebook with the figures and with payloads in each kind of cell and output."""
    every = "\n\n".join(PAYLOADS)
    table = f"<table><tr><th scope=col>{every}</th></tr><tr><td>{every}</td></tr></table>"
    outputs = [{"output_type": "execute_result", "data": {kind: text}, "metadata": {}}
               for kind, text in {"text/markdown": every, "text/html": table + every,
                                  "text/plain": every}.items()]  # fmt: skip
    outputs.append({"output_type": "stream", "name": "stdout", "text": every})
    cells = [
        {"cell_type": "markdown", "source": f"# 1. {PAYLOADS[0]}\n\n{every}\n\n> {every}"},
        {"cell_type": "code", "source": every, "outputs": outputs},
        {"cell_type": "code", "source": "", "outputs": shown},
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture
def visit(chromium):
    """Return a function that opens files, does all that a reader may do, and tells what ran."""
    contexts = {}

    def visit(*paths, **options):
        key = tuple(options.items())
        if key not in contexts:
            contexts[key] = chromium.new_context(**options)
            contexts[key].route("https://**", lambda route: route.fulfill(status=204))
        page, ran, asked, risky = contexts[key].new_page(), [], [], []
        page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: asked.append(request.url))
        for path in paths:
            page.goto(path.as_uri())
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            page.mouse.wheel(0, 2000)
            page.wait_for_timeout(150)
            risky += page.evaluate(
                """[...document.querySelectorAll('*')].flatMap(one => [...one.attributes])
                   .filter(one => /^on/i.test(one.name) || one.name !== 'alt'
                                  && /^\\s*(javascript|data|vbscript):/i.test(one.value))
                   .map(one => one.name + '=' + one.value)"""
            )
        page.close()
        return ran, asked, risky

    yield visit
    for context in contexts.values():
        context.close()


def test_there_are_forty():
    assert len(PAYLOADS) == len(set(PAYLOADS)) == 40


def test_where_nothing_is_escaped_they_do_run(visit, tmp_path):
    quiet = []
    for number, payload in enumerate(PAYLOADS):
        page = tmp_path / f"{number}.html"
        page.write_text(f'<!DOCTYPE html><p>{payload}</p><img alt="{payload}" src="x">')
        ran, asked, risky = visit(page)
        if not ran and not risky and not any("evil.example" in url for url in asked):
            quiet.append(payload)
    assert len(quiet) <= 6


@pytest.mark.parametrize("bypass", [False, True], ids=["as it is", "without its policy"])
@pytest.mark.parametrize(
    "name", ["index", "01-hostile", "claims", "fig01", "table-claims", "../method"]
)
def test_none_runs_in_the_report(visit, hostile, name, bypass):
    text = (hostile / f"{name}.html").read_text(encoding="utf-8")
    assert "alert(1)" in text
    ran, asked, risky = visit(hostile / f"{name}.html", bypass_csp=bypass)
    assert (ran, risky) == ([], [])
    assert [url for url in asked if not url.startswith(hostile.parent.as_uri())] == []


def test_each_stands_in_the_pages_as_text(opened, hostile):
    page = opened(hostile / "claims.html")
    quotes = [text[1:-1] for text in page.locator("blockquote p").all_inner_texts()]
    assert {" ".join(text.split()) for text in PAYLOADS} <= set(quotes)
    page = opened(hostile / "01-hostile.html")
    alts = page.eval_on_selector_all("figure img", "all => all.map(one => one.alt)")
    assert alts == [f"{payload}. {payload}" for payload in PAYLOADS]
    cells = page.locator("figure").first.locator("td").all_text_contents()
    assert cells == PAYLOADS


def test_none_runs_in_an_image_opened_alone(visit, hostile):
    images = sorted(hostile.glob("figures/*.svg"))
    assert len(images) == 80  # wide and narrow
    ran, asked, _ = visit(*images)
    assert ran == []
    assert [url for url in asked if not url.startswith(hostile.as_uri())] == []
    assert set(asked) >= {image.as_uri() for image in images}

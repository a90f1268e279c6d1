"""How fast the figures of documents are found, and whether the cost grows as the text does.

Makes 200 MB of documents from templates, in pieces of 1 MB, and writes bench/FIND.md::

    .venv/bin/python bench/find.py

dask is needed beside the project (bench/requirements.in); ``make bench`` installs it into
.cache/bench. Speed is by the processor's time, which other work on the machine disturbs least.
"""

import argparse
import datetime
import hashlib
import os
import platform
import random
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import amounts_in_text as mentions
from council_record.paths import ROOT

sys.path.append(os.fspath(ROOT / ".cache" / "bench"))
PIECE, KILO, MEGA = 1_000_000, 1_000, 1_000_000
STYLES = ("£{n}m", "£{n} million", "£{n}million", "£{t},{h}", "£{n}bn", "{w} per cent", "{n}%",
          "£{s}k", "{w} million pounds", "{s}p", "£{s}-{b}m", "£{n}m to £{b}m",
          "between {s} and {b} per cent", "half a million pounds", "a third of it",
          "from {w} to {b} youth workers", "{s} new posts",
          "{n} percentage points", "€{n}m", "£{n} million [${b}M]")  # fmt: skip
SENTENCES = (
    "The council has agreed to spend {} on services for children and young people in 2019/20.",
    "Cllr Ama Boateng, cabinet member for children, said: “We put {} into early help since 2018.”",
    "This is on top of {} that was approved in February, the biggest investment in a generation.",
    "Spending on youth clubs rose by {} over the last three financial years, a report shows.",
    "Residents can have their say until 14 March 2022 by calling 020 7946 0123 or at a library.",
    "Children in the borough receive good services, and leaders are ambitious for all of them.",
    "Inspectors found that social workers know their families well and that plans are made early.",
    "“I am proud of every member of our team, who have worked with dedication,” she added.",
    "The report follows a series of visits and marks the end of the department’s intervention.",
    "A more permanent and stable workforce has brought a change in how partners work together.",
    "“We will go on doing all we can so that young people get the support they need,” he said.",
    "Residents’ views on the plans will be heard by the scrutiny committee next month.",
    "Foster carers, schools and the health service were thanked for their part in the improvement.",
    "There is more to do, not least to listen to parents and carers about what matters to them.",
    "The plan will be monitored by a board that meets in public and whose papers are published.",
    "Opposition members said that the council had been slow to act on what its own staff told it.",
    "A spokesman for the charity welcomed the news but asked how long the money would be there.",
    "Youth workers meet young people in parks, on estates and outside schools, in all weathers.",
    "The cabinet member said that prevention was always better, and cheaper, than late repair.",
    "Everyone who works with children should know whom to turn to, by day or by night, she said.",
    "The service has moved to new offices near the station, where families find all under a roof.",
    "Campaigners handed in a petition on the steps of the town hall and sang as members arrived.",
    "A short film in which care leavers tell their stories was shown before the debate began.",
)
HOSTILE = {
    "digits": "1", "commas": "1,", "thousands": ",000", "pounds": "£", "£1-": "£1-",
    "and": "one and ",
    "number words": "two hundred and ", "half a": "half a ", "million and a": "million and a ",
    "spaces": "£1 ", "white space": " \n", "entities": "&nbsp;", "points": "1.2", "- ": "£1 - ",
    "hedges": "more than ", "counts": "3 young ", "years": "2019/20-", "since": "since May ",
    "record": "record ", "biggest": "biggest of ", "https": "https://", "letters": "a",
    "brackets": "[(",
    "months": "3 March ", "per": "per cent ", "zeros": "0 00 ", "quotes": "’", "capital İ": "İ1",
}  # fmt: skip


def document(chance):
    """Return a made-up document of about 5 kB."""
    lines = []
    for _ in range(12):
        paragraph = []
        for _ in range(5):
            number = f"{chance.randint(1, 99)}.{chance.randint(1, 9)}"
            figure = chance.choice(STYLES).format(
                n=number, s=chance.randint(2, 50), b=chance.randint(51, 99),
                t=chance.randint(1, 999), h=f"{chance.randint(0, 999):03}",
                w=chance.choice(["five", "twelve", "twenty-five", "forty", "three"]),
            )  # fmt: skip
            paragraph.append(chance.choice(SENTENCES).replace("{}", figure))
        lines.append(" ".join(paragraph))
    return "\n\n".join(lines) + "\n"


def make(folder, megabytes):
    """Write pieces of 1 MB, each of whole documents, and return their paths."""
    paths = []
    for number in range(megabytes):
        chance, parts, size = random.Random(number), [], 0
        while size < PIECE:
            parts.append(document(chance))
            size += len(parts[-1].encode())
        paths.append(Path(folder) / f"{number:03}.txt")
        paths[-1].write_text("\f".join(parts), encoding="utf-8")
    return paths


def piece(path):
    """Return what stands in a piece: bytes, figures, wordings, digest; seconds; the process."""
    text = Path(path).read_text(encoding="utf-8")
    found = hashlib.sha256()
    figures = words = 0
    started, spent = 0.0, 0.0
    for part in text.split("\f"):
        started = time.process_time()
        here, there = mentions.find(part), mentions.wordings(part)
        spent += time.process_time() - started
        found.update(repr((here, there)).encode())
        figures, words = figures + len(here), words + len(there)
    return len(text.encode()), figures, words, found.hexdigest(), spent, os.getpid()


def seconds(text):
    """Return the shortest of three times in which both kinds are found in a text."""
    took = []
    for number in range(3):
        again = f"{text} {number}"  # another text, so that nothing is remembered
        started = time.process_time()
        mentions.find(again)
        mentions.wordings(again)
        took.append(time.process_time() - started)
    return min(took)


def growth(make_text, sizes):
    """Return how the time per character grows from one size to another, and the longer time."""
    first, last = (seconds(make_text(size)) / size for size in sizes)
    return last / max(first, 1e-9), last * sizes[1]


def spread(paths):
    """Return how much faster two processes with dask are than one, and if both find the same.

    By the wall clock, the shortest of seven times each, in turn; and, as others may use the cores,
    by the processor's time: what both spend, of what the busier of the two spends.
    """
    import dask.bag

    once, twice, same, shares = [], [], True, []
    with ProcessPoolExecutor(2) as pool:
        bag = dask.bag.from_sequence(map(os.fspath, paths), npartitions=len(paths)).map(piece)
        bag.compute(pool=pool, scheduler="processes")  # both have imported all when it counts
        for _ in range(7):
            started = time.perf_counter()
            alone = [piece(path)[:4] for path in paths]
            once.append(time.perf_counter() - started)
            started = time.perf_counter()
            both = bag.compute(pool=pool, scheduler="processes", chunksize=1)
            twice.append(time.perf_counter() - started)
            same &= [found[:4] for found in both] == alone
            busy = Counter()
            for found in both:
                busy[found[5]] += found[4]
            shares.append(busy.total() / max(busy.values()))
    return min(once) / min(twice), statistics.median(shares), same


def main():
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--megabytes", type=int, default=200, help="default: %(default)s")
    parser.add_argument("--print", action="store_true", help="print instead of writing")
    options = parser.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        paths, memory, found = make(folder, options.megabytes), [], []
        for path in paths:
            found.append(piece(path))
            memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        size, figures, words = (sum(one[place] for one in found) for place in range(3))
        speed = size / MEGA / sum(one[4] for one in found)
        wall, shared, same = spread(paths[:20])
        text = paths[0].read_text(encoding="utf-8").replace("\f", "\n")
    long, _ = growth(lambda size: (text * (size // len(text) + 1))[:size], (MEGA, 8 * MEGA))
    hostile = {
        name: growth(lambda size, of=of: (of * (size // len(of) + 1))[:size], (125 * KILO, MEGA))
        for name, of in HOSTILE.items()
    }
    worst = max(hostile, key=lambda name: hostile[name][0])
    slowest = max(hostile, key=lambda name: hostile[name][1])
    tenth = max(1, len(memory) // 10)
    rows = [
        ("processor's speed on one core, MB/s", "at least 10", f"{speed:.1f}"),
        (f"memory after {len(memory)} MB, of that after {tenth} MB", "at most 1.1",
         f"{memory[-1] / memory[tenth - 1]:.2f}"),
        ("time per character of 8 MB in one text, of 1 MB", "about 1", f"{long:.2f}"),
        ("the same of 1 MB of the worst hostile text, of 125 kB", "about 1",
         f"{hostile[worst][0]:.2f} ({worst})"),
        ("two processes with dask.bag, of one, by the wall clock", "at least 1.7", f"{wall:.2f}"),
        ("the same by the processor's time", "at least 1.7", f"{shared:.2f}"),
        ("the same mentions with both", "yes", "yes" if same else "no"),
    ]  # fmt: skip
    cpu = Path("/proc/cpuinfo").read_text().partition("model name\t: ")[2].partition("\n")[0]
    lines = [
        "# How fast figures are found", "",
        f"Written by bench/find.py on {datetime.date.today()}. {cpu}, "
        f"{len(os.sched_getaffinity(0))} cores; {platform.system()}, Python "
        f"{platform.python_version()}. The load at its beginning was {load:.1f}.", "",
        f"{size / MEGA:.0f} MB of made-up documents hold {figures:,} figures and {words:,} words "
        f"about them, {figures / size * KILO:.1f} figures a kB; both are found.", "",
        "| | pass mark | measured |", "|---|---|---|",
        *(f"| {' | '.join(row)} |" for row in rows), "",
        f"Largest memory: {memory[-1]:.0f} MB. Of {len(HOSTILE)} hostile texts of 1 MB, each one "
        f"thing over and over, the slowest ({slowest}) takes {hostile[slowest][1]:.1f} s.", "",
    ]  # fmt: skip
    if options.print:
        print("\n".join(lines))
    else:
        (Path(__file__).parent / "FIND.md").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()

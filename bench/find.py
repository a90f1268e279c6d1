"""How fast `find` is as a whole, on made-up documents and on hostile ones; writes bench/FIND.md.

Each line is the command as a user gives it, drafts and CSV included, in a process of its own::

    .venv/bin/python bench/find.py

Time is the processor's, which other work on the machine disturbs least.
"""

import argparse
import datetime
import os
import platform
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from council_record.paths import ROOT

MEGA = 1_000_000
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


def text(size):
    """Return documents of so many characters in all."""
    chance, parts, length = random.Random(1), [], 0
    while length < size:
        parts.append(document(chance))
        length += len(parts[-1])
    return "".join(parts)[:size]


class Run(NamedTuple):
    """One run of the command: processor's seconds, memory in MB, exit code, lines of output."""

    seconds: float
    memory: float
    code: int
    lines: int


def find(*places):
    """Run `find --csv` on files or folders in a process of its own and measure it."""
    command = [sys.executable, "-m", "council_tools", "find", "--csv", *map(os.fspath, places)]
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, cwd=ROOT)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        lines = sum(1 for _ in out)
    spent = used.ru_utime + used.ru_stime
    return Run(spent, used.ru_maxrss / 1024, process.returncode, lines)


def quickest(place):
    """Return the quickest of five runs: to begin takes longer than a short text does."""
    return min((find(place) for _ in range(5)), key=lambda run: run.seconds)


def main():
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--print", action="store_true", help="print instead of writing")
    options, load = parser.parse_args(), os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)

        def written(name, content):
            (folder / f"{name}.txt").write_text(content, encoding="utf-8")
            return folder / f"{name}.txt"

        idle = quickest(written("none", "Nothing.\n"))
        runs = {size: quickest(written(f"{size}", text(int(size * MEGA)))) for size in (0.1, 10)}
        own = {size: max(run.seconds - idle.seconds, 0.01) for size, run in runs.items()}
        many = folder / "many"
        many.mkdir()
        whole = text(10 * MEGA)
        for number in range(10_000):
            part = whole[number * 1000 : (number + 1) * 1000]
            (many / f"{number}.txt").write_text(part, encoding="utf-8")
        all_of_them = find(many)
        hostile = {name: find(written("hostile", (of * (MEGA // len(of) + 1))[:MEGA]))
                   for name, of in HOSTILE.items()}  # fmt: skip
    slow = max(hostile, key=lambda name: hostile[name].seconds)
    large = max(hostile, key=lambda name: hostile[name].memory)
    refused = sorted(name for name, run in hostile.items() if run.code)
    late = sum(run.seconds - idle.seconds > 2 for run in hostile.values())
    rows = [
        ("speed on 10 MB in one text, MB/s", "at least 5", f"{10 / own[10]:.2f}"),
        ("time per character of 10 MB, of 0.1 MB", "at most 1.3",
         f"{own[10] / 10 / (own[0.1] / 0.1):.2f}"),
        ("memory at 10 MB, MB", "under 300", f"{runs[10].memory:.0f}"),
        ("a folder of 10,000 files of 1 kB, seconds", "it ends", f"{all_of_them.seconds:.1f}"),
        ("the worst hostile text of 1 MB, seconds more than an empty run", "at most 2",
         f"{hostile[slow].seconds - idle.seconds:.1f} ({slow})"),
        ("hostile texts that take more than that", "none", f"{late} of {len(hostile)}"),
        ("memory of the largest, MB", "under 400", f"{hostile[large].memory:.0f} ({large})"),
    ]  # fmt: skip
    cpu = Path("/proc/cpuinfo").read_text().partition("model name\t: ")[2].partition("\n")[0]
    lines = [
        "# How fast `find` is", "",
        f"Written by bench/find.py on {datetime.date.today()}. {cpu}, {os.cpu_count()} cores; "
        f"{platform.system()}, Python {platform.python_version()}. The load at its beginning was "
        f"{load:.1f}.", "",
        "Each is the whole command, drafts and CSV included. The 10 MB hold "
        f"{runs[10].lines - 1:,} figures and superlatives. With nothing to find it takes "
        f"{idle.seconds:.1f} s and {idle.memory:.0f} MB.", "",
        "| | pass mark | measured |", "|---|---|---|",
        *(f"| {' | '.join(row)} |" for row in rows), "",
        f"Refused in one line, as holding too many figures or as too slow: "
        f"{', '.join(refused) or 'none'}.",
    ]  # fmt: skip
    told = "\n".join(lines) + "\n"
    if options.print:
        print(told, end="")
    else:
        (ROOT / "bench" / "FIND.md").write_text(told, encoding="utf-8")


if __name__ == "__main__":
    main()

"""What the commands are, what each takes, and what --help says of it."""

import argparse
import os
from pathlib import Path

from council_record import paths

_EPILOG = """\
examples:
  python -m council_tools figures                    run what is out of date, write the figures
  python -m council_tools figures --only 2,4         only notebooks 2 and 4
  python -m council_tools figures --force            run everything, whatever the record says
  python -m council_tools figures --council Leeds    of another council, into figures/leeds
  python -m council_tools figures --compare A,B      with councils of your choice side by side
  python -m council_tools figures --all-councils     of every council: about 20 minutes
  python -m council_tools figures --check            write nothing; are the figures up to date?
  python -m council_tools figures --debug            and show where in the code an error arose
  python -m council_tools report --council Leeds     write report/leeds, to read without a network
  python -m council_tools report --all-councils      of every council, and of England
  python -m council_tools workbook                   write report/council-record.xlsx
  python -m council_tools check                      check every table
  python -m council_tools check --documents FOLDER   and every quote against its document
  python -m council_tools new-council Bradford       make its coded tables, header only
  python -m council_tools agree A.csv B.csv          compare two codings of the same documents
  python -m council_tools find FILE... > draft.csv    draft rows for every figure of a document
  python -m council_tools import ofsted FILE.ods     rebuild the tables of an official release
  python -m council_tools compare OLD.ods NEW.ods    what Ofsted corrected between two releases

exit codes: 0 fine; 1 a notebook or a check broke; 2 bad data, bad arguments, or a notebook whose
parameters name another council, or what the data do not have; 3 another run holds the lock;
4 cannot read or write a file; 5 figures out of date; 130 stopped with Ctrl-C;
143, 129 ended by the system, or with the terminal
"""
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
_RELEASES = ("ofsted", "sif", "program", "section251", "revenue", "budget", "population",
             "neighbours", "need", "prices")  # fmt: skip


def parser(commands):
    """Return the parser; ``commands`` has the function of each command by name."""
    made = argparse.ArgumentParser(
        prog="python -m council_tools",
        description="How a council's children's services were judged, described and reported.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parsers = made.add_subparsers(metavar="COMMAND")

    def command(name, told):
        added = parsers.add_parser(name, help=told)
        added.add_argument("--debug", action="store_true", help="show the traceback of an error")
        added.set_defaults(command=commands[name])
        return added.add_argument

    add = command("figures", "run the notebooks that are out of date, write their figures")
    add("--only", action="append", metavar="N", help="numbers of notebooks: 2, or 2,4")
    add("--check", action="store_true", help="write nothing, list what differs")
    add("--json", action="store_true", help="tell all as JSON")
    _run(add)
    add = command("report", "bring the figures up to date, write pages that need no network")
    _run(add)
    parsers.choices["report"].set_defaults(only=None, check=False, json=False)
    command("workbook", "write the record of all councils as one workbook, .xlsx")
    add = command("check", "check every table")
    told = "folder with the full texts: check every quote and figure"
    add("--documents", type=_folder, metavar="FOLDER", help=told)
    told = "with --documents: write selectors.csv, the place of every claim in its document"
    add("--selectors", action="store_true", help=told)
    told = "check this file of drafts instead, and say what is still to code"
    add("--draft", type=Path, metavar="FILE", help=told)
    _council(add)
    add = command("find", "list every figure of documents, as draft rows of claims.csv")
    told = "texts, web pages, e-mails, Word, PDF and the like, folders; default: standard input"
    add("places", nargs="*", default=["-"], metavar="FILE", help=told)
    told = {"csv": "draft rows of claims.csv; the default where nobody looks",
            "table": "a table to read; the default on a terminal",
            "json": "one object a line for each file"}  # fmt: skip
    for name, what in told.items():
        add(f"--{name}", dest="form", action="store_const", const=name, help=what)
    add = command("import", "rebuild the tables of an official release")
    add("release", choices=_RELEASES, metavar="NAME", help=", ".join(_RELEASES))
    told = "the release as downloaded; for revenue and budget one file a year"
    add("files", nargs="+", type=Path, metavar="FILE", help=told)
    told = "take a release that changes much of a table, names new councils, or leaps"
    add("--force", action="store_true", help=told)
    add = command("compare", "list corrections between two Ofsted releases")
    add("older", type=Path, metavar="OLDER")
    add("newer", type=Path, metavar="NEWER")
    add = command("agree", "compare two codings of the same documents")
    add("first", type=Path, metavar="A.csv")
    add("second", type=Path, metavar="B.csv")
    add("--json", action="store_true", help="tell all as JSON")
    add = command("new-council", "make the tables of a council that is to be coded, header only")
    add("name", metavar="NAME", help="by any name that people use")
    command("dictionary", "write data/README.md, below its mark, and data/SOURCES.md")
    return made


def _run(add):
    """Add what chooses councils, and how their notebooks are run."""
    add("--force", action="store_true", help="run what is up to date as well")
    add("--all-councils", action="store_true", help="every council that exists")
    told = "notebooks at once; default: three more than there are cores"
    add("--jobs", type=_whole(64), default=CORES + 3, metavar="N", help=told)
    told = "a notebook that runs longer has failed; default: %(default)s"
    add("--time-limit", type=_whole(None), default=600, metavar="SECONDS", help=told)
    _council(add)
    told = "the councils to set beside it, with commas between; default: the environment's COMPARE"
    add("--compare", default=os.environ.get("COMPARE", ""), metavar="NAMES", help=told)


def _council(add):
    told = "default: the environment's COUNCIL, else %(default)s"
    add("--council", default=paths.council(), metavar="NAME", help=told)


def _folder(text):
    """Return the path of a folder; an empty one would mean the folder one is in."""
    if not text.strip():
        raise argparse.ArgumentTypeError("no folder is named. Give the folder with the texts")
    return Path(text)


def _whole(most):
    """Return what reads a whole number from 1 on."""
    allowed = f"1 to {most}" if most else "whole seconds from 1"

    def read(text):
        if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= (most or int(text)):
            raise argparse.ArgumentTypeError(f'"{text}" is not allowed. Allowed: {allowed}')
        return int(text)

    return read

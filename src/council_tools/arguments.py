"""What the commands are, what each takes, and what --help says of it."""

import argparse
import os
from pathlib import Path

from council_record import paths

_EPILOG = """\
examples:
  python -m council_tools figures                    run what is out of date, write the figures
  python -m council_tools figures --only 03          only notebook 03
  python -m council_tools figures --force            run everything, whatever the record says
  python -m council_tools figures --council Leeds    of another council, into figures/leeds
  python -m council_tools figures --all-councils     of every council: about 6 minutes
  python -m council_tools figures --check            write nothing; are the figures up to date?
  python -m council_tools report                     write report/, to read without a network
  python -m council_tools check                      check every table
  python -m council_tools check --documents FOLDER   and every quote against its document
  python -m council_tools agree A.csv B.csv          compare two codings of the same documents
  python -m council_tools find FILE... > draft.csv    draft rows for every figure of a document
  python -m council_tools import ofsted FILE.ods     rebuild the tables of an official release
  python -m council_tools compare OLD.ods NEW.ods    what Ofsted corrected between two releases

exit codes: 0 fine; 1 a notebook or a check broke; 2 bad data or bad arguments; 3 another run holds
the lock; 4 cannot read or write a file; 5 figures out of date; 130 stopped with Ctrl-C
"""
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
RELEASES = ("ofsted", "section251", "population", "neighbours", "revenue")


def parser(commands):
    """Return the parser; ``commands`` has the function of each command by name."""
    made = argparse.ArgumentParser(
        prog="python -m council_tools",
        description="How a council's children's services were judged, described and reported.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    added = made.add_subparsers(required=True, metavar="COMMAND")
    figures = added.add_parser(
        "figures",
        help="run the notebooks that are out of date and write their figures",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    figures.add_argument("--only", action="append", metavar="NN", help="number of a notebook")
    figures.add_argument("--check", action="store_true", help="write nothing, list what differs")
    figures.add_argument("--force", action="store_true", help="run what is up to date as well")
    figures.add_argument("--all-councils", action="store_true", help="every council that exists")
    figures.add_argument("--json", action="store_true", help="tell all as JSON")
    figures.add_argument(
        "--jobs", type=_jobs, default=CORES + 3, metavar="N",
        help="notebooks at once; default: three more than there are cores",
    )  # fmt: skip
    figures.add_argument(
        "--time-limit", type=_seconds, default=600, metavar="SECONDS",
        help="a cell that runs longer has failed; default: %(default)s",
    )  # fmt: skip
    figures.set_defaults(command=commands["figures"])
    check = added.add_parser("check", help="check every table")
    check.add_argument(
        "--documents",
        type=Path,
        metavar="FOLDER",
        help="folder with the full texts: check every quote and figure",
    )
    check.add_argument(
        "--selectors",
        action="store_true",
        help="with --documents: write selectors.csv, the place of every claim in its document",
    )
    check.set_defaults(command=commands["check"])
    find = added.add_parser(
        "find", help="list every figure of documents, as draft rows of claims.csv"
    )
    find.add_argument(
        "places",
        nargs="*",
        default=["-"],
        metavar="FILE",
        help="texts, web pages, Markdown, PDF, folders; default: standard input",
    )
    form = find.add_mutually_exclusive_group()
    for name, told in (("csv", "draft rows of claims.csv; the default where nobody looks"),
                       ("table", "a table to read; the default on a terminal"),
                       ("json", "one object a line for each file")):  # fmt: skip
        form.add_argument(f"--{name}", dest="form", action="store_const", const=name, help=told)
    find.set_defaults(command=commands["find"])
    importing = added.add_parser("import", help="rebuild the tables of an official release")
    importing.add_argument("release", choices=RELEASES, metavar="NAME", help=", ".join(RELEASES))
    importing.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="the release as downloaded; for revenue one file a year",
    )
    importing.set_defaults(command=commands["import"])
    compare = added.add_parser("compare", help="list corrections between two Ofsted releases")
    compare.add_argument("older", type=Path, metavar="OLDER")
    compare.add_argument("newer", type=Path, metavar="NEWER")
    compare.set_defaults(command=commands["compare"])
    agree = added.add_parser("agree", help="compare two codings of the same documents")
    agree.add_argument("first", type=Path, metavar="A.csv")
    agree.add_argument("second", type=Path, metavar="B.csv")
    agree.add_argument("--json", action="store_true", help="tell all as JSON")
    agree.set_defaults(command=commands["agree"])
    dictionary = added.add_parser("dictionary", help="write the dictionary into data/README.md")
    dictionary.set_defaults(command=commands["dictionary"])
    report = added.add_parser("report", help="write the report: pages that need no network")
    report.set_defaults(command=commands["report"])
    for command in (figures, check, report):
        command.add_argument(
            "--council",
            default=paths.council(),
            metavar="NAME",
            help="default: the environment's COUNCIL, else %(default)s",
        )
    return made


def _jobs(text):
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 64:
        raise argparse.ArgumentTypeError(f'"{text}" is not allowed. Allowed: 1 to 64')
    return int(text)


def _seconds(text):
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f'"{text}" is not allowed. Allowed: whole seconds from 1')
    return int(text)

"""The command line: ``python -m council_record figures | check | import | ...``."""

import argparse
import contextlib
import json
import os
import sys
from pathlib import Path

from . import paths, regenerate
from .faults import DataError

_EPILOG = """\
examples:
  python -m council_record figures                    run what is out of date, write the figures
  python -m council_record figures --only 03          only notebook 03
  python -m council_record figures --force            run everything, whatever the record says
  python -m council_record figures --council Leeds    of another council, into figures/leeds
  python -m council_record figures --all-councils     of every council: about 15 minutes
  python -m council_record figures --check            write nothing; are the figures up to date?
  python -m council_record report                     write report/, to read without a network
  python -m council_record check                      check every table
  python -m council_record check --documents FOLDER   and every quote against its document
  python -m council_record agree A.csv B.csv          compare two codings of the same documents
  python -m council_record find FILE... > draft.csv    draft rows for every figure of a document
  python -m council_record import ofsted FILE.ods     rebuild the tables of an official release
  python -m council_record compare OLD.ods NEW.ods    what Ofsted corrected between two releases

exit codes: 0 fine; 1 a notebook failed; 2 bad data or bad arguments; 3 another run holds the lock;
4 cannot read or write a file; 5 figures out of date; 130 stopped with Ctrl-C
"""
_CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
RELEASES = ("ofsted", "section251", "population", "neighbours", "revenue")
FINE, FAILED, BAD_DATA, LOCKED, CANNOT_WRITE, OUT_OF_DATE = range(6)
STOPPED = 130
_LINES = 40  # lines about faults that are printed


def main(arguments=None):
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        code = options.command(options)
        sys.stdout.flush()
        return code
    except DataError as error:
        return _bad_data(error.problems)
    except regenerate.Locked as holder:
        return _sorry(
            f"another run is writing: {holder}. Wait until it has ended, or stop it", LOCKED
        )
    except KeyboardInterrupt:
        return _sorry("stopped; what was not finished is as it was", STOPPED)
    except OSError as error:
        try:
            sys.stdout.flush()
        except OSError:
            sys.stdout = None  # or the interpreter would complain of it again when it ends
        place = f" {paths.shown(error.filename)}" if error.filename else ", or print"
        return _sorry(
            f"cannot read or write{place}: {error.strerror}. The earlier files are as they were.",
            CANNOT_WRITE,
        )


def _sorry(line, code):
    print(line, file=sys.stderr)
    return code


def _parser():
    parser = argparse.ArgumentParser(
        prog="python -m council_record",
        description="How a council's children's services were judged, described and reported.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    figures = commands.add_parser(
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
        "--jobs", type=_jobs, default=_CORES + 3, metavar="N",
        help="notebooks at once; default: three more than there are cores",
    )  # fmt: skip
    figures.add_argument(
        "--time-limit", type=_seconds, default=600, metavar="SECONDS",
        help="a cell that runs longer has failed; default: %(default)s",
    )  # fmt: skip
    figures.set_defaults(command=_figures)
    check = commands.add_parser("check", help="check every table")
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
    check.set_defaults(command=_check)
    find = commands.add_parser(
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
    find.set_defaults(command=_find)
    importing = commands.add_parser("import", help="rebuild the tables of an official release")
    importing.add_argument("release", choices=RELEASES, metavar="NAME", help=", ".join(RELEASES))
    importing.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="the release as downloaded; for revenue one file a year",
    )
    importing.set_defaults(command=_import)
    compare = commands.add_parser("compare", help="list corrections between two Ofsted releases")
    compare.add_argument("older", type=Path, metavar="OLDER")
    compare.add_argument("newer", type=Path, metavar="NEWER")
    compare.set_defaults(command=_compare)
    agree = commands.add_parser("agree", help="compare two codings of the same documents")
    agree.add_argument("first", type=Path, metavar="A.csv")
    agree.add_argument("second", type=Path, metavar="B.csv")
    agree.add_argument("--json", action="store_true", help="tell all as JSON")
    agree.set_defaults(command=_agree)
    dictionary = commands.add_parser("dictionary", help="write the dictionary into data/README.md")
    dictionary.set_defaults(command=_dictionary)
    report = commands.add_parser("report", help="write the report: pages that need no network")
    report.set_defaults(command=_report)
    for command in (figures, check, report):
        command.add_argument(
            "--council",
            default=paths.council(),
            metavar="NAME",
            help="default: the environment's COUNCIL, else %(default)s",
        )
    return parser


def _jobs(text):
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 64:
        raise argparse.ArgumentTypeError(f'"{text}" is not allowed. Allowed: 1 to 64')
    return int(text)


def _seconds(text):
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f'"{text}" is not allowed. Allowed: whole seconds from 1')
    return int(text)


def _bad_data(problems, last=None):
    more = [f"and {len(problems) - _LINES} more"] if len(problems) > _LINES else []
    print(*problems[:_LINES], *more, *([last] if last else []), sep="\n", file=sys.stderr)
    return BAD_DATA


def _import(options):
    from . import official

    try:
        with regenerate.one_writer():
            print(*official.import_release(options.release, options.files), sep="\n")
    except DataError as error:
        return _bad_data(error.problems, "No table was changed.")
    return FINE


def _compare(options):
    from .official.compare import compare

    found = compare(options.older, options.newer)
    print(*found or ["No grade, no day and no type of inspection differs."], sep="\n")
    return FINE


def _agree(options):
    from . import agreement

    columns, differing, alone = agreement.compare(options.first, options.second)
    if options.json:
        found = {"columns": columns, "differing": differing, "alone": alone}
        found = {name: json.loads(frame.to_json(orient="records")) for name, frame in found.items()}
        print(json.dumps(found, indent=1, ensure_ascii=False))
        return FINE
    print(columns.to_string(index=False, na_rep="–"))
    for row in differing.itertuples():
        print(f'differs: {row.document_id}, {row.row}, "{row.quote}": {row.column} '
              f'"{row.first}" / "{row.second}"')  # fmt: skip
    for row in alone.itertuples():
        print(f'only in {row.only_in}: {row.document_id}, {row.row}, "{row.quote}"')
    return FINE


def _check(options):
    from . import authorities, checks

    options.council = authorities.named(options.council)
    if options.documents and not options.documents.is_dir():
        return _bad_data([f"{options.documents}: no such folder. Give the folder with the texts"])
    if options.selectors and not options.documents:
        return _bad_data(["--selectors: needs --documents FOLDER, with the texts"])
    notes = []
    with regenerate.one_writer() if options.selectors else contextlib.nullcontext():
        problems = checks.check(
            options.council, options.documents, notes=notes, selectors=options.selectors
        )
    if problems:
        return _bad_data([*problems, *notes])
    print(*notes, sep="\n", end="\n" if notes else "")
    against = f", against the documents in {options.documents}" if options.documents else ""
    print(f"{options.council}: every table is sound{against}.")
    return FINE


def _find(options):
    from . import finding

    form = options.form or ("table" if sys.stdout.isatty() else "csv")
    problems = finding.run(options.places, form)
    return _bad_data(problems) if problems else FINE


def _figures(options):
    known = [path.name[:2] for path in regenerate.notebooks()]
    for name in options.only or []:
        if name not in known:
            return _bad_data([f"--only {name}: no such notebook. Allowed: {', '.join(known)}"])
    if not known:
        return _bad_data([f"{paths.shown(paths.NOTEBOOKS)}: there is no notebook to run"])
    councils = _councils(options)
    with regenerate.one_writer():
        if not options.check:
            regenerate.tidy()
        return _run(options, councils)


def _councils(options):
    from . import record

    if not options.all_councils:
        if paths.slug(options.council) == paths.slug(paths.DEFAULT_COUNCIL):
            return [paths.DEFAULT_COUNCIL]
        if known := record.load(options.council)["council"]:
            return [known]
    from . import warm

    warm.start()  # something must run: it can import while this process looks for the name
    from . import authorities

    return authorities.current() if options.all_councils else [authorities.named(options.council)]


def _run(options, councils):
    from . import record, telling

    chosen, now, todo = regenerate.notebooks(options.only), record.Now(), {}
    run = telling.Run(options, councils)
    for council in councils:
        known = record.load(council)
        reasons = regenerate.stale(council, chosen, now, force=options.force)
        for path in [path for path in chosen if path not in reasons]:
            run.up_to_date(path, council, known["notebooks"][path.stem])
        if reasons or now.differs(known["check"]):
            todo[council] = [
                regenerate.Outcome(path, council, why) for path, why in reasons.items()
            ]
    if todo:
        if not options.check:
            regenerate.may_write(todo)
        try:
            with run.bar(sum(map(len, todo.values()))):
                checked = regenerate.run(todo, options.jobs, options.time_limit, run.done)
        except DataError as error:
            return _bad_data(error.problems, "No figure was changed.")
        if not options.check:
            run.checked(checked)
    return run.end(todo)


def _report(options):
    from . import authorities, report

    council = authorities.named(options.council)
    try:
        with regenerate.one_writer():
            folder, lacking = report.write(council, _CORES + 1, _ran)
    except report.Failed as error:
        return _sorry(f"{error}. No report was written", FAILED)
    for line in lacking:
        print(line, file=sys.stderr)
    print(f"{council}: open {paths.shown(folder)}/index.html")
    return FINE


def _ran(outcome):
    print(f"{outcome.notebook.stem}  {outcome.seconds:5.1f} s", flush=True)


def _dictionary(_):
    from . import dictionary

    dictionary.write()
    return FINE


if __name__ == "__main__":
    sys.exit(main())

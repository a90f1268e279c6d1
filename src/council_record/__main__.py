"""The command line: ``python -m council_record figures | check | import | ...``."""

import argparse
import sys
from pathlib import Path

from . import authorities, paths
from .tables import DataError

_EPILOG = """\
examples:
  python -m council_record figures                    run the notebooks, write the figures
  python -m council_record figures --only 03          only notebook 03
  python -m council_record figures --check            write nothing; are the figures up to date?
  python -m council_record check                      check every table
  python -m council_record check --documents FOLDER   and every quote against its document
  python -m council_record import ofsted FILE.ods     rebuild the tables of an official release
  python -m council_record compare OLD.ods NEW.ods    what Ofsted corrected between two releases

exit codes: 0 fine; 1 a notebook failed; 2 bad data or bad arguments; 3 another run holds the lock;
4 cannot read or write a file; 5 figures out of date
"""
RELEASES = ("ofsted", "section251", "population", "neighbours", "revenue")
FINE, FAILED, BAD_DATA, LOCKED, CANNOT_WRITE, OUT_OF_DATE = range(6)
_LINES = 40  # lines about faults that are printed


def main(arguments=None):
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        if "council" in options:
            options.council = authorities.named(options.council)
        return options.command(options)
    except DataError as error:
        return _bad_data(error.problems)
    except OSError as error:
        print(
            f"cannot read or write {paths.shown(error.filename or '.')}: {error.strerror}. "
            "The earlier files are as they were.",
            file=sys.stderr,
        )
        return CANNOT_WRITE


def _parser():
    parser = argparse.ArgumentParser(
        prog="python -m council_record",
        description="How a council's children's services were judged, described and reported.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    figures = commands.add_parser("figures", help="run the notebooks and write the figures")
    figures.add_argument("--only", action="append", metavar="NN", help="number of a notebook")
    figures.add_argument("--check", action="store_true", help="write nothing, list what differs")
    figures.set_defaults(command=_figures)
    check = commands.add_parser("check", help="check every table")
    check.add_argument(
        "--documents",
        type=Path,
        metavar="FOLDER",
        help="folder with the full texts: check every quote and figure",
    )
    check.set_defaults(command=_check)
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
    dictionary = commands.add_parser("dictionary", help="write the dictionary into data/README.md")
    dictionary.set_defaults(command=_dictionary)
    for command in (figures, check):
        command.add_argument(
            "--council",
            default=paths.council(),
            metavar="NAME",
            help="default: the environment's COUNCIL, else %(default)s",
        )
    return parser


def _bad_data(problems, last=None):
    more = [f"and {len(problems) - _LINES} more"] if len(problems) > _LINES else []
    print(*problems[:_LINES], *more, *([last] if last else []), sep="\n", file=sys.stderr)
    return BAD_DATA


def _import(options):
    from . import official, regenerate

    try:
        with regenerate.one_writer():
            print(*official.import_release(options.release, options.files), sep="\n")
    except DataError as error:
        return _bad_data(error.problems, "No table was changed.")
    except regenerate.Locked:
        return _locked()
    return FINE


def _compare(options):
    from .official.compare import compare

    found = compare(options.older, options.newer)
    print(*found or ["No grade, no day and no type of inspection differs."], sep="\n")
    return FINE


def _check(options):
    from . import checks

    if options.documents and not options.documents.is_dir():
        return _bad_data([f"{options.documents}: no such folder. Give the folder with the texts"])
    if problems := checks.check(options.council, options.documents):
        return _bad_data(problems)
    against = f", against the documents in {options.documents}" if options.documents else ""
    print(f"{options.council}: every table is sound{against}.")
    return FINE


def _figures(options):
    from . import checks, regenerate

    known = [path.name[:2] for path in regenerate.notebooks()]
    for name in options.only or []:
        if name not in known:
            return _bad_data([f"--only {name}: no such notebook. Allowed: {', '.join(known)}"])
    if not known:
        return _bad_data([f"{paths.shown(paths.NOTEBOOKS)}: there is no notebook to run"])
    try:
        problems = checks.check(options.council)
    except DataError as error:
        problems = error.problems
    if problems:
        return _bad_data(problems, "No figure was changed.")
    chosen = regenerate.notebooks(options.only)
    try:
        with regenerate.one_writer():
            return _run(options, chosen)
    except regenerate.Locked:
        return _locked()


def _locked():
    print("another run is writing; wait until it has ended, or stop it", file=sys.stderr)
    return LOCKED


def _run(options, chosen):
    from tqdm import tqdm

    from . import regenerate

    problems = []
    with tqdm(total=len(chosen), unit="notebook", disable=None, leave=False) as bar:

        def done(outcome):
            name, took = outcome.notebook.stem, f"{outcome.seconds:5.1f} s"
            if outcome.error:
                line = (
                    f"{name}  {took}  FAILED in {outcome.error}. It and its figures are unchanged."
                )
            elif options.check:
                line = f"{name}  {took}  ran"
            else:
                try:
                    line = f"{name}  {took}  {regenerate.write(outcome, options.council)} figures"
                except OSError as error:
                    problems.append(error)
                    line = f"{name}  {took}  not written"
            bar.write(line)
            bar.update()

        outcomes = regenerate.run(options.council, chosen, done)
    if problems:
        raise problems[0]
    stale = regenerate.differences(outcomes, options.council) if options.check else {}
    for path, why in stale.items():
        print(f"{paths.shown(path)}: {why}", file=sys.stderr)
    if any(outcome.error for outcome in outcomes):
        return FAILED
    return OUT_OF_DATE if stale else FINE


def _dictionary(_):
    from . import dictionary

    dictionary.write()
    return FINE


if __name__ == "__main__":
    sys.exit(main())

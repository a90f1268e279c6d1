"""The command line: ``python -m council_tools figures | check | import | ...``."""

import contextlib
import sys
import traceback

from council_record import paths
from council_record.data.errors import DataError
from council_tools import arguments
from council_tools.exits import Exit
from council_tools.pipeline import lock, manifest, run

_LINES = 40  # lines about faults that are printed


def main(given=None):
    """Run one command and return its exit code."""
    parser = arguments.parser(_COMMANDS)
    options = parser.parse_args(given)
    if "command" not in options:
        parser.print_help()
        return Exit.FINE
    try:
        if options.command not in (_figures, _report):  # a run checks it with the tables
            _refuse_unsound_dictionary()
        code = options.command(options)
        sys.stdout.flush()
        return code
    except (DataError, run.Failed, lock.Locked, OSError) as error:
        if options.debug:
            traceback.print_exc()
        return _told(error)


def _refuse_unsound_dictionary():
    from council_tools.checks import package

    package.must_be_sound()


def _told(error):
    """Tell of an error in a line, or a line for each fault of data; return the exit code."""
    match error:
        case DataError():
            return _bad_data(error.problems, *getattr(error, "__notes__", []))
        case run.Failed():
            line, code = str(error), Exit.FAILED
        case lock.Locked():
            line = f"another run is writing: {error}. Wait until it has ended, or stop it"
            code = Exit.LOCKED
        case _:
            try:
                sys.stdout.flush()
            except OSError:
                sys.stdout = None  # or the interpreter would complain of it again when it ends
            place = f" {paths.shown(error.filename)}" if error.filename else ", or print"
            line = f"cannot read or write{place}: {error.strerror}. "
            line, code = f"{line}The earlier files are as they were.", Exit.CANNOT_WRITE
    print(line, file=sys.stderr)
    return code


def _bad_data(problems, *last):
    more = [f"and {len(problems) - _LINES} more"] if len(problems) > _LINES else []
    print(*problems[:_LINES], *more, *last, sep="\n", file=sys.stderr)
    return Exit.BAD_DATA


@contextlib.contextmanager
def _said_of_bad_data(line):
    """Let a line follow those about bad data that stop a block."""
    try:
        yield
    except DataError as error:
        error.add_note(line)
        raise


def _figures(options):
    known = [path.name[:2] for path in run.notebooks()]
    given = [name for names in options.only or [] for name in names.split(",")]
    options.only = [name.strip().zfill(2) for name in given]
    for name, number in zip(given, options.only, strict=True):
        if number not in known:
            return _bad_data([f"--only {name}: no such notebook. Allowed: {', '.join(known)}"])
    if not known:
        return _bad_data([f"{paths.shown(paths.NOTEBOOKS)}: there is no notebook to run"])
    councils = _councils(options)
    with lock.one_writer():
        if not options.check:
            run.tidy()
        with _said_of_bad_data("No figure was changed."):
            return run.figures(councils, options)


def _councils(options):
    """Return the names of the councils to run; pandas is imported only for an unknown name."""
    if not options.all_councils:
        if paths.slug(options.council) == paths.slug(paths.DEFAULT_COUNCIL):
            return [paths.DEFAULT_COUNCIL]
        if known := manifest.load(options.council)["council"]:
            return [known]
    from council_tools.pipeline import worker

    worker.start()  # something must run: it can import while this process looks for the name
    from council_record import England, authorities

    _refuse_unsound_dictionary()
    return England().councils() if options.all_councils else [authorities.named(options.council)]


def _report(options):
    councils = _councils(options)
    with lock.one_writer():
        run.tidy()
        with _said_of_bad_data("No report was written."):
            if code := run.figures(councils, options):
                return code
        from council_tools import site

        made = site.write(councils, options.compare)
    print(*made, sep="\n")
    return Exit.FINE


def _workbook(_):
    from council_tools.site import spreadsheet

    with lock.one_writer():
        print(spreadsheet.write())
    return Exit.FINE


def _check(options):
    from council_record import authorities
    from council_tools.checks import coding, rules

    if options.draft:
        print(coding.left_to_code(options.draft))
        return Exit.FINE
    council = authorities.named(options.council)
    if options.documents and not options.documents.is_dir():
        return _bad_data([f"{options.documents}: no such folder. Give the folder with the texts"])
    if options.selectors and not options.documents:
        return _bad_data(["--selectors: needs --documents FOLDER, with the texts"])
    with lock.one_writer() if options.selectors else contextlib.nullcontext():
        found = rules.check(council, options.documents, write_selectors=options.selectors)
    if found.lines:
        return _bad_data([*found.lines, *found.notes])
    print(*found.notes, sep="\n", end="\n" if found.notes else "")
    against = f", against the documents in {options.documents}" if options.documents else ""
    print(f"{council}: every table is sound{against}.")
    return Exit.FINE


def _import(options):
    from council_tools import imports

    with _said_of_bad_data("No table was changed."), lock.one_writer():
        print(*imports.import_release(options.release, options.files, options.force), sep="\n")
    return Exit.FINE


def _compare(options):
    from council_tools.imports.compare import compare

    found = compare(options.older, options.newer)
    print(*found or ["No grade, no day and no type of inspection differs."], sep="\n")
    return Exit.FINE


def _agree(options):
    from council_tools.checks import agreement

    print(agreement.told(options.first, options.second, as_json=options.json))
    return Exit.FINE


def _find(options):
    from council_tools import find

    form = options.form or ("table" if sys.stdout.isatty() else "csv")
    problems = find.run(options.places, form)
    return _bad_data(problems) if problems else Exit.FINE


def _new_council(options):
    from council_record import authorities
    from council_tools import new_council

    made = new_council.start(authorities.named(options.name))
    print(*map(paths.shown, made), sep="\n")
    print("Each has its header. Add rows by data/coded/CODEBOOK.md; a table may stay empty.")
    return Exit.FINE


def _dictionary(_):
    from council_tools.checks import dictionary

    dictionary.write()
    return Exit.FINE


_COMMANDS = {
    "figures": _figures,
    "report": _report,
    "workbook": _workbook,
    "check": _check,
    "find": _find,
    "import": _import,
    "compare": _compare,
    "agree": _agree,
    "new-council": _new_council,
    "dictionary": _dictionary,
}

"""The command line: ``python -m council_tools figures | check | import | ...``."""

import contextlib
import json
import sys

from council_record import paths
from council_record.data.errors import DataError, Failed
from council_tools import arguments
from council_tools.pipeline import run as regenerate

FINE, FAILED, BAD_DATA, LOCKED, CANNOT_WRITE, OUT_OF_DATE = range(6)
STOPPED = 130
_LINES = 40  # lines about faults that are printed


def main(given=None):
    """Run one command and return its exit code."""
    options = parser().parse_args(given)
    try:
        code = options.command(options)
        sys.stdout.flush()
        return code
    except DataError as error:
        return _bad_data(error.problems)
    except Failed as error:
        return _sorry(str(error), FAILED)
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


def _bad_data(problems, last=None):
    more = [f"and {len(problems) - _LINES} more"] if len(problems) > _LINES else []
    print(*problems[:_LINES], *more, *([last] if last else []), sep="\n", file=sys.stderr)
    return BAD_DATA


def _import(options):
    from council_tools import imports as official

    try:
        with regenerate.one_writer():
            print(*official.import_release(options.release, options.files), sep="\n")
    except DataError as error:
        return _bad_data(error.problems, "No table was changed.")
    return FINE


def _compare(options):
    from council_tools.imports.compare import compare

    found = compare(options.older, options.newer)
    print(*found or ["No grade, no day and no type of inspection differs."], sep="\n")
    return FINE


def _agree(options):
    from council_tools.checks import agreement

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
    from council_record import authorities
    from council_tools.checks import rules as checks

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
    from council_tools import find as finding

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
    from council_tools.pipeline import manifest as record

    if not options.all_councils:
        if paths.slug(options.council) == paths.slug(paths.DEFAULT_COUNCIL):
            return [paths.DEFAULT_COUNCIL]
        if known := record.load(options.council)["council"]:
            return [known]
    from council_tools.pipeline import worker as warm

    warm.start()  # something must run: it can import while this process looks for the name
    from council_record import authorities

    return authorities.current() if options.all_councils else [authorities.named(options.council)]


def _run(options, councils):
    from council_tools.pipeline import manifest as record
    from council_tools.pipeline import progress as telling

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
    from council_record import authorities
    from council_tools import site as report

    council = authorities.named(options.council)
    with regenerate.one_writer():
        folder, lacking = report.write(council, arguments.CORES + 1, _ran)
    for line in lacking:
        print(line, file=sys.stderr)
    print(f"{council}: open {paths.shown(folder)}/index.html")
    return FINE


def _ran(outcome):
    print(f"{outcome.notebook.stem}  {outcome.seconds:5.1f} s", flush=True)


def _dictionary(_):
    from council_tools.checks import dictionary

    dictionary.write()
    return FINE


def parser():
    """Return the parser of the command line."""
    return arguments.parser(
        {
            "agree": _agree,
            "check": _check,
            "compare": _compare,
            "dictionary": _dictionary,
            "figures": _figures,
            "find": _find,
            "import": _import,
            "report": _report,
        }
    )


if __name__ == "__main__":
    sys.exit(main())

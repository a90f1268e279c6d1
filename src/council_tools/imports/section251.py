"""Read the section 251 outturn from DfE's Local Authority Interactive Tool (LAIT)."""

import re
from pathlib import Path

import pandas as pd

from council_record.data import errors
from council_tools.imports import councils
from council_tools.imports.cells import Cells, refuse

SERIES = {
    "SureStartFinance": "sure_start",
    "TotalLACFinance": "children_looked_after",
    "OtherChildren&FamilyFinance": "other_children_and_families",
    "SafeguardingFinance": "safeguarding",
    "FamilySupportFinance": "family_support",
    "YoungPeopleFinance": "young_people",
    "YouthJusticeFinance": "youth_justice",
    "C&YPExpenditure": "total",
}
_COLUMNS = {
    "Short Desc": "line",
    "Years": "period",
    "LA and Regions": "area",
    "Values": "value",
    "LA Number": "la_code",
}
PRINTED = {new: old for old, new in _COLUMNS.items()}
PRINTED |= {"financial_year": "Years", "amount_gbp": "Values"}
TWICE = "stands there before for this authority and year. Allowed: each once"
_AMOUNT = "0|[1-9][0-9]{0,11}"
_KEY = ["la_code", "financial_year", "line"]
_AREAS = {
    "970": "England",
    "980": "North East",
    "981": "North West",
    "982": "Yorkshire and the Humber",
    "983": "East Midlands",
    "984": "West Midlands",
    "985": "East of England",
    "986": "London",
    "987": "London (Inner)",
    "988": "London (Outer)",
    "989": "South East",
    "990": "South West",
}
_LARGEST = {"council": 2e9, "region": 2e10, "england": 1e11}  # pounds in a year
_LARGEST_FILE = 5 * 2**20  # bytes; the release of 2025 has 1.8 MB
_LARGEST_DICTIONARY = 4 * 2**20  # bytes; the dictionary has 1 MB
_PACKED = {"SNAPPY", "UNCOMPRESSED"}  # neither unpacks to more than 22 times its size
_MOST_ROWS, _MOST_OURS, _LONGEST = 3_000_000, 100_000, 200  # a release has 641,070, 12,240, 35


def read(file, dictionary=None):
    """Return seven lines and the total of the outturn, of every council, region and England.

    The files are lait_bds_long_0.parquet of the LAIT and, for the day of the last update,
    lait_data_dictionary.csv; without that, the end of the last year is as_at. Amounts are pounds,
    cash, gross, excluding CERA; empty where the release prints "-".
    """
    frame = series(file, SERIES).rename(columns={"period": "financial_year", "value": "amount_gbp"})
    amounts = pd.to_numeric(frame["amount_gbp"].where(frame["amount_gbp"].str.fullmatch(_AMOUNT)))
    _check(file, frame, amounts)
    frame["financial_year"] = frame["financial_year"].str.removesuffix(" (OT)")
    frame["line"] = frame["line"].map(SERIES)
    frame["amount_gbp"] = amounts.astype("Int64")
    frame = councils.ordered(frame, _KEY, "line", SERIES.values())
    last = int(frame["financial_year"].max()[:4]) + 1
    as_at = last_update(dictionary, ["C&YPExpenditure"]) if dictionary else f"{last}-03-31"
    source = {
        "title": "Department for Education, Local Authority Interactive Tool, section 251 outturn "
        f"to {frame['financial_year'].max()}",
        "as_at": as_at,
    }
    frame = councils.keyed(frame)
    frame["area"] = frame["local_authority"].fillna(frame["area"])
    columns = ["ons_code", "la_code", "area", "geography", "financial_year", "line", "amount_gbp"]
    return {"outturn": frame[columns]}, source


def series(file, names):
    """Return the rows of some series of the LAIT, as text, indexed by the rows of the file.

    The columns are line (the series), period, area, value, la_code and geography.
    """
    frame = _open(file, names).rename(columns=_COLUMNS)
    for column in ("period", "area", "value"):
        frame[column] = frame[column].map(str)
    if missing := [name for name in names if name not in set(frame["line"])]:
        refuse(file, f"holds no series {', '.join(missing)}. Allowed: a release with all "
               f"of {', '.join(names)}", column="Short Desc")  # fmt: skip
    frame["la_code"] = frame["la_code"].map(lambda code: str(code).removesuffix(".0"))
    kinds = {code: "england" if name == "England" else "region" for code, name in _AREAS.items()}
    frame["geography"] = frame["la_code"].map(kinds).fillna("council")
    return frame


def last_update(dictionary, names):
    """Return the last day on which some series were updated; the LAIT counts days from 1900."""
    if not Path(dictionary).is_file():
        refuse(dictionary, "no such file. Give the data dictionary of the LAIT")
    if (size := Path(dictionary).stat().st_size) > _LARGEST_DICTIONARY:
        refuse(dictionary, f"has {size / 2**20:,.1f} MB. Allowed: {_LARGEST_DICTIONARY // 2**20} "
               "MB. Give the data dictionary of the LAIT")  # fmt: skip
    try:
        frame = pd.read_csv(dictionary, dtype=str, encoding_errors="replace")
    except ValueError as error:
        refuse(dictionary, f"is not a CSV ({str(error).splitlines()[0]})")
    for name in {"Measure_short", "Last Update"} - set(frame.columns):
        refuse(dictionary, "is missing. Give the data dictionary of the LAIT", row=1,
               column=name)  # fmt: skip
    days = frame.loc[frame["Measure_short"].isin(names), "Last Update"].dropna()
    if len(days) != len(names) or not days.str.fullmatch("[0-9]{5}").all():
        refuse(dictionary, f"gives no day for {', '.join(names)}. Allowed: one row each "
               "with a number of days", column="Last Update")  # fmt: skip
    return str((pd.Timestamp("1899-12-30") + pd.Timedelta(days=int(days.astype(int).max()))).date())


def _open(file, names):
    """Return the rows of some series, indexed by their rows, without unpacking a bomb.

    A repeated text can be packed to nothing, and what a file declares need not be true. So the
    file, how it is packed and the texts are limited, and texts stay packed until they are checked.
    """
    from pyarrow import ArrowException, parquet, types

    again = "Download it again from its publisher"
    if not Path(file).is_file():
        refuse(file, "no such file. Give the release as it was downloaded")
    if (size := Path(file).stat().st_size) > _LARGEST_FILE:
        refuse(file, f"has {size / 2**20:,.1f} MB. Allowed: {_LARGEST_FILE // 2**20} MB, "
               f"and no release has more. {again}")  # fmt: skip
    rows, parts = 0, []
    try:
        flat = [each.name for each in parquet.read_schema(file) if not types.is_nested(each.type)]
        for name in [name for name in _COLUMNS if name not in flat]:
            refuse(file, f"is missing. The columns are {', '.join(flat)}. {again}",
                   column=name)  # fmt: skip
        about = parquet.ParquetFile(file, read_dictionary=list(_COLUMNS))
        groups = [about.metadata.row_group(number) for number in range(about.num_row_groups)]
        packed = {group.column(n).compression for group in groups for n in range(group.num_columns)}
        if packed - _PACKED:
            message = f"is not how a release is packed. Allowed: SNAPPY. {again}"
            refuse(file, message, value=", ".join(packed - _PACKED))
        for batch in about.iter_batches(2**20, columns=list(_COLUMNS)):
            batch.validate(full=True)
            part = batch.replace_schema_metadata(None).to_pandas()
            part.index += rows + 1  # a parquet file has no header row
            rows += len(part)
            texts = [part[name].cat.categories for name in part.select_dtypes("category")]
            longest = max((len(text) for column in texts for text in column), default=0)
            ours = part[part["Short Desc"].isin(names)]
            parts.append(ours.astype(object))
            if rows > _MOST_ROWS or sum(map(len, parts)) > _MOST_OURS or longest > _LONGEST:
                refuse(file, f"holds more than a release: {rows:,} rows and more, or a "
                       f"text of {longest:,} characters. Allowed: {_MOST_ROWS:,} rows, "
                       f"{_MOST_OURS:,} of these series, {_LONGEST} characters. "
                       f"{again}")  # fmt: skip
    except (ArrowException, OSError, UnicodeDecodeError) as error:
        first = str(error).splitlines()[0]
        refuse(file, f"is not a parquet file, or was cut off ({first}). {again}")
    return pd.concat(parts) if parts else pd.DataFrame(columns=list(_COLUMNS))


def _is_year(text):
    found = re.fullmatch(r"(20[0-9][0-9])-([0-9][0-9]) \(OT\)", text)
    return bool(found) and (int(found[1]) + 1) % 100 == int(found[2])


def _check(file, frame, amounts):
    """Raise a DataError that lists every cell that is not what its column allows."""
    largest = frame["geography"].map(_LARGEST)
    cells = Cells(file, frame, PRINTED)
    note_unknown(cells)
    cells.note("financial_year", ~frame["financial_year"].map(_is_year), "is no year of the "
               "outturn. Allowed: for example 2018-19 (OT)")  # fmt: skip
    cells.note("amount_gbp", amounts.isna() & (frame["amount_gbp"] != "-"), "is no amount. "
               'Allowed: whole pounds from 0 in digits alone, or "-" where there is '
               "none")  # fmt: skip
    cells.note("amount_gbp", amounts > largest, "cannot be an amount for a year. Allowed: up to 2 "
               "billion for a council, 20 billion for a region, 100 billion for "
               "England")  # fmt: skip
    empty = frame["area"].isin(["", "nan", "None"])
    cells.note("area", empty, "is empty. A name is required")
    cells.note("line", frame.duplicated(_KEY) | frame.duplicated(["area", *_KEY[1:]]), TWICE)
    for kind in _LARGEST.keys() - set(frame["geography"]):
        told = f"has no row of a kind of area, {kind}. Allowed: rows of council, region and england"
        cells.lines.append(errors.problem(file, told, column=PRINTED["la_code"]))
    cells.stop()
    note_misnamed(cells)
    cells.lines += _incomplete(file, frame)
    cells.stop()


def note_unknown(cells):
    """Note the numbers of areas that are none."""
    of_councils = cells.frame["geography"] == "council"
    cells.note("la_code", of_councils & councils.unknown(cells.frame["la_code"]), "is no number of "
               "a local authority, region or England. Allowed: a la_code of "
               "data/official/authorities.csv, 970 or 980 to 990")  # fmt: skip


def note_misnamed(cells):
    """Note the areas that have another name than their number, once each."""
    each = Cells(cells.file, cells.frame.drop_duplicates(["la_code", "area"]), cells.names)
    councils.note_misnamed(each, "area")
    ours = each.frame["la_code"].map(_AREAS)
    message = "is not the name of this number: " + ours + ". Allowed: name and number of one area"
    each.note("area", ours.notna() & (each.frame["area"] != ours), message)
    cells.lines += each.lines


def _incomplete(file, frame):
    """Return one line for each row that is missing among all areas, years and series."""
    names = frame.set_index("la_code")["area"].to_dict()
    keys = pd.MultiIndex.from_product([frame[column].unique() for column in _KEY])
    gone = keys.difference(pd.MultiIndex.from_frame(frame[_KEY]))
    message = 'Allowed: each series of each area in each year, "-" where there is no amount'
    return [
        errors.problem(file, f"has no row for {names[code]} ({code}), {year}. {message}. Give the "
                       "release as it was published", column="Short Desc", value=line)
        for code, year, line in gone
    ]  # fmt: skip

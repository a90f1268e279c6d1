"""Read the section 251 outturn from DfE's Local Authority Interactive Tool (LAIT)."""

import re
from pathlib import Path

import pandas as pd

from .. import authorities, tables
from . import workbook
from .workbook import lines

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
    "Years": "financial_year",
    "LA and Regions": "area",
    "Values": "amount_gbp",
    "LA Number": "la_code",
}
_KEY = ["la_code", "financial_year", "line"]
_ENGLAND, _REGIONS = "970", range(980, 991)
_LARGEST = {"council": 2e9, "region": 2e10, "england": 1e11}  # pounds in a year
_LARGEST_FILE = 2 * 1024**3  # bytes that the columns may declare to unpack to


@workbook.one_line
def read(file, dictionary=None):
    """Return seven lines and the total of the outturn, of every council, region and England.

    Parameters
    ----------
    file : Path
        lait_bds_long_0.parquet of the LAIT.
    dictionary : Path, optional
        lait_data_dictionary.csv of the LAIT, which says when the series was last updated.

    Returns
    -------
    tables : dict of str to DataFrame
        outturn: la_code, area, geography, financial_year, line, amount_gbp (pounds, cash, gross,
        excluding CERA; empty where the release prints "-").
    source : dict
        title and as_at of the release: the day of the last update, or without a dictionary the
        end of the last financial year.

    Raises
    ------
    DataError
        If the file is not such a release, or a cell is not what its column allows.
    """
    frame = _open(file)
    frame.index = range(1, len(frame) + 1)  # a parquet file has no header row
    frame = frame[frame["Short Desc"].isin(SERIES)].rename(columns=_COLUMNS)
    frame = frame[list(_COLUMNS.values())]
    for column in ("financial_year", "area"):
        frame[column] = frame[column].map(str)
    missing = [name for name in SERIES if name not in set(frame["line"])]
    if missing:
        workbook.refuse(file, f"holds no series {', '.join(missing)}. Allowed: a release with all "
                        f"of {', '.join(SERIES)}", column="Short Desc")  # fmt: skip
    frame["la_code"] = frame["la_code"].map(lambda code: str(code).removesuffix(".0"))
    frame["geography"] = frame["la_code"].map(_geography).fillna("council")
    amounts = pd.to_numeric(frame["amount_gbp"].where(frame["amount_gbp"] != "-"), errors="coerce")
    _check(file, frame, amounts)
    frame["financial_year"] = frame["financial_year"].str.removesuffix(" (OT)")
    frame["line"] = frame["line"].map(SERIES)
    frame["amount_gbp"] = amounts.astype("Int64")
    order = {line: place for place, line in enumerate(SERIES.values())}
    frame = frame.sort_values(_KEY, key=lambda column: column.map(order) if column.name == "line"
                              else column)  # fmt: skip
    last = int(frame["financial_year"].max()[:4]) + 1
    as_at = _last_update(dictionary) if dictionary else f"{last}-03-31"
    source = {
        "title": "Department for Education, Local Authority Interactive Tool, section 251 outturn "
        f"to {frame['financial_year'].max()}",
        "as_at": as_at,
    }
    columns = ["la_code", "area", "geography", "financial_year", "line", "amount_gbp"]
    return {"outturn": frame[columns]}, source


def _last_update(dictionary):
    """Return the day on which the total was last updated; the LAIT counts days from 1900."""
    if not Path(dictionary).is_file():
        workbook.refuse(dictionary, "no such file. Give the data dictionary of the LAIT")
    try:
        frame = pd.read_csv(dictionary, dtype=str, encoding_errors="replace")
    except ValueError as error:
        workbook.refuse(dictionary, f"is not a CSV ({str(error).splitlines()[0]})")
    for name in {"Measure_short", "Last Update"} - set(frame.columns):
        workbook.refuse(dictionary, "is missing. Give the data dictionary of the LAIT", row=1,
                        column=name)  # fmt: skip
    days = frame.loc[frame["Measure_short"] == "C&YPExpenditure", "Last Update"]
    if len(days) != 1 or not re.fullmatch("[0-9]{5}", str(days.iloc[0])):
        workbook.refuse(dictionary, "gives no day for C&YPExpenditure. Allowed: one row with a "
                        "number of days", column="Last Update")  # fmt: skip
    return str((pd.Timestamp("1899-12-30") + pd.Timedelta(days=int(days.iloc[0]))).date())


def _geography(code):
    if code == _ENGLAND:
        return "england"
    return "region" if code.isdigit() and int(code) in _REGIONS else None


def _open(file):
    """Return the columns that are needed of a parquet file."""
    from pyarrow import ArrowException, parquet

    again = "Download it again from its publisher"
    if not Path(file).is_file():
        workbook.refuse(file, "no such file. Give the release as it was downloaded")
    try:
        about = parquet.ParquetFile(file)
        for name in [name for name in _COLUMNS if name not in about.schema_arrow.names]:
            there = ", ".join(about.schema_arrow.names)
            workbook.refuse(file, f"is missing. The columns are {there}. {again}", column=name)
        groups = [about.metadata.row_group(number) for number in range(about.num_row_groups)]
        declared = sum(group.total_byte_size for group in groups)
        if declared > _LARGEST_FILE or about.metadata.num_rows > 20_000_000:
            workbook.refuse(file, f"would unpack to {declared / 2**20:,.0f} MB in "
                            f"{about.metadata.num_rows:,} rows. Allowed: up to "
                            f"{_LARGEST_FILE // 2**20:,} MB and 20,000,000 rows")  # fmt: skip
        table = about.read(columns=list(_COLUMNS), use_pandas_metadata=False)
        table.validate(full=True)
        frame = table.replace_schema_metadata(None).to_pandas()
    except (ArrowException, OSError) as error:
        first = str(error).splitlines()[0]
        workbook.refuse(file, f"is not a parquet file, or was cut off ({first}). {again}")
    return frame


def _is_year(text):
    found = re.fullmatch(r"(20[0-9][0-9])-([0-9][0-9]) \(OT\)", text)
    return bool(found) and (int(found[1]) + 1) % 100 == int(found[2])


def _check(file, frame, amounts):
    """Raise a DataError that lists every cell that is not what its column allows."""
    known = set(authorities.read()["la_code"])
    unknown = (frame["geography"] == "council") & ~frame["la_code"].isin(known)
    year = frame["financial_year"].map(_is_year)
    unread = amounts.isna() & (frame["amount_gbp"] != "-")
    largest = frame["geography"].map(_LARGEST)
    absurd = (amounts < 0) | (amounts > largest) | (amounts % 1 != 0) & amounts.notna()
    checks = [
        ("la_code", unknown, "is no number of a local authority, region or England. Allowed: a "
         "la_code of data/official/authorities.csv, 970 or 980 to 990"),
        ("financial_year", ~year, "is no year of the outturn. Allowed: for example 2018-19 (OT)"),
        ("amount_gbp", unread, 'is no amount. Allowed: whole pounds, or "-" where there is none'),
        ("amount_gbp", absurd, "cannot be an amount for a year. Allowed: whole pounds from 0 to "
         "2 billion for a council, 20 billion for a region, 100 billion for England"),
        ("area", frame["area"].isin(["", "nan", "None"]), "is empty. A name is required"),
        ("line", frame.duplicated(_KEY), "stands there before for this authority and year. "
         "Allowed: each once"),
    ]  # fmt: skip
    printed = {new: old for old, new in _COLUMNS.items()}
    found = [line for column, bad, message in checks
             for line in lines(file, frame, column, printed[column], bad, message)]  # fmt: skip
    if found:
        raise tables.DataError(found)

"""Two codings of the same documents: how far they agree, and which rows to discuss."""

import json
from itertools import product

import krippendorff
import pandas as pd

from council_record import paths
from council_record.data.errors import refusal
from council_record.text import capital, listed, many, verb
from council_tools.checks import coding, selectors

# Tables that are compared, and what tells, with the quote, which rows are the same.
_SAME = {
    "claims": ["document_id", "figure_text", "superlative"],
    "excluded": ["document_id", "figure_text"],
    "statements": ["document_id", "inspection_id", "judgement"],
}
# Not compared: keys and names that each coder chooses, and remarks.
_OWN = ("claim_id", "excluded_id", "quote", "family", "note", "row")
_ABOUT = ["document_id", "row", "quote"]
_RELIABLE = 0.8  # the alpha that Krippendorff asks for


def _plain(cell):
    return selectors.plain(cell).casefold()


def compare(first, second):
    """Compare two codings row by row.

    Two rows are the same row where document and figure (or superlative, or judgement) are, and
    most words of the shorter quote stand in the other. Capitals count as small letters.

    The files have the columns of claims.csv, excluded.csv or statements.csv. A DataError says where
    one is not a coding, or the two are not of the same documents.

    Returns
    -------
    columns : DataFrame
        column, same, rows (that both have), percent, alpha (Krippendorff's, nominal).
    differing : DataFrame
        document_id, row (what it is about), quote, column, first, second.
    alone : DataFrame
        document_id, row, quote, only_in (a path): rows that one coding has.
    passed : list of str
        Documents of which only one coding has a row. They are left out of all the others.
    """
    (table, one), (other_table, other) = _coded(first), _coded(second)
    both = set(one["document_id"]) & set(other["document_id"])
    if table != other_table or not both:
        message = f"is of another table or other documents than {paths.shown(first)}"
        raise refusal(second, f"{message}. Allowed: {table} of the same documents")
    passed = sorted({*one["document_id"], *other["document_id"]} - both)
    one, other = (rows[rows["document_id"].isin(both)] for rows in (one, other))
    pairs = _pairs(one, other, _SAME[table])
    ours, theirs = one.loc[pairs.keys()], other.loc[pairs.values()]
    counted, differing = [], []
    for name in [name for name in one.columns if name not in (*_OWN, *_SAME[table])]:
        codes = pd.concat([ours[name], theirs[name]]).map(_plain).to_numpy().reshape(2, -1)
        unlike = codes[0] != codes[1]
        counted.append((name, int((~unlike).sum()), len(pairs), _alpha(codes)))
        told = {"column": name, "first": ours[name], "second": theirs[name].to_numpy()}
        differing.append(ours[_ABOUT].assign(**told)[unlike])
    columns = pd.DataFrame(counted, columns=["column", "same", "rows", "alpha"])
    columns.insert(3, "percent", (100 * columns["same"] / columns["rows"]).round(1))
    alone = [
        frame.drop(index=both.index)[_ABOUT].assign(only_in=paths.shown(path))
        for path, frame, both in ((first, one, ours), (second, other, theirs))
    ]
    return columns, pd.concat(differing).sort_index(kind="stable"), pd.concat(alone), passed


def _coded(path):
    """Return the name of a table and its rows, each with a column that says what it is about."""
    name, frame = coding.read(path)
    frame["row"] = [" ".join(filter(None, row)) for row in frame[_SAME[name][1:]].to_numpy()]
    return name, frame


def _pairs(one, other, keys):
    """Return where rows of the first stand in the second, if they are the same row."""
    theirs = other.groupby([other[key].map(_plain) for key in keys]).groups
    found = {}
    for key, rows in one.groupby([one[key].map(_plain) for key in keys]).groups.items():
        nearest = product(rows, theirs.get(key, ()))
        shares = [(_common(one.at[a, "quote"], other.at[b, "quote"]), a, b) for a, b in nearest]
        for share, a, b in sorted(shares, key=lambda found: -found[0]):
            if share > 0.5 and a not in found and b not in found.values():
                found[a] = b
    return dict(sorted(found.items()))


def _common(*quotes):
    """Return which share of the words of the shorter of two quotes stands in both."""
    one, other = (set(_plain(quote).split()) for quote in quotes)
    return len(one & other) / min(len(one), len(other)) if one and other else 1


def _alpha(codes):
    """Return Krippendorff's alpha of two rows of codes; None where all of them are one."""
    if len(set(codes.flat)) < 2:
        return None
    numbers = pd.factorize(codes.ravel())[0].reshape(2, -1)
    return round(float(krippendorff.alpha(numbers, level_of_measurement="nominal")), 2)


def _in_words(columns, alone):
    """Return how far two codings agree, and what to discuss first, in sentences."""
    share = columns["same"].sum() / max(columns["rows"].sum(), 1)
    said = [
        f"{capital(many(columns['rows'].max(), 'row'))} {verb(columns['rows'].max(), 'is', 'are')} "
        f"in both codings, with {100 * share:.0f}% of their cells alike."
    ]
    low = columns[columns["alpha"] < _RELIABLE].sort_values("alpha", kind="stable")
    first = [f"{many(alone, 'row')} that only one coding has"] if alone else []
    first += [f"{row.column} ({row.same} of {row.rows} alike, alpha {row.alpha})"
              for row in low.itertuples()]  # fmt: skip
    if first:
        said.append(f"Discuss first: {listed(first)}.")
    else:
        said.append(f"No column has an alpha below {_RELIABLE}.")
    return " ".join(said)


def told(first, second, *, as_json):
    """Return how far two codings agree, as lines to read or as JSON; see ``compare``."""
    columns, differing, alone, passed = compare(first, second)
    if as_json:
        found = {"columns": columns, "differing": differing, "alone": alone}
        found = {name: json.loads(frame.to_json(orient="records")) for name, frame in found.items()}
        found["passed"] = passed
        return json.dumps(found, indent=1, ensure_ascii=False)
    lines = [_in_words(columns, len(alone)), "", columns.to_string(index=False, na_rep="–")]
    for row in differing.itertuples():
        values = f'{row.column} "{row.first}" / "{row.second}"'
        lines.append(f'differs: {row.document_id}, {row.row}, "{row.quote}": {values}')
    for row in alone.itertuples():
        lines.append(f'only in {row.only_in}: {row.document_id}, {row.row}, "{row.quote}"')
    if passed:
        lines.append(f"left out, as only one coding has rows of them: {', '.join(passed)}")
    return "\n".join(lines)

"""How long councils judged Inadequate overall took to be Good or better, and the share that has."""

import numpy as np
import pandas as pd

from council_record.analysis import england

RECOVERED, WAITING, ABOLISHED = "good or better", "still waiting", "abolished"


def recoveries(overall, as_at):
    """Return how long each council ever judged Inadequate overall took to be Good or better.

    The time runs from its first inspection judged Inadequate to the first later one judged Good
    or better, whatever was judged between. It is not over for councils that have had none.

    Parameters
    ----------
    overall : DataFrame
        As returned by ``england.overall``.
    as_at : Timestamp
        The last day counted.

    Returns
    -------
    DataFrame
        local_authority, inadequate (day of the inspection), until, outcome (``RECOVERED``,
        ``WAITING`` or ``ABOLISHED``), years, between (inspections in between), latest (grade),
        again (day of the next inspection judged Inadequate after a recovery), redefined (of any
        inspection after the first, until then); sorted by outcome and time.
    """
    graded = overall.dropna(subset="grade")
    first = graded[graded["grade"] == england.BAD].drop_duplicates("local_authority")
    frame = first[["local_authority", "started", "exists_until"]].set_index("local_authority")
    frame = frame.rename(columns={"started": "inadequate"})
    after = graded.join(frame["inadequate"], on="local_authority")
    after = after[after["started"] > after["inadequate"]]
    recovered = _first_day(after[england.good(after["grade"])])
    gone = frame["exists_until"] < as_at
    ends = frame["exists_until"].where(gone, as_at)
    frame["until"] = recovered.reindex(frame.index).fillna(ends)
    outcomes = np.select([frame.index.isin(recovered.index), gone], [RECOVERED, ABOLISHED], WAITING)
    frame["outcome"] = pd.Categorical(outcomes, [RECOVERED, WAITING, ABOLISHED], ordered=True)
    frame["years"] = (frame["until"] - frame["inadequate"]).dt.days / 365.25
    until = after["local_authority"].map(frame["until"])
    between = after[after["started"] < until].groupby("local_authority").size()
    frame["between"] = between.reindex(frame.index, fill_value=0)
    frame["latest"] = graded.groupby("local_authority")["grade"].last()
    frame["again"] = _first_day(after[(after["grade"] == england.BAD) & (after["started"] > until)])
    redefined = after[after["redefined"] & (after["started"] <= until)]["local_authority"]
    frame["redefined"] = frame.index.isin(redefined)
    frame = frame.drop(columns="exists_until").reset_index()
    return frame.sort_values(["outcome", "years", "local_authority"], ignore_index=True)


def _first_day(inspections):
    return inspections.groupby("local_authority")["started"].min()


def kaplan_meier(years, over):
    """Return the share that has recovered after each time, estimated from all that were followed.

    The estimate of Kaplan and Meier (1958): of the d recoveries at time t among the n councils
    still followed, S(t) is the product of (1 - d / n), and the share is 1 - S. The band of 95 per
    cent rests on Greenwood's variance on the log-log scale, as in Kalbfleisch and Prentice (2002),
    The Statistical Analysis of Failure Time Data, section 1.4: S to the power of
    exp(±1.96 sqrt(sum d / (n (n - d))) / log S).

    Parameters
    ----------
    years : Series of float
        How long each council was followed.
    over : Series of bool
        Whether it had recovered by then; if not, it is counted as followed until then.

    Returns
    -------
    DataFrame
        years (0, then each time at which one recovered), followed (n), recovered (d), share, low,
        high (0 to 1; no band before the first recovery, nor where all have recovered).
    """
    there = over.groupby(years).agg(["size", "sum"])
    n, d = there["size"][::-1].cumsum()[::-1].astype(float), there["sum"].astype(float)
    stay = (1 - d / n).cumprod()
    with np.errstate(divide="ignore", invalid="ignore"):
        width = 1.96 * np.sqrt((d / (n * (n - d))).cumsum()) / np.log(stay)
        low, high = 1 - stay ** np.exp(width), 1 - stay ** np.exp(-width)
    frame = pd.DataFrame(
        {"followed": n, "recovered": d, "share": 1 - stay, "low": low, "high": high}
    )
    start = pd.DataFrame(
        {"followed": float(len(years)), "recovered": 0.0, "share": 0.0}, index=[0.0]
    )
    return pd.concat([start, frame[frame["recovered"] > 0]]).rename_axis("years").reset_index()

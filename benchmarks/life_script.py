"""What somebody who needs it once would write in Polars: what organization life is due, and effective coverage.

From the Parquet facts of ``nation_script.Facts``; the numbers of the rules typed in. No evidence, no rules of other
days; the same rows as the product's.
"""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from benchmarks.nation_script import Facts

COUNTED = ["branch", "joint_branch"]
ASKED = {
    "general_meeting": 3,
    "committee_meeting": 1,
    "group_meeting": 1,
    "theme_day": 1,
    "life_meeting": 12,
    "appraisal": 12,
    "heart_talk": 12,
}
"""Once in how many months."""
MONTHLY = [kind for kind, months in ASKED.items() if months == 1]
KIND = pl.Enum([*ASKED, "lecture"])
OF_ALL = {
    "general_meeting": "支部党员大会",
    "theme_day": "主题党日",
    "life_meeting": "组织生活会",
    "appraisal": "民主评议党员",
}
CONDITIONS = ["attached", "functional", "members", "term", "silence", "life"]
TERMS = {"branch": "3y", "joint_branch": "3y", "general_branch": "3y", "committee": "5y"}
TERMS_SINCE = date(2018, 7, 12)
LEAST = 3


def first_of(months: int, number: int) -> date:
    year, month = divmod(number * months, 12)
    return date(year, month + 1, 1)


def grid(on: date, *, running: bool) -> pl.DataFrame:
    """Kinds with the periods over at the close of a day that make up a year, and with the present one: kind, months,
    number, opens, closes."""
    rows = []
    for kind, months in ASKED.items():
        now = (on.year * 12 + on.month - 1) // months
        over = first_of(months, now + 1) - timedelta(1) == on
        last = now if over else now - 1
        numbers = [*range(last - 12 // months + 1, last + 1), *([now] if running and not over else [])]
        rows += [
            (kind, months, one, first_of(months, one), first_of(months, one + 1) - timedelta(1)) for one in numbers
        ]
    return pl.DataFrame(rows, schema=["kind", "months", "number", "opens", "closes"], orient="row").cast({"kind": KIND})


def held(facts: Facts) -> pl.DataFrame:
    """Every meeting up to the day of every party organization that took part: party_organization, kind, start."""
    records = facts.every("meeting_record", "meeting", "party_organization", "kind").filter(pl.col("start") <= facts.on)
    partners = facts.every("meeting_partner", "meeting", "party_organization").select(
        "meeting", partner="party_organization"
    )
    joint = records.join(partners.unique(), on="meeting").filter(pl.col("partner") != pl.col("party_organization"))
    columns = (pl.col("kind").cast(KIND), "start")
    return pl.concat(
        [
            records.select("party_organization", *columns),
            joint.select(pl.col("partner").alias("party_organization"), *columns),
        ]
    ).collect()


def since(facts: Facts, meetings: pl.DataFrame) -> pl.DataFrame:
    """Standing party organizations: party_organization, founded, kind, first and began."""
    firsts = meetings.group_by("party_organization").agg(first=pl.col("start").min())
    return (
        facts.bodies.collect()
        .join(firsts, on="party_organization", how="left")
        .with_columns(of_unit=pl.col("first").min().over("unit"))
        .with_columns(began=pl.when(pl.col("unit").is_null()).then("first").otherwise(pl.coalesce("of_unit", "first")))
        .filter("standing")
    )


def counts(facts: Facts, meetings: pl.DataFrame) -> pl.DataFrame:
    """How often each kind was held in each of its periods: party_organization, kind, number, held."""
    kind, day = pl.col("kind"), pl.col("start")
    months = pl.when(kind.is_in(MONTHLY)).then(1).when(kind == "general_meeting").then(3).otherwise(12)
    number = (day.dt.year().cast(pl.Int32) * 12 + day.dt.month() - 1) // months
    return (
        meetings.filter(day >= grid(facts.on, running=True)["opens"].min(), kind != "lecture")
        .group_by("party_organization", "kind", number.cast(pl.Int64).alias("number"))
        .agg(held=pl.len().cast(pl.Int64))
    )


def due(facts: Facts, meetings: pl.DataFrame, number: pl.DataFrame) -> pl.DataFrame:
    """What is asked of every branch in every period."""
    periods = grid(facts.on, running=True)
    branches = since(facts, meetings).filter(pl.col("kind").is_in(COUNTED)).drop("kind")
    asked = branches.join(periods, how="cross").filter(
        pl.col("founded").is_null() | (pl.col("founded") <= pl.col("opens"))
    )
    rows = asked.join(number, on=["party_organization", "kind", "number"], how="left").join(
        committees(facts, periods), on=["party_organization", "kind", "number"], how="left"
    )
    committee = pl.col("kind") == "committee_meeting"
    unclear = pl.col("kind").is_in(["group_meeting", "heart_talk"]) | (committee & pl.col("exists").is_null())
    none = committee & ~(pl.col("exists") & (pl.col("set_up").is_null() | (pl.col("set_up") <= pl.col("opens"))))
    kept, pairs = pl.col("held") >= 1, pl.col("kind") == "heart_talk"
    why = (
        pl.when(pairs)
        .then(pl.lit("pairs_unknown"))
        .when(kept)
        .then(pl.lit("held"))
        .when(unclear)
        .then(pl.when(committee).then(pl.lit("committee_unknown")).otherwise(pl.lit("groups_unknown")))
        .when(pl.col("closes") > facts.on)
        .then(pl.lit("running"))
        .when(pl.col("first").is_null())
        .then(pl.lit("no_record"))
        .when(pl.col("began") <= pl.col("closes"))
        .then(pl.lit("over"))
        .otherwise(pl.lit("before_records"))
    )
    states = {"held": "kept", "running": "due", "over": "behind"}
    return (
        rows.filter(~none.fill_null(value=False))
        .with_columns(pl.col("held").fill_null(0), required=pl.when(~unclear).then(pl.lit(1, dtype=pl.Int64)))
        .with_columns(because=why)
        .with_columns(state=pl.col("because").replace_strict(states, default="unknown"))
        .select(
            *("party_organization", pl.col("kind").cast(pl.String), "months", "number"),
            *("required", "held", "state", "because"),
        )
    )


def committees(facts: Facts, periods: pl.DataFrame) -> pl.DataFrame:
    """Of each month whether there was a committee at its end, and since when."""
    months = periods.filter(pl.col("kind") == "committee_meeting").select("kind", "number", "closes")
    recorded = facts.every("committee", "party_organization", "exists").collect().join(months, how="cross")
    start, end, closes = pl.col("start"), pl.col("end"), pl.col("closes")
    return (
        recorded.filter(start.is_null() | (start <= closes), end.is_null() | (end > closes))
        .group_by("party_organization", "kind", "number")
        .agg(pl.col("exists").max(), set_up=pl.col("start").max())
    )


def silent(bodies: pl.DataFrame, meetings: pl.DataFrame, on: date) -> pl.DataFrame:
    """Who held nothing for six months on end within the last twelve: party_organization, silent, quiet."""
    window = on.replace(year=on.year - 1)
    day = timedelta(1)
    opens = pl.when(pl.col("founded") > window).then(pl.col("founded") - day).otherwise(pl.lit(window))
    known = bodies.with_columns(opens=opens).with_columns(known=pl.max_horizontal("opens", pl.col("began") - day))
    recent = meetings.filter(pl.col("start") > window).select("party_organization", "start")
    marks = pl.concat(
        [
            known.select("party_organization", start="known"),
            recent.join(known.select("party_organization", "known"), on="party_organization")
            .filter(pl.col("start") > pl.col("known"))
            .drop("known"),
            known.select("party_organization", start=pl.lit(on + day)),
        ]
    ).sort("party_organization", "start")
    gaps = marks.with_columns(until=pl.col("start").shift(-1).over("party_organization"))
    long = gaps.filter(pl.col("start").dt.offset_by("6mo") < pl.col("until"))
    quiet = long.group_by("party_organization").agg(quiet=pl.col("start").max())
    upcoming = recent.group_by("party_organization").agg(upcoming=pl.col("start").min())
    perhaps = (pl.col("known") > pl.col("opens")) & (
        pl.col("opens").dt.offset_by("6mo") < pl.col("upcoming").fill_null(on + day)
    )
    verdict = (
        pl.when(pl.col("first").is_not_null())
        .then(pl.when(pl.col("quiet").is_not_null()).then(pl.lit(value=True)).when(~perhaps).then(pl.lit(value=False)))
        .alias("silent")
    )
    return (
        known.join(quiet, on="party_organization", how="left")
        .join(upcoming, on="party_organization", how="left")
        .select("party_organization", "quiet", verdict)
    )


def kept(bodies: pl.DataFrame, number: pl.DataFrame, on: date) -> pl.DataFrame:
    """Who kept to the standard of all branches: party_organization, kept, lacking."""
    periods = grid(on, running=False).filter(pl.col("kind").is_in(list(OF_ALL)))
    asked = bodies.filter(pl.col("founded").is_not_null()).join(periods, how="cross", suffix="_asked")
    rows = asked.filter(pl.col("founded") <= pl.col("opens")).join(
        number,
        left_on=["party_organization", "kind_asked", "number"],
        right_on=["party_organization", "kind", "number"],
        how="anti",
    )
    known = (pl.col("began") <= pl.col("closes")).fill_null(value=False)
    behind = [known.filter(pl.col("kind_asked") == kind).any().alias(kind) for kind in OF_ALL]
    missed = rows.group_by("party_organization").agg(*behind, behind_at_all=known.any())
    words = [pl.when(pl.col(kind)).then(pl.lit(f"、{label}")).otherwise(pl.lit("")) for kind, label in OF_ALL.items()]
    held_to = pl.col("kind").is_in(COUNTED).fill_null(value=False)
    return bodies.join(missed, on="party_organization", how="left").select(
        "party_organization",
        kept=pl.when(~held_to | pl.col("behind_at_all").is_null())
        .then(pl.lit(value=True))
        .when(pl.col("behind_at_all") & pl.col("first").is_not_null())
        .then(pl.lit(value=False)),
        lacking=pl.concat_str(words, ignore_nulls=True).str.strip_chars("、"),
    )


def terms(facts: Facts) -> pl.DataFrame:
    """Of each party organization the last election, and whether it is appointed: party_organization, elected."""
    held_on = (
        facts.every("election", "party_organization")
        .filter(pl.col("start") <= facts.on)
        .group_by("party_organization")
        .agg(elected=pl.col("start").max())
    )
    appointed = facts.valid("committee", "party_organization", "appointed")
    named = appointed.group_by("party_organization").agg(pl.col("appointed").max())
    return held_on.join(named, on="party_organization", how="full", coalesce=True).collect()


def full_members(facts: Facts) -> pl.DataFrame:
    """Full members of each party organization: party_organization, full_members."""
    stands = facts.valid("affiliation", "person", "party_organization")
    files = (
        facts.every("membership", "person", "category", "full_on")
        .group_by("person")
        .agg(pl.col("full_on").min(), pl.col("category").min())
    )
    full = (pl.col("full_on") <= facts.on) | (pl.col("full_on").is_null() & (pl.col("category") == "full"))
    return (
        stands.group_by("person")
        .agg(pl.col("party_organization").min())
        .join(files.filter(full), on="person", how="semi")
        .group_by("party_organization")
        .agg(full_members=pl.len().cast(pl.Int64))
        .collect()
    )


def effective(facts: Facts, meetings: pl.DataFrame, number: pl.DataFrame) -> pl.DataFrame:
    """Every covered organization with the step where it is left, as the product's ``effectiveness`` has it."""
    pairs = facts.pairs.collect().select("party_organization", "organization", "mode")
    bodies = since(facts, meetings).join(pairs, on="party_organization", how="semi")
    wide = bodies.select("party_organization", "kind", "first")
    for part in (
        silent(bodies, meetings, facts.on),
        kept(bodies, number, facts.on),
        terms(facts),
        full_members(facts),
    ):
        wide = wide.join(part, on="party_organization", how="left")
    return judged(pairs.join(wide, on="party_organization"), facts.on)


def judged(pairs: pl.DataFrame, on: date) -> pl.DataFrame:
    kind, elected = pl.col("kind"), pl.col("elected")
    elects = kind.is_in(list(TERMS)) & ~pl.col("appointed").fill_null(value=False)
    years = kind.replace_strict(TERMS, default=None)
    over = pl.when(elected >= TERMS_SINCE).then(elected.dt.offset_by(years))
    frame = pairs.with_columns(elects=elects, over=over, full_members=pl.col("full_members").fill_null(0))
    fails = {
        "attached": pl.col("mode") == "attached",
        "functional": (pl.col("mode") == "functional").fill_null(value=False) | (kind == "functional"),
        "members": pl.col("full_members") < LEAST,
        "term": pl.col("elects") & (pl.col("over") < on),
        "silence": pl.col("silent"),
        "life": ~pl.col("kept"),
    }
    records = pl.when(pl.col("first").is_null()).then(pl.lit("no_record")).otherwise(pl.lit("before_records"))
    unclear = {
        "term": pl.when(kind.is_null())
        .then(pl.lit("no_kind"))
        .when(pl.col("elects") & elected.is_null())
        .then(pl.lit("no_election"))
        .when(pl.col("elects") & pl.col("over").is_null())
        .then(pl.lit("no_length")),
        "silence": pl.when(pl.col("silent").is_null()).then(records),
        "life": pl.when(pl.col("kept").is_null()).then(records),
    }
    failed = pl.coalesce(*(pl.when(test).then(pl.lit(name)) for name, test in fails.items()))
    said = pl.coalesce(*unclear.values())
    at = pl.coalesce(*(pl.when(why.is_not_null()).then(pl.lit(name)) for name, why in unclear.items()))
    order = {name: place for place, name in enumerate(CONDITIONS)}
    placed = frame.with_columns(failed=failed, said=said, at=at).with_columns(
        rank=pl.when(pl.col("failed").is_not_null())
        .then(pl.col("failed").replace_strict(order, default=None, return_dtype=pl.Int64))
        .when(pl.col("said").is_not_null())
        .then(len(CONDITIONS))
        .otherwise(len(CONDITIONS) + 1)
    )
    best = placed.sort("rank", "party_organization", descending=[True, False]).unique(
        "organization", keep="first", maintain_order=True
    )
    unknown = pl.col("rank") == len(CONDITIONS)
    return best.select(
        id="organization",
        step=pl.coalesce("failed", pl.when(unknown).then("at"), pl.lit("effective")),
        unclear=pl.when(unknown).then("said"),
        party_organization="party_organization",
        full_members="full_members",
        over="over",
        quiet="quiet",
        lacking="lacking",
    )

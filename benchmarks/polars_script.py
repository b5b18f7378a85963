"""What somebody who needs the numbers once would write: read the tables through ADBC, filter, join, count.

No evidence, no reasons, no scopes, no two clocks beyond "as known now"; the same numbers as the catalogue's.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import adbc_driver_manager
import adbc_driver_sqlite
import polars as pl

TABLES = {
    "standing": ("registry_standing", ("organization_id", "status", "reason")),
    "placement": ("registry_placement", ("organization_id", "line", "unit_id")),
    "headcount": ("registry_headcount", ("organization_id", "staff", "full_time_full_members")),
    "charter": ("registry_charter", ("organization_id", "party_building")),
    "commitment": ("registry_commitment", ("organization_id",)),
    "establishment": ("party_establishment", ("party_organization_id",)),
    "particulars": ("party_partyorganizationparticulars", ("party_organization_id", "kind")),
    "coverage": ("party_coverage", ("party_organization_id", "organization_id", "mode", "position")),
    "election": ("party_election", ("party_organization_id",)),
    "mark": ("party_reelectionmark", ("party_organization_id", "reelected")),
    "guidance": ("party_guidance", ("organization_id", "title")),
    "membership": ("party_membership", ("person_id", "full_on", "category")),
    "affiliation": ("party_affiliation", ("person_id", "party_organization_id")),
    "step": ("party_developmentstep", ("person_id", "stage")),
    "meeting": ("activities_meetingrecord", ("meeting_id", "party_organization_id", "kind")),
    "partner": ("activities_meetingpartner", ("meeting_id", "party_organization_id")),
    "contribution": (
        "activities_contributionrecord",
        ("contribution_id", "kind", "people_served", "money_fen", "goods_fen"),
    ),
    "participant": ("activities_contributionparticipant", ("contribution_id", "organization_id")),
}
DAYS = ("start", "end", "full_on")
MODES = ("separate", "joint", "dispatched", "fallback", "at_source", "attached", "functional")
KINDS = {
    "work_committee": "work_committees",
    "committee": "committees",
    "general_branch": "general_branches",
    "branch": "branches",
    "joint_branch": "joint_branches",
    "provisional_branch": "provisional_branches",
    "functional": "functional_party_organizations",
}
BRANCHES = ["general_branch", "branch", "joint_branch", "provisional_branch", "functional"]
LEAST = 3


def read(path: str) -> dict[str, pl.DataFrame]:
    """The standing facts of every table, straight from the file."""
    frames = {}
    database = adbc_driver_sqlite.connect(path)
    link = adbc_driver_manager.AdbcConnection(database)
    for name, (table, columns) in TABLES.items():
        statement = adbc_driver_manager.AdbcStatement(link)
        listed = ", ".join(f'"{column}"' for column in ("start", "end", *columns))
        statement.set_sql_query(f"SELECT {listed} FROM {table} WHERE superseded_by_id IS NULL")
        frame = pl.DataFrame(statement.execute_query()[0])
        statement.close()
        days = [pl.col(day).cast(pl.String).str.to_date("%Y-%m-%d") for day in DAYS if day in frame.columns]
        frames[name] = frame.with_columns(days).rename(
            {column: column.removesuffix("_id") for column in frame.columns if column.endswith("_id")}
        )
    link.close()
    database.close()
    return frames


def figures(path: str, on: date, since: date) -> dict[str, Any]:
    """Every number, by the key it has in the catalogue."""
    t = read(path)

    def valid(name: str) -> pl.DataFrame:
        start, end = pl.col("start"), pl.col("end")
        return t[name].filter((start.is_null() | (start <= on)) & (end.is_null() | (end > on)))

    def within(name: str) -> pl.DataFrame:
        return t[name].filter(pl.col("start").is_between(since, on))

    out: dict[str, Any] = {}
    alive = valid("standing").filter(~pl.col("status").is_in(["deregistered", "revoked"])).select("organization")
    bodies = (
        valid("establishment")
        .select("party_organization", pl.col("start").alias("founded"))
        .join(valid("particulars").select("party_organization", "kind"), on="party_organization", how="left")
    )
    pairs = valid("coverage").join(bodies, on="party_organization").join(alive, on="organization", how="semi")
    out |= coverage(alive, pairs)
    out |= guidance(valid("guidance"), alive, pairs)
    out |= readings(valid("headcount"), alive, pairs)
    out |= life(t, alive, valid, since, on)
    out |= elections(t, since, on)
    out |= people(t, valid, pairs, since, on)
    out |= activities(t, within)
    towns = valid("placement").filter(pl.col("line") == "territory").join(alive, on="organization", how="semi")
    out["by_town"] = dict(towns.group_by("unit").len().iter_rows())
    covered = towns.join(pairs, on="organization", how="semi")
    out["covered_by_town"] = dict(covered.group_by("unit").len().iter_rows())
    return out


def share(part: int, whole: int) -> float | None:
    return (2 * part * 1000 + whole) // (2 * whole) / 10 if whole else None


def coverage(alive: pl.DataFrame, pairs: pl.DataFrame) -> dict[str, Any]:
    first = pairs.sort("party_organization").unique("organization", keep="first", maintain_order=True)
    home = pairs.sort("position").unique("party_organization", keep="first", maintain_order=True)
    rank = pl.col("kind").replace_strict(
        {"work_committee": 0, "committee": 0, "general_branch": 1, "joint_branch": 3}, default=2, return_dtype=pl.Int8
    )
    built = pairs.group_by("organization").agg(rank.min().alias("rank"))["rank"]
    covered_modes, body_modes = (
        dict(first["mode"].value_counts().iter_rows()),
        dict(home["mode"].value_counts().iter_rows()),
    )
    kinds = dict(home["kind"].value_counts().iter_rows())
    organizations, covered = len(alive), len(first)
    return {
        "organizations": organizations,
        "party_organizations": len(home),
        "covered": covered,
        "organization_coverage": share(covered, organizations),
        **{f"covered_{mode}": covered_modes.get(mode, 0) for mode in MODES},
        "covered_unstated": covered_modes.get(None, 0),
        **{f"party_organizations_{mode}": body_modes.get(mode, 0) for mode in MODES},
        "party_organizations_unstated": body_modes.get(None, 0),
        **{key: kinds.get(kind, 0) for kind, key in KINDS.items()},
        "built_separately": int((built < 3).sum()),
        "built_separately_committee": int((built == 0).sum()),
        "built_separately_general_branch": int((built == 1).sum()),
        "built_separately_branch": int((built == 2).sum()),
        "built_jointly": int((built == 3).sum()),
        "not_built": organizations - covered,
    }


def guidance(sent: pl.DataFrame, alive: pl.DataFrame, pairs: pl.DataFrame) -> dict[str, Any]:
    guided = sent.filter(pl.col("title").is_in(["instructor", "liaison"])).select("organization")
    covered = pairs.select("organization")
    work = alive.join(pl.concat([guided, covered]).unique(), on="organization", how="semi")
    instructed = sent.filter(pl.col("title") == "instructor").join(alive, on="organization", how="semi")
    return {
        "work_covered": len(work),
        "work_coverage": share(len(work), len(alive)),
        "instructed": instructed["organization"].n_unique(),
        "instructors": len(instructed),
        "not_built_guided": instructed.join(covered, on="organization", how="anti")["organization"].n_unique(),
    }


def readings(counts: pl.DataFrame, alive: pl.DataFrame, pairs: pl.DataFrame) -> dict[str, Any]:
    counted = alive.join(counts, on="organization", how="left")
    uncovered = counted.join(pairs, on="organization", how="anti")
    joint = counted.join(
        pairs.group_by("organization").agg((pl.col("kind") == "joint_branch").all()).filter("kind"),
        on="organization",
        how="semi",
    )
    few, none = pl.col("full_time_full_members").is_between(1, LEAST - 1), pl.col("full_time_full_members") == 0
    enough = pl.col("full_time_full_members") >= LEAST

    def known(frame: pl.DataFrame, condition: pl.Expr) -> int | None:
        unknown = frame["full_time_full_members"].null_count()
        return None if unknown else len(frame.filter(condition))

    staff_unknown = counted["staff"].null_count()
    return {
        "should_have_built": known(uncovered, enough),
        "not_built_few_members": known(uncovered, few),
        "not_built_no_members": known(uncovered, none),
        "built_jointly_with_three": known(joint, enough),
        "staffed": None if staff_unknown else len(counted),
        "staff": None if staff_unknown else counted["staff"].sum(),
    }


def life(t: dict[str, pl.DataFrame], alive: pl.DataFrame, valid: Any, since: date, on: date) -> dict[str, Any]:
    ended = t["standing"].filter((pl.col("status") == "deregistered") & pl.col("start").is_between(since, on))
    charters = alive.join(valid("charter"), on="organization", how="left")["party_building"].cast(pl.Boolean)
    charter = None if charters.null_count() else int(charters.sum())
    signed = alive.join(t["commitment"].filter(pl.col("start") <= on), on="organization", how="semi")
    return {
        "deregistered": len(ended),
        "zombies_deregistered": int(ended["reason"].str.contains("僵尸", literal=True).sum()),
        "charter": charter,
        "charter_rate": None if charter is None else share(charter, len(alive)),
        "commitments": len(signed),
        "commitment_rate": share(len(signed), len(alive)),
    }


def elections(t: dict[str, pl.DataFrame], since: date, on: date) -> dict[str, Any]:
    branches = t["establishment"].join(
        t["particulars"].filter(pl.col("kind").is_in(BRANCHES)), on="party_organization", how="semi"
    )
    founded = branches.filter(pl.col("start").is_between(since, on))
    stood = branches.filter((pl.col("start") <= on) & (pl.col("end").is_null() | (pl.col("end") > since)))
    years = pl.col("start").dt.year().alias("year")
    marks = t["mark"].with_columns(years)
    held = t["election"].filter(pl.col("start").is_between(since, on)).with_columns(years)
    again = held.join(marks.filter(pl.col("reelected").cast(pl.Boolean)), on=["party_organization", "year"])
    lived = stood.select(
        "party_organization",
        pl.when(pl.col("start") > since).then(pl.col("start").dt.year()).otherwise(since.year).alias("first"),
        pl.when(pl.col("end") <= on).then(pl.col("end").dt.year()).otherwise(on.year).alias("last"),
    )
    marked = marks.filter(pl.col("year").is_between(since.year, on.year)).group_by("party_organization").len("marked")
    unmarked = (
        lived.join(again, on="party_organization", how="anti")
        .join(marked, on="party_organization", how="left")
        .filter(pl.col("marked").fill_null(0) < pl.col("last") - pl.col("first") + 1)
    )
    reelected = stood.join(again, on="party_organization", how="semi")
    return {"branches_new": len(founded), "branches_reelected": None if len(unmarked) else len(reelected)}


def people(t: dict[str, pl.DataFrame], valid: Any, pairs: pl.DataFrame, since: date, on: date) -> dict[str, Any]:
    members = valid("affiliation").join(t["membership"].drop("start", "end"), on="person", how="left")
    full = members.filter((pl.col("full_on") <= on) | (pl.col("full_on").is_null() & (pl.col("category") == "full")))
    bodies = pairs.select("party_organization").unique()
    counts = bodies.join(full.group_by("party_organization").len("full"), on="party_organization", how="left")
    steps = t["step"].filter(pl.col("start").is_between(since, on))
    taken = {stage: group["person"].n_unique() for (stage,), group in steps.group_by("stage")}
    return {
        "members": members["person"].n_unique(),
        "under_three_full_members": int((counts["full"].fill_null(0) < LEAST).sum()),
        "applicants": taken.get("application", 0),
        "activists": taken.get("activist", 0),
        "admitted": taken.get("admission", 0),
    }


def activities(t: dict[str, pl.DataFrame], within: Any) -> dict[str, Any]:
    days = within("meeting").filter(pl.col("kind") == "theme_day")
    joint = days.join(
        t["partner"].select("meeting", pl.col("party_organization").alias("other")), on="meeting", how="inner"
    ).filter(pl.col("other") != pl.col("party_organization"))
    held = within("contribution")
    practice, donations = held.filter(pl.col("kind") == "practice"), held.filter(pl.col("kind") == "donation")
    donors = t["participant"].join(donations, on="contribution", how="semi")
    return {
        "joint_theme_days": joint["meeting"].n_unique(),
        "practice_activities": len(practice),
        "people_served": practice["people_served"].sum(),
        "donation_activities": len(donations),
        "donating_organizations": donors["organization"].n_unique(),
        "donated_money": donations["money_fen"].sum() / 100,
        "donated_goods": donations["goods_fen"].sum() / 100,
    }

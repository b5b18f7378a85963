"""Numbers in the program that are no regulation's, each with the reason; one that is not found any more is a failure.

A line names the file and the words, as the finder prints them.
"""

FOLDERS = {
    "core/sheets/": "Reads cells of spreadsheets: lengths of texts, rows, likeness of headings.",
    "core/identifiers/": "Lengths and check digits of codes, by their own standards.",
    "core/documents/": "Levels of headings, rounding of approximate numbers, distance of words.",
    "exchange/reading/": "Bounds what a workbook may make a machine do: sizes, rows, memory.",
    "exchange/marking/": "As above, for workbooks that are written.",
}
LINES = {
    "how much of a list is shown before the rest is only counted": (
        "exchange/planning/oddities.py: len(names) > MOST_NAMED",
        "office/acting/case_forms.py: len(alike) > FEW",
        "office/acting/finding.py: len(living) <= OFFERED",
        "office/build/entry.py: len(every) > NAMED",
        "office/build/ledgers/words.py: len(wanted) > FEW",
        "office/build/plans.py: len(listed) > FEW",
        "office/build/plans.py: len(names) > MOST_NAMED",
        "office/build/reasons.py: len(counts) < 2",
        "reports/checking.py: len(found) >= MOST_ENTRIES",
    ),
    "how long what somebody types may be, and how short it may be to mean anything": (
        "console/grammar.py: len(text) < 12",
        "office/acting/value_fields.py: len(text) > 12",
        "core/rules/plain_yaml.py: self.depth >= DEEPEST",
        "office/report_forms.py: year < EARLIEST_YEAR",
        "people/services/disclosing.py: len(said) < SHORTEST",
        "registry/pinyin.py: len(text) < FEWEST",
    ),
    "how far ahead lists of what is due look, as their reader chooses": (
        "console/commands/due_command.py: timedelta(days=90)",
        "office/build/due.py: timedelta(days=WEEK)",
        "office/build/due_feed.py: timedelta(days=365)",
        "office/build/ledgers/findings.py: timedelta(days=90)",
    ),
    "more digits than the number of any row has": (
        "office/acting/body_founding.py: len(organization) < 19",
        "office/acting/case_starting.py: len(text) < 19",
        "office/acting/member_founding.py: len(body) < 19",
        "office/acting/thing_field.py: len(pick) < 19",
        "office/views/acting.py: len(text) < 19",
    ),
    "blocks, rows and seconds that machines handle at once, ports, the length of a random key": (
        "accounts/models.py: self.of(user, ledger).count() >= MOST_VIEWS",
        "console/backup.py: len(chunk) == CHUNK",
        "console/commands/serve_command.py: 1024 以下",
        "exchange/planning/collecting.py: self.rows > MOST_ROWS",
        "exchange/trial.py: rows > MOST_ROWS",
        "figures/asking.py: picture.rows > MOST_ROWS",
        "journal/services/holding.py: len(wanted) > CHUNK",
        "office/idleness.py: timedelta(seconds=30)",
        "phone/photos.py: photo.width * photo.height > MOST_PIXELS",
        "phone/presence.py: timedelta(days=KEPT_DAYS)",
        "office/views/report_acts.py: len(key) != KEY",
        "cases/queries/reading.py: len(wanted) <= FEW",
        "core/procedures/planning.py: len(version.plans) >= MOST_KEPT",
        "rulebook/queries/laws.py: len(_kept) >= STATES",
        "snapshot/frames.py: rows < FEW",
    ),
    "drawing: how many points make a line, which month bears its name, widths in percent": (
        "office/build/charts.py: day.month > 3",
        "office/build/charts.py: last < 3",
        "office/build/charts.py: len(known) < 2",
        "office/build/charts.py: len(series) != 2",
        "office/build/charts.py: low - high < LABEL_GAP",
        "office/build/paging.py: len(said) < 7",
        "reports/pdf/source.py: 0%",
        "reports/pdf/source.py: 100%",
    ),
    "the calendar's own numbers: weekends, twelve months": (
        "reports/handbook/life.py: 一季度",
        "reports/handbook/life.py: 二季度",
        "reports/handbook/life.py: 三季度",
        "reports/handbook/life.py: 四季度",
        "core/rules/calendars.py: day.weekday() >= SATURDAY",
        "demo/drawing.py: day.weekday() < SATURDAY",
        "exchange/planning/closing.py: 1 <= last <= 12",
    ),
    "examples of how a share and a rate are written": (
        "core/rules/loading_values.py: 0.5%",
        "core/rules/loading_values.py: 100%",
        "core/rules/loading_values.py: 20%",
        "office/acting/value_fields.py: 80%",
    ),
    "whether several are there to choose from, or all of three keys; two units are two ledgers": (
        "core/procedures/loading_parts.py: len(given) < 3",
        "exchange/planning/owning.py: len(regions) < 2",
        "activities/models/contributions.py: 两个单位",
    ),
    "a name for a rank, no amount": (
        "core/indicators/populations/building.py: nw.col('rank') == JOINT",
        "exchange/ledgers/context.py: self.tier.get(ref) is Tier.BESIDE",
    ),
    "when a page remarks that an entry came late: no rule, only a hint to look": (
        "office/build/latest.py: late > LATE_DAYS",
    ),
    "the printed words of the statutory table's own lines; the set is judged by party.branch.min_full_members": (
        "figures/statutory.py: 3 名",
    ),
    "the invented county: ages and days are drawn, and the reason for a deregistration is a text of its story": (
        "demo/generating.py: 0 <= number < MOST_COUNTIES",
        "demo/people.py: self.born.year + GROWN_UP_AT",
        "demo/registering.py: ending.day.year - 2",
        "demo/story.py: 两年以上",
    ),
    "hours are held in tenths, as money is in fen; how much of a long text a form shows of what is on record": (
        "activities/models/meetings.py: 十分之",
        "activities/models/meetings.py: 一学时",
        "learning/models.py: 十分之",
        "learning/models.py: 一学时",
        "office/acting/study_forms.py: len(text) > 60",
    ),
}

"""What the workbench says of the list of findings: how many are open by item, and which are the visitor's to answer."""

from __future__ import annotations

from collections import Counter

from django.urls import reverse

from shejian.core.findings import checks
from shejian.office.asking import Posed
from shejian.office.visitors import Visitor
from shejian.office.workbench_pages import DocumentLine, FindingsDesk
from shejian.oversight.queries import given_to, item_label, open_findings, within

NOTHING = "问题清单上没有未销号的问题。清单照规则对照台账，由单位的经办人在“监督”里更新；没有更新过，不等于没有问题。"
SHOWN = 6


def findings_desk(one: Visitor, posed: Posed) -> FindingsDesk:
    """The kept findings within the scope of the question."""
    there = within(posed.asked.view, posed.asked.scope)
    kept = [each for each in open_findings(posed.known) if there.holds(each.subject, each.subject_number, each.via)]
    here = reverse("office:findings")
    counts = Counter(each.item.split(".")[0] for each in kept)
    order = {key: at for at, key in enumerate(checks())}
    listed = sorted(counts, key=lambda item: (order.get(item, len(order)), item))
    lines = [
        DocumentLine(item_label(item), here + posed.asking.query(item=item), "soon", f"{counts[item]} 个", "")
        for item in listed[:SHOWN]
    ]
    mine = given_to(one.user.pk, posed.known) & {each.number for each in kept}
    if mine:
        href = here + posed.asking.query(handler=str(one.user.pk))
        lines.insert(0, DocumentLine("交给我办的", href, "late", f"{len(mine)} 个", "打开逐个答复"))
    label = f"全部 {len(kept)} 个" if kept else "去看监督"
    return FindingsDesk(tuple(lines), "" if lines else NOTHING, label, here + posed.asking.query())

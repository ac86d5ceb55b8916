"""The advisers' own day: contacts that came due are made, most of them."""

from datetime import timedelta

from embedded.demo.house import ADVISERS
from embedded.demo.simulation import Life
from embedded.demo.stage import Stage

_SAID = (
    "约好周末带家人到店",
    "客户在等家里意见，下周再联系",
    "已发配置对比，客户表示会考虑",
    "询问交期，已答复现车情况",
)
_KEPT = 0.9


async def advisers_day(stage: Stage) -> Life:
    """Every working day each adviser works the queue off; some contacts slip, as they do."""
    while True:
        for username in ADVISERS:
            adviser = stage.cast[username]
            queue = await adviser.get("leads", "/today")
            for item in queue["items"]:
                if item["reason"] in ("contact_overdue", "contact_due") and stage.random.random() < _KEPT:
                    await adviser.post(
                        "leads",
                        f"/leads/{item['lead_id']}/follow-ups",
                        method="phone",
                        outcome="connected" if stage.random.random() < 0.8 else "no_answer",
                        note=stage.random.choice(_SAID),
                    )
        yield timedelta(hours=24)

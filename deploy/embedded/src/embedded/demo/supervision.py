"""The showroom beside the plans: people who only look, and the supervisor's evening with the day's forms.

The day's forms are looked at and signed, last month's matrices on the first of the next.
"""

from datetime import datetime, time, timedelta
from typing import Any

from embedded.demo.house import ADVISERS
from embedded.demo.simulation import ZONE, Life
from embedded.demo.stage import Stage

_DAILY = timedelta(days=10)
_CLOSED = time(18)
_LOOKERS = 0.6
_FRESH_FILES = timedelta(days=5)
_REMARKS = ("", "", "", "H 级客户请 48 小时内再联系一次", "未留档的两批请补问联系方式", "试驾后的客户当天回访", "")


async def passers_by(stage: Stage) -> Life:
    """看车未留档: most days somebody looks around, leaves no data and goes; some come about papers."""
    desk = stage.cast["linxiaoman"]
    while True:
        if stage.random.random() < _LOOKERS:
            about = "new_car" if stage.random.random() < 0.8 else "paperwork"
            visit = await desk.post(
                "leads",
                "/visits",
                anonymous=True,
                purpose=about,
                companions=stage.random.randrange(3),
                transport=stage.random.choice(("car", "car", "transit", "walk")),
                rivals=stage.random.choice(("", "", "星途 X3", "海岳 M6")),
            )
            await desk.post("leads", f"/visits/{visit['id']}/greeting")
            arrived = stage.simulation.now.astimezone(ZONE).date()
            yield timedelta(minutes=stage.random.randrange(8, 45))
            left = stage.simulation.now.astimezone(ZONE)
            late = left.date() != arrived or left.time() >= _CLOSED
            why = {"reason": "谈到打烊，次日补登"} if late else {}
            await desk.post("leads", f"/visits/{visit['id']}/departure", **why)
        yield timedelta(hours=stage.random.randrange(17, 29))


async def supervisors_evening(stage: Stage, present: datetime) -> Life:
    """Registers and daily reports of the last days, contact matrices of every month; a few forms stay unsigned.

    Files that were handed in are confirmed day by day, but for those of the last days.
    """
    while True:
        today = stage.simulation.now.astimezone(ZONE).date()
        if present - stage.simulation.now > _FRESH_FILES:
            await _confirm_files(stage)
        if today.day == 1:
            month = (today - timedelta(days=1)).replace(day=1)
            for username in ADVISERS:
                await _sign(stage, username, "contact_matrix", str(month), month=str(month)[:7])
        elif present - stage.simulation.now < _DAILY:
            await _sign(stage, None, "visit_register", str(today), day=str(today))
            for username in ADVISERS:
                if stage.random.random() < 0.8:
                    await _sign(stage, username, "daily_report", str(today), day=str(today))
        yield timedelta(hours=24)


async def _confirm_files(stage: Stage) -> None:
    supervisor = stage.cast["zhoumin"]
    waiting = await supervisor.get("leads", "/files", limit=100)
    if ids := [row["customer_id"] for row in waiting["items"]]:
        await supervisor.post("leads", "/files/confirmation", customer_ids=ids)


async def _sign(stage: Stage, adviser: str | None, form: str, subject_on: str, **asked: Any) -> None:
    supervisor = stage.cast["zhoumin"]
    whose = {"adviser_id": stage.cast[adviser].principal.id} if adviser else {}
    seen = await supervisor.get("leads", f"/forms/{form.replace('_', '-')}", **asked, **whose)
    await supervisor.post(
        "leads",
        "/forms/sign-offs",
        form=form,
        subject_on=subject_on,
        content_hash=seen["content_hash"],
        remark=stage.random.choice(_REMARKS) if form == "daily_report" else "",
        **whose,
    )

"""Timers of this service."""

from service_defaults.jobs import Timer

from aftersales.care_task import repository as care_tasks
from aftersales.care_task.planning import make_tasks_due
from aftersales.complaint import repository as complaints
from aftersales.complaint.clocks import warn_of_missed_clocks
from aftersales.maintenance import repository as plans
from aftersales.maintenance.service import remind_of_due_maintenance

TIMERS: tuple[Timer, ...] = (
    Timer("care_task_due", care_tasks.next_due, make_tasks_due),
    Timer("maintenance_due", plans.next_reminder, remind_of_due_maintenance),
    Timer("complaint_overdue", complaints.next_clock, warn_of_missed_clocks),
)

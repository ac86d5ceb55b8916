"""Timers of this service."""

from service_defaults.jobs import Timer

from leads.appraisal.offering import EXPIRY
from leads.assessment.service import ASSESSMENT_TIMER
from leads.behaviour.interest import BEHAVIOUR_RETENTION_TIMER, INTEREST_TIMER
from leads.bulk_import.files import FILE_TIMER
from leads.duplicate.scanning import SCAN_TIMER, WATCH_TIMER
from leads.file_quality.scoring import SCORE_TIMER
from leads.file_quality.stock_take import STOCK_TAKE_TIMER
from leads.intake.retention import RETENTION_TIMER
from leads.lead.escalation import RESPONSE_TIMER
from leads.level.snapshot import SNAPSHOT_TIMER
from leads.loss.pausing import FREEZE_TIMER, SECOND_CHANCE_TIMER
from leads.mailbox.retention import MAIL_TIMER
from leads.pool.recycling import POOL_TIMER
from leads.score.training import TRAINING_TIMER
from leads.signal.service import SIGNAL_TIMER
from leads.web_form.retention import WEB_FORM_TIMER

TIMERS: tuple[Timer, ...] = (
    RESPONSE_TIMER,
    INTEREST_TIMER,
    ASSESSMENT_TIMER,
    SIGNAL_TIMER,
    TRAINING_TIMER,
    BEHAVIOUR_RETENTION_TIMER,
    RETENTION_TIMER,
    FILE_TIMER,
    WEB_FORM_TIMER,
    MAIL_TIMER,
    EXPIRY,
    SCAN_TIMER,
    WATCH_TIMER,
    SCORE_TIMER,
    STOCK_TAKE_TIMER,
    SNAPSHOT_TIMER,
    POOL_TIMER,
    FREEZE_TIMER,
    SECOND_CHANCE_TIMER,
)

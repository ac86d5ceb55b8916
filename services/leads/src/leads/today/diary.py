"""The diaries that the day's queue looks into, one line per feature."""

from leads.agenda.service import appointments
from leads.today.appointments import AppointmentQuery

APPOINTMENTS: tuple[AppointmentQuery, ...] = (appointments,)

"""E-mails that bring leads: read into prospects, or into the note that somebody called. Pure."""

from leads.intake.mail.mapping import ReadMail, read_message
from leads.intake.mail.notices import CallNotice
from leads.intake.mail.reading import Mail, MailUnreadable, read_mail, readable

__all__ = ["CallNotice", "Mail", "MailUnreadable", "ReadMail", "read_mail", "read_message", "readable"]

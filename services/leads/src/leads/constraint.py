"""Which database constraint said no."""

from sqlalchemy.exc import IntegrityError


def violated(error: IntegrityError) -> str:
    """Name of the violated constraint or unique index; empty when the driver does not tell."""
    cause = getattr(error.orig, "__cause__", None)
    return str(getattr(cause, "constraint_name", None) or "")

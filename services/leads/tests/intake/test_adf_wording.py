"""Every code that reading can give has its sentence in both languages."""

from leads.intake.adf.wording import REFUSALS, WARNINGS, WarningCode


def test_every_code_has_a_sentence() -> None:
    assert set(WARNINGS) == set(WarningCode)
    assert all(zh and en for zh, en in [*WARNINGS.values(), *REFUSALS.values()])

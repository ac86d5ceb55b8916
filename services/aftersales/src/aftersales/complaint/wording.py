"""What a complaint that the system opens is about: a code and its parameters, for the reader's own language."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator


class TitleCode(StrEnum):
    """`low_score`: a call-back was answered with a low score, or with the "no" that counts as one."""

    LOW_SCORE = "low_score"


class LowAnswerWords(BaseModel):
    """A question as it was put in either language; no score where the answer was "no"."""

    zh: str
    en: str
    score: int | None


class LowScoreWords(BaseModel):
    """The worst answer comes first."""

    questionnaire_zh: str
    questionnaire_en: str
    answers: list[LowAnswerWords]


TitleParams = Annotated[LowScoreWords | None, BeforeValidator(lambda kept: kept or None)]
"""Kept as an empty object where somebody worded the title."""

"""Questionnaires over HTTP."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator
from service_defaults.bodies import Body
from service_defaults.fields import LongText, Text

from aftersales.questionnaire.policy import Question, Questionnaire


class QuestionnaireOut(Questionnaire):
    """A version as it was published, texts in both languages."""


class QuestionnairePublish(Body):
    """The next version of a code, new for the store or succeeding the present one."""

    title_zh: Text
    title_en: Text
    opening_zh: LongText = ""
    opening_en: LongText = ""
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=40)]

    @model_validator(mode="after")
    def _distinct(self) -> "QuestionnairePublish":
        codes = [question.code for question in self.questions]
        if len(set(codes)) != len(codes):
            raise ValueError("each question needs a code of its own")
        return self


class AnswerOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    question: str
    score: int | None
    yes: bool | None
    choice: str | None
    text: str | None

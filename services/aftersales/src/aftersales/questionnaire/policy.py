"""Questionnaires as data, what a complete set of answers is, and what the answers mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from service_defaults.fields import Code, LongText, Score, Text


class QuestionKind(StrEnum):
    SCALE = "scale"
    YES_NO = "yes_no"
    CHOICE = "choice"
    TEXT = "text"


class Purpose(StrEnum):
    """What a question feeds besides its own average."""

    SATISFACTION = "satisfaction"
    RECOMMEND = "recommend"
    FIXED_FIRST_VISIT = "fixed_first_visit"


class Option(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    code: Code
    zh: Text
    en: Text


class Question(BaseModel):
    """`low_at` overrides the store's low score; `low_on_no` makes a "no" as bad as a low score."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    code: Code
    kind: QuestionKind
    zh: Text
    en: Text
    required: bool = True
    least: Score = 1
    most: Score = 10
    low_at: Score | None = None
    low_on_no: bool = False
    purpose: Purpose | None = None
    complaint_category: Code = "other"
    options: Annotated[tuple[Option, ...], Field(max_length=30)] = ()

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.least >= self.most:
            raise ValueError("the scale must rise")
        if (self.kind is QuestionKind.CHOICE) != bool(self.options):
            raise ValueError("a choice needs options, other kinds have none")
        return self


class Questionnaire(BaseModel):
    """A published version never changes; a change is a new version."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    code: Code
    version: int
    title_zh: Text
    title_en: Text
    opening_zh: LongText = ""
    opening_en: LongText = ""
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=40)]


class Answer(BaseModel):
    """Exactly one of score, yes, choice, text, after the question's kind."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    question: Code
    score: Score | None = None
    yes: bool | None = None
    choice: Code | None = None
    text: LongText | None = None


class FaultKind(StrEnum):
    UNKNOWN_QUESTION = "unknown_question"
    ANSWERED_TWICE = "answered_twice"
    MISSING = "answer_missing"
    WRONG_KIND = "answer_wrong_kind"
    OUT_OF_SCALE = "score_out_of_scale"


@dataclass(frozen=True, slots=True)
class AnswerFault:
    """`index` is the place in the list of answers; None for a question left out."""

    kind: FaultKind
    question: str
    index: int | None


@dataclass(frozen=True, slots=True)
class LowAnswer:
    question: str
    category: str
    score: int | None


@dataclass(frozen=True, slots=True)
class Findings:
    """Scores are as given; `low` are the answers that open a complaint, the worst first."""

    lowest_score: int | None
    recommend_score: int | None
    satisfaction: int | None
    low: tuple[LowAnswer, ...]


def faults_of(questionnaire: Questionnaire, answers: Sequence[Answer]) -> list[AnswerFault]:
    """What is wrong with a set of answers; empty when it may be kept."""
    questions = {question.code: question for question in questionnaire.questions}
    faults: list[AnswerFault] = []
    seen: set[str] = set()
    for index, answer in enumerate(answers):
        question = questions.get(answer.question)
        kind = FaultKind.ANSWERED_TWICE if answer.question in seen else _fault(question, answer)
        if kind is not None:
            faults.append(AnswerFault(kind, answer.question, index))
        seen.add(answer.question)
    missing = [question.code for question in questionnaire.questions if question.required and question.code not in seen]
    return faults + [AnswerFault(FaultKind.MISSING, code, None) for code in missing]


def _fault(question: Question | None, answer: Answer) -> FaultKind | None:
    if question is None:
        return FaultKind.UNKNOWN_QUESTION
    given: Mapping[QuestionKind, object] = {
        QuestionKind.SCALE: answer.score,
        QuestionKind.YES_NO: answer.yes,
        QuestionKind.CHOICE: answer.choice,
        QuestionKind.TEXT: answer.text,
    }
    if [kind for kind, value in given.items() if value is not None] != [question.kind]:
        return FaultKind.WRONG_KIND
    if answer.score is not None and not question.least <= answer.score <= question.most:
        return FaultKind.OUT_OF_SCALE
    if answer.choice is not None and answer.choice not in {option.code for option in question.options}:
        return FaultKind.WRONG_KIND
    return None


def findings_of(questionnaire: Questionnaire, answers: Sequence[Answer], *, low_score: int) -> Findings:
    """What the answers mean; expects answers without faults."""
    questions = {question.code: question for question in questionnaire.questions}
    pairs = [(questions[answer.question], answer) for answer in answers]
    low = [
        LowAnswer(question.code, question.complaint_category, answer.score)
        for question, answer in pairs
        if _is_low(question, answer, low_score)
    ]
    # A plain "no" has no number; it counts as worse than any score.
    low.sort(key=lambda each: -1 if each.score is None else each.score)
    return Findings(
        lowest_score=min((answer.score for _, answer in pairs if answer.score is not None), default=None),
        recommend_score=_score_for(pairs, Purpose.RECOMMEND),
        satisfaction=_score_for(pairs, Purpose.SATISFACTION),
        low=tuple(low),
    )


def _is_low(question: Question, answer: Answer, low_score: int) -> bool:
    if question.kind is QuestionKind.YES_NO:
        return question.low_on_no and answer.yes is False
    limit = low_score if question.low_at is None else question.low_at
    return answer.score is not None and answer.score <= limit


def _score_for(pairs: Sequence[tuple[Question, Answer]], purpose: Purpose) -> int | None:
    return next((answer.score for question, answer in pairs if question.purpose is purpose), None)

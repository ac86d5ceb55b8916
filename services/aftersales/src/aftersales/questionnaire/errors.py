"""Refusals of answers."""

from service_defaults.errors import Invalid, NotFound

from aftersales.questionnaire.policy import AnswerFault, FaultKind


class UnknownQuestionnaire(NotFound):
    code = "questionnaire_unknown"
    zh = "没有这份问卷"
    en = "There is no such questionnaire"


class UnknownQuestion(Invalid):
    code = FaultKind.UNKNOWN_QUESTION
    zh = "问卷中没有题目 {question}"
    en = "The questionnaire has no question {question}"


class AnsweredTwice(Invalid):
    code = FaultKind.ANSWERED_TWICE
    zh = "题目 {question} 重复作答"
    en = "Question {question} is answered twice"


class AnswerMissing(Invalid):
    code = FaultKind.MISSING
    zh = "题目 {question} 还没有作答"
    en = "Question {question} still needs an answer"


class AnswerOfWrongKind(Invalid):
    code = FaultKind.WRONG_KIND
    zh = "题目 {question} 的答案类型不对"
    en = "The answer does not fit the kind of question {question}"


class ScoreOutOfScale(Invalid):
    code = FaultKind.OUT_OF_SCALE
    zh = "题目 {question} 的分数超出范围"
    en = "The score of question {question} lies outside its scale"


_KINDS: dict[FaultKind, type[Invalid]] = {
    FaultKind.UNKNOWN_QUESTION: UnknownQuestion,
    FaultKind.ANSWERED_TWICE: AnsweredTwice,
    FaultKind.MISSING: AnswerMissing,
    FaultKind.WRONG_KIND: AnswerOfWrongKind,
    FaultKind.OUT_OF_SCALE: ScoreOutOfScale,
}


def refusal_of(fault: AnswerFault) -> Invalid:
    """The error that tells where the answers are at fault."""
    place = "/answers" if fault.index is None else f"/answers/{fault.index}"
    return _KINDS[fault.kind](question=fault.question, pointer=place)

import type { Answer } from '@/api/generated/aftersales/types.gen';
import { errorsAt } from '@/ui/FormField';
import type { Question } from '../../model';

/** What was ticked so far, by question. */
export type Draft = Readonly<Record<string, Omit<Answer, 'question'>>>;

const given = (answer: Omit<Answer, 'question'> | undefined): boolean =>
  answer !== undefined &&
  ((answer.score ?? null) !== null ||
    (answer.yes ?? null) !== null ||
    Boolean(answer.choice) ||
    Boolean(answer.text?.trim()));

/** The answers as the server wants them, in the questionnaire's order, without the empty ones. */
export function toAnswers(questions: readonly Question[], draft: Draft): Answer[] {
  return questions.flatMap(({ code }) => {
    const answer = draft[code];
    return answer && given(answer) ? [{ question: code, ...answer }] : [];
  });
}

/** Questions that must be answered and are not. */
export const missingIn = (questions: readonly Question[], draft: Draft): string[] =>
  questions.filter((question) => question.required && !given(draft[question.code])).map(({ code }) => code);

/** Up to where a score is bad: the question's own limit, else the store's. */
export const limitOf = (question: Question, lowScore: number | undefined): number | undefined =>
  question.low_at ?? lowScore;

/** Whether an answer is one that opens a complaint by itself: said before the call is finished. */
export function isLow(
  question: Question,
  answer: Omit<Answer, 'question'> | undefined,
  lowScore: number | undefined,
): boolean {
  if (!answer) return false;
  if (question.low_on_no && answer.yes === false) return true;
  const limit = limitOf(question, lowScore);
  const { score } = answer;
  return score !== null && score !== undefined && limit !== undefined && score <= limit;
}

/** The server points at the answer's place in what was sent; this finds the question it belongs to. */
export function errorOf(problem: unknown, sent: readonly Answer[], code: string): string | undefined {
  const at = sent.findIndex((answer) => answer.question === code);
  return at < 0 ? undefined : errorsAt(problem, `/answers/${at}`)[0];
}

import { useTranslation } from 'react-i18next';
import type { Answer } from '@/api/generated/aftersales/types.gen';
import { Chips } from '@/ui/Chips';
import { FormField } from '@/ui/FormField';
import { WarningIcon } from '@/ui/icons';
import { ScoreChips } from '@/ui/ScoreChips';
import { useAftersalesSettings } from '../../hooks/useSettings';
import { type Question, useBilingual } from '../../model';
import { type Draft, isLow, limitOf } from './answers';
import css from './Call.module.css';

export interface QuestionsProps {
  questions: readonly Question[];
  draft: Draft;
  onAnswer: (code: string, answer: Omit<Answer, 'question'>) => void;
  /** the message at a question, if there is one */
  errorAt: (code: string) => string | undefined;
}

/** The script's questions, each answered by one tap while the customer talks. */
export function Questions({ questions, draft, onAnswer, errorAt }: QuestionsProps) {
  const { t } = useTranslation('aftersales');
  const lowScore = useAftersalesSettings().data?.low_score;
  return (
    <ol className={css.questions}>
      {questions.map((question) => (
        <li key={question.code} data-question={question.code}>
          <Control
            question={question}
            lowAt={limitOf(question, lowScore)}
            answer={draft[question.code]}
            onAnswer={(answer) => onAnswer(question.code, answer)}
            error={errorAt(question.code)}
          />
          {isLow(question, draft[question.code], lowScore) ? (
            <p className={css.low} role="status">
              <WarningIcon />
              {t('call.willComplain')}
            </p>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

interface ControlProps {
  question: Question;
  lowAt: number | undefined;
  answer: Omit<Answer, 'question'> | undefined;
  onAnswer: (answer: Omit<Answer, 'question'>) => void;
  error: string | undefined;
}

function Control({ question, lowAt, answer, onAnswer, error }: ControlProps) {
  const { t } = useTranslation('aftersales');
  const both = useBilingual();
  const label = both(question);
  if (question.kind === 'scale') {
    return (
      <ScoreChips
        label={label}
        least={question.least ?? 1}
        most={question.most ?? 10}
        lowAt={lowAt}
        value={answer?.score ?? null}
        onChange={(score) => onAnswer({ score })}
        required={question.required ?? false}
        error={error}
        ends={question.purpose === 'recommend' ? [t('call.never'), t('call.surely')] : [t('call.bad'), t('call.good')]}
      />
    );
  }
  if (question.kind === 'text') {
    return (
      <FormField label={label} error={error} required={question.required ?? false}>
        {(props) => (
          <textarea
            {...props}
            className="control"
            rows={2}
            maxLength={2000}
            value={answer?.text ?? ''}
            onChange={(event) => onAnswer({ text: event.target.value })}
          />
        )}
      </FormField>
    );
  }
  const options =
    question.kind === 'yes_no'
      ? [
          { value: 'yes', label: t('yes') },
          { value: 'no', label: t('no') },
        ]
      : (question.options ?? []).map((option) => ({ value: option.code, label: both(option) }));
  const value =
    question.kind === 'yes_no' ? (answer?.yes == null ? null : answer.yes ? 'yes' : 'no') : (answer?.choice ?? null);
  return (
    <Chips
      label={`${label}${question.required ? ' *' : ''}`}
      options={options}
      value={value}
      onChange={(next) => onAnswer(question.kind === 'yes_no' ? { yes: next === 'yes' } : { choice: next })}
      error={error}
    />
  );
}

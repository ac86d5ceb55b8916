import { useTranslation } from 'react-i18next';
import type { CareTaskOut } from '@/api/generated/aftersales/types.gen';
import { cx } from '@/lib/cx';
import { formatTime } from '@/lib/time';
import { CheckCircleIcon, WarningIcon } from '@/ui/icons';
import { PathLink } from '@/ui/PathLink';
import { useAftersalesSettings } from '../../hooks/useSettings';
import { useBilingual, useCodeLabel } from '../../model';
import { isLow } from './answers';
import css from './Call.module.css';

/** What came of a call, with the way to the complaint it opened. */
export function CallDone({ task }: { task: CareTaskOut }) {
  const { t } = useTranslation('aftersales');
  const label = useCodeLabel();
  const both = useBilingual();
  const lowScore = useAftersalesSettings().data?.low_score;
  const bad = task.complaint_id !== null;
  const Icon = bad ? WarningIcon : CheckCircleIcon;
  return (
    <div className={css.stack}>
      <div className={cx(css.done, bad && css.bad)} role="status">
        <strong>
          <Icon />
          {bad ? t('call.complained') : label('result', task.result) || label('status', task.status)}
        </strong>
        <span>
          {formatTime(task.ended_at, 'full')}
          {task.ended_by_name ? ` · ${task.ended_by_name}` : ''}
        </span>
        {bad ? <PathLink href={`/complaints?open=${task.complaint_id}`}>{t('call.toComplaint')}</PathLink> : null}
      </div>
      <ul className={css.answers}>
        {task.questionnaire.questions.map((question) => {
          const answer = task.answers.find((one) => one.question === question.code);
          if (!answer) return null;
          const option = question.options?.find((one) => one.code === answer.choice);
          const text =
            answer.score ??
            (answer.yes === null ? null : t(answer.yes ? 'yes' : 'no')) ??
            (option ? both(option) : answer.text);
          return (
            <li key={question.code} className={css.answer}>
              <span>{both(question)}</span>
              <span className={cx(css.score, isLow(question, answer, lowScore) && css.scoreLow)}>{text}</span>
            </li>
          );
        })}
      </ul>
      {task.note ? <p className={css.quiet}>{task.note}</p> : null}
    </div>
  );
}

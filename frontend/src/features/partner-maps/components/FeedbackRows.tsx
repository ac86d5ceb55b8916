import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';
import { Card } from '@/ui/Card';
import { faultAt, MILESTONES } from '../model';
import type { PartProps } from './Part';
import css from './PartnerMaps.module.css';

/** Our milestones in the partner's codes; an empty one is not told. */
export function FeedbackRows({ draft, onChange, problem }: PartProps) {
  const { t } = useTranslation('partner-maps');
  const codeOf = (milestone: string) => draft.feedback.find((rule) => rule.milestone === milestone)?.code ?? '';
  return (
    <Card title={t('tab.feedback')}>
      <p className={css.quiet}>{t('feedback.text')}</p>
      <ul className={css.rows}>
        {MILESTONES.map((milestone) => {
          const at = draft.feedback.findIndex((rule) => rule.milestone === milestone);
          const fault = at < 0 ? undefined : faultAt(problem, `/feedback/${at}`);
          return (
            <li key={milestone} className={cx(css.row, fault && css.wrong)}>
              <label className={css.milestone}>
                <span>
                  <b>{t(`milestone.${milestone}`)}</b>
                  <span className={css.quiet}>{t(`milestoneWhen.${milestone}`)}</span>
                </span>
                <input
                  className={`control ${css.code}`}
                  placeholder={t('feedback.none')}
                  maxLength={64}
                  value={codeOf(milestone)}
                  onChange={(event) => {
                    const code = event.target.value;
                    onChange({
                      feedback: MILESTONES.map((one) => ({
                        milestone: one,
                        code: one === milestone ? code : codeOf(one),
                      })).filter((rule) => rule.code !== ''),
                    });
                  }}
                />
              </label>
              {fault ? (
                <p className={css.fault} role="alert">
                  {fault}
                </p>
              ) : null}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

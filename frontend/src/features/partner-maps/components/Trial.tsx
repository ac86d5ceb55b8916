import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { TrialOutcome, TrialResult } from '@/api/generated/leads/types.gen';
import { asProblem } from '@/api/problem';
import { cx } from '@/lib/cx';
import { Card } from '@/ui/Card';
import { FormField } from '@/ui/FormField';
import { StatusTag, type Tone } from '@/ui/Tag';
import { shown } from './Found';
import css from './PartnerMaps.module.css';
import own from './Trial.module.css';

const TONES: Record<TrialOutcome, Tone> = { lead: 'success', status: 'info', skipped: 'neutral', refused: 'danger' };

interface TrialProps {
  sample: string;
  onSample: (sample: string) => void;
  position: number;
  onPosition: (position: number) => void;
  trial: UseQueryResult<TrialResult>;
}

/** A document as the partner sends it, and what each of its records would become. */
export function Trial({ sample, onSample, position, onPosition, trial }: TrialProps) {
  const { t } = useTranslation('partner-maps');
  const result = trial.data;
  const broken = trial.error ? asProblem(trial.error) : null;
  return (
    <Card title={t('trial.title')} className={own.trial}>
      <div className={css.stack}>
        <FormField label={t('trial.sample')} hint={t('trial.hint')}>
          {(props) => (
            <textarea
              {...props}
              className={`control ${own.sample}`}
              rows={10}
              spellCheck={false}
              maxLength={262_144}
              value={sample}
              onChange={(event) => onSample(event.target.value)}
            />
          )}
        </FormField>
        <div aria-live="polite" className={css.stack}>
          {broken ? <p className={css.fault}>{broken.errors[0]?.message ?? broken.detail}</p> : null}
          {!broken && result?.problem ? <p className={css.fault}>{result.problem.detail}</p> : null}
          {!broken && result && !result.problem ? (
            <p className={css.quiet}>{t('trial.count', { count: result.count })}</p>
          ) : null}
        </div>
        {broken ? null : (
          <ol className={own.records}>
            {result?.records.map((record) => (
              <li key={record.position} className={cx(own.record, record.position === position && own.on)}>
                <button type="button" className={own.recordHead} onClick={() => onPosition(record.position)}>
                  <StatusTag tone={TONES[record.outcome]}>{t(`outcome.${record.outcome}`)}</StatusTag>
                  <code className={css.code}>{record.external_id ?? t('trial.noId')}</code>
                </button>
                {record.reason ? <p className={own.reason}>{record.reason.detail}</p> : null}
                <dl className={own.values}>
                  {record.fields
                    .filter((field) => field.value || (field.fault && field.fault.code !== 'nothing_found'))
                    .map((field) => (
                      <div key={field.rule}>
                        <dt>{t(`target.${field.target}`)}</dt>
                        <dd>
                          {shown(field, t)}
                          {field.fault && field.fault.code !== 'nothing_found' ? (
                            <span className={css.warn}>
                              {field.fault.detail} {field.path ? <code>{field.path}</code> : null}
                            </span>
                          ) : null}
                        </dd>
                      </div>
                    ))}
                </dl>
              </li>
            ))}
          </ol>
        )}
      </div>
    </Card>
  );
}

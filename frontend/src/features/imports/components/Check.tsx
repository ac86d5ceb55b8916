import { useTranslation } from 'react-i18next';
import type { CheckOut, ImportOut } from '@/api/generated/leads/types.gen';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { FormErrors } from '@/ui/FormErrors';
import { CheckIcon } from '@/ui/icons';
import { useSalesLabel } from '@/ui/sales/labels';
import { StatusTag } from '@/ui/Tag';
import { useStep } from '../hooks';
import css from '../Imports.module.css';
import { filed, OUTCOME_TONES } from '../model';
import { Outcomes, Reasons } from './Outcomes';

interface CheckProps {
  one: ImportOut;
  onRemap: () => void;
  onDiscarded: () => void;
}

/** What would become of the rows; nothing has been filed yet. */
export function Check({ one, onRemap, onDiscarded }: CheckProps) {
  const { t } = useTranslation('imports');
  const step = useStep(one.id);
  if (!one.check) return null;
  const count = filed(one.check.outcomes);
  return (
    <>
      <Card title={t('check.title')}>
        <div className={css.stack}>
          <Outcomes outcomes={one.check.outcomes} />
          <Reasons title={t('check.reasons')} counts={one.check.reasons} />
          <Reasons title={t('check.warnings')} counts={one.check.warnings} />
        </div>
      </Card>
      <Preview check={one.check} />
      <Problems check={one.check} />
      <FormErrors problem={step.error} />
      <div className={css.actions}>
        <Button
          variant="ghost"
          disabled={step.isPending}
          onClick={() => step.mutate({ action: 'discarding' }, { onSuccess: onDiscarded })}
        >
          {t('discard')}
        </Button>
        <Button className={css.end} onClick={onRemap} disabled={step.isPending}>
          {t('check.remap')}
        </Button>
        <Button
          variant="primary"
          icon={CheckIcon}
          loading={step.isPending}
          disabled={count === 0}
          onClick={() => step.mutate({ action: 'start' })}
        >
          {t('check.start', { count })}
        </Button>
      </div>
    </>
  );
}

function Preview({ check }: { check: CheckOut }) {
  const { t } = useTranslation('imports');
  const label = useSalesLabel();
  return (
    <Card title={t('check.preview')}>
      <div className={css.scroll}>
        <table className={css.table}>
          <thead>
            <tr>
              {['row', 'name', 'contact', 'wanted', 'source', 'outcome', 'notes'].map((id) => (
                <th key={id} scope="col">
                  {t(`preview.${id}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {check.preview.map((row) => (
              <tr key={row.number}>
                <td className={css.nowrap}>{row.number}</td>
                <td className={css.nowrap}>{row.name || '–'}</td>
                <td className={css.nowrap}>{row.mobile_masked ?? row.email_masked ?? '–'}</td>
                <td>{[label('kind', row.kind), row.wanted].filter(Boolean).join(' ')}</td>
                <td>{label('source', row.source) || '–'}</td>
                <td className={css.nowrap}>
                  <StatusTag tone={OUTCOME_TONES[row.outcome]}>{t(`outcome.${row.outcome}`)}</StatusTag>
                </td>
                <td className={css.samples}>{row.notes.join('; ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function Problems({ check }: { check: CheckOut }) {
  const { t } = useTranslation('imports');
  if (check.problems.length === 0) return null;
  return (
    <Card title={t('check.problems', { count: check.problems.length })}>
      <ul className={css.reasons}>
        {check.problems.slice(0, 50).map((problem) => (
          <li key={problem.number}>
            <span>{t('check.row', { row: problem.number })}</span>
            <span className={css.end}>{problem.message}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

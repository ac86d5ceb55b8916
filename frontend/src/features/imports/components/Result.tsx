import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportOut } from '@/api/generated/leads/types.gen';
import { formatTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { FormErrors } from '@/ui/FormErrors';
import { DownloadIcon, UndoIcon } from '@/ui/icons';
import { KeyValue } from '@/ui/KeyValue';
import { Sheet } from '@/ui/Sheet';
import { errorFileUrl, useStep } from '../hooks';
import css from '../Imports.module.css';
import { filed } from '../model';
import { Outcomes, Reasons } from './Outcomes';
import { Rows } from './Rows';

/** What became of a list, row by row, and the way back. */
export function Result({ one }: { one: ImportOut }) {
  const { t } = useTranslation('imports');
  const step = useStep(one.id);
  const [asking, setAsking] = useState(false);
  const unfinished = one.state === 'stopped' || one.state === 'failed';
  return (
    <>
      <Card title={t(one.state === 'undone' ? 'state.undone' : `result.${one.state}`)}>
        <div className={css.stack}>
          {one.problem_text ? <p role="alert">{one.problem_text}</p> : null}
          <Outcomes outcomes={one.outcomes} />
          {one.state === 'undone' ? <Undone one={one} /> : null}
          <KeyValue
            columns={3}
            items={[
              { id: 'total', label: t('result.total'), value: one.total.toLocaleString() },
              { id: 'seconds', label: t('result.seconds'), value: one.seconds ? one.seconds.toFixed(1) : null },
              { id: 'finished', label: t('result.finished'), value: formatTime(one.finished_at) },
              { id: 'basis', label: t('basis.label'), value: one.options ? t(`basis.${one.options.basis}`) : null },
              { id: 'provenance', label: t('basis.provenance'), value: one.options?.provenance, wide: true },
            ]}
          />
          <div className={css.actions}>
            {one.has_error_file ? (
              <a className={css.link} href={errorFileUrl(one.id)} download>
                <DownloadIcon /> {t('result.errorFile')}
              </a>
            ) : null}
            {unfinished ? (
              <Button variant="primary" loading={step.isPending} onClick={() => step.mutate({ action: 'start' })}>
                {t('result.goOn')}
              </Button>
            ) : null}
            {one.state !== 'undone' && filed(one.outcomes) > 0 ? (
              <Button className={css.end} icon={UndoIcon} onClick={() => setAsking(true)}>
                {t('result.undo')}
              </Button>
            ) : null}
          </div>
          <FormErrors problem={step.error} />
          <Reasons title={t('check.reasons')} counts={one.reasons} />
          <Reasons title={t('check.warnings')} counts={one.warnings} />
        </div>
      </Card>
      <Rows key={one.state} id={one.id} outcomes={one.outcomes} stayed={total(one.kept)} />
      <Sheet
        open={asking}
        onClose={() => setAsking(false)}
        title={t('result.undo')}
        width="sm"
        footer={
          <Button
            block
            variant="danger"
            loading={step.isPending}
            onClick={() => step.mutate({ action: 'undoing' }, { onSuccess: () => setAsking(false) })}
          >
            {t('result.undoNow', { count: filed(one.outcomes) })}
          </Button>
        }
      >
        <p>{t('result.undoText')}</p>
      </Sheet>
    </>
  );
}

const total = (counts: ImportOut['kept']): number =>
  Object.values(counts).reduce((sum: number, count) => sum + (count ?? 0), 0);

function Undone({ one }: { one: ImportOut }) {
  const { t } = useTranslation('imports');
  return (
    <div className={css.stack}>
      <p role="status">
        {t('result.undone', {
          at: formatTime(one.undone_at),
          by: one.undone_by_name ?? '',
          leads: one.undo.leads ?? 0,
          customers: one.undo.customers ?? 0,
          touches: one.undo.touches ?? 0,
          kept: total(one.kept),
        })}
      </p>
      <Reasons title={t('result.kept')} counts={one.kept as Record<string, number>} />
    </div>
  );
}

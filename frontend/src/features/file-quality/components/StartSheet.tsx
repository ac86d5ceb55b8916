import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StockTakeWanted } from '@/api/generated/leads/types.gen';
import { useBusinessNow } from '@/lib/clock';
import { formatTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { Sheet } from '@/ui/Sheet';
import { useChoosePlan, usePlan, useStartTake } from '../hooks';
import css from './Quality.module.css';

const SCOPES = ['graded', 'silent', 'owners', 'all'] as const;
type Scope = (typeof SCOPES)[number];
const EVERY = ['0', '1', '3', '6', '12'] as const;

const WANTED: Record<Scope, StockTakeWanted> = {
  graded: { levels: ['H', 'A', 'B', 'C'] },
  silent: { levels: ['H', 'A', 'B', 'C'], silent_days: 30 },
  owners: { lifecycles: ['owner', 'loyal', 'repurchase', 'dormant'] },
  all: {},
};

/** Whom to go through, and whether this comes back by itself. */
export function StartSheet({ onClose, onStarted }: { onClose: () => void; onStarted: (id: string) => void }) {
  const { t } = useTranslation(['file-quality', 'ui']);
  const now = useBusinessNow();
  const start = useStartTake();
  const plan = usePlan(true);
  const choosePlan = useChoosePlan();
  const [typed, setName] = useState<string | null>(null);
  const name = typed ?? t('take.defaultName', { date: formatTime(now, 'date') });
  const [scope, setScope] = useState<Scope>('graded');
  const [every, setEvery] = useState<string | null>(null);
  const chosen = every ?? String(plan.data?.every_months ?? 0);
  const go = (event: FormEvent) => {
    event.preventDefault();
    const version = plan.data?.version;
    if (every !== null && version !== undefined && every !== String(plan.data?.every_months)) {
      choosePlan.mutate({ body: { every_months: Number(every), wanted: WANTED[scope] }, version });
    }
    start.mutate(
      { name: name.trim(), wanted: WANTED[scope] },
      {
        onSuccess: (take) => {
          onStarted(take.id);
          onClose();
        },
      },
    );
  };
  return (
    <Sheet open onClose={onClose} title={t('take.start')}>
      <form className={css.form} onSubmit={go}>
        <FormField label={t('take.name')} required problem={start.error} pointer="/name">
          {(props) => (
            <input
              {...props}
              className="control"
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </FormField>
        <Chips
          label={t('take.scope')}
          value={scope}
          onChange={setScope}
          options={SCOPES.map((value) => ({ value, label: t(`scope.${value}`), hint: t(`scopeHint.${value}`) }))}
        />
        <Chips
          label={t('take.every')}
          size="sm"
          value={chosen}
          onChange={setEvery}
          options={EVERY.map((value) => ({ value, label: t(`every.${value}`) }))}
        />
        <FormErrors problem={start.error} pointers={['/name']} />
        <div className={css.buttons}>
          <Button onClick={onClose}>{t('ui:action.cancel')}</Button>
          <Button type="submit" variant="primary" data-autofocus loading={start.isPending} disabled={!name.trim()}>
            {t('take.go')}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}

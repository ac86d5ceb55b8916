import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { Sheet } from '@/ui/Sheet';
import { useSaveLine } from '../hooks';
import type { KpiCard } from '../model';

const written = (value: number | null, unit: KpiCard['unit']) =>
  value === null ? '' : String(unit === 'count' ? value : Math.round(value * 1000) / 10);

/** What was typed as the server wants it: a share of one for ratios. Null when it is empty, undefined when unreadable. */
export function read(text: string, unit: KpiCard['unit']): string | null | undefined {
  if (!text.trim()) return null;
  if (!/^\d{1,6}(\.\d)?$/.test(text.trim())) return undefined;
  return unit === 'count' ? text.trim() : (Number(text) / 100).toFixed(3);
}

/** The store's target and warning line of one number. */
export function TargetSheet({ card, open, onClose }: { card: KpiCard; open: boolean; onClose: () => void }) {
  const { t, i18n } = useTranslation(['numbers', 'ui']);
  const [target, setTarget] = useState(written(card.target, card.unit));
  const [warn, setWarn] = useState(written(card.warn, card.unit));
  const save = useSaveLine();
  const lines = { target: read(target, card.unit), warn: read(warn, card.unit) };
  const readable = lines.target !== undefined && lines.warn !== undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (lines.target === undefined || lines.warn === undefined) return;
    save.mutate(
      { kpi: card.id, target: lines.target, warn: lines.warn },
      {
        onSuccess: () => {
          toast(t('target.saved'), { tone: 'success' });
          onClose();
        },
      },
    );
  };
  const unit = card.unit === 'count' ? '' : '%';
  return (
    <Sheet
      open={open}
      onClose={onClose}
      width="sm"
      title={t('target.title', { name: i18n.language === 'en' ? card.en : card.zh })}
      footer={
        <Button type="submit" form="kpi-target" variant="primary" loading={save.isPending} disabled={!readable}>
          {t('ui:action.save')}
        </Button>
      }
    >
      <form id="kpi-target" onSubmit={submit}>
        <FormErrors problem={save.error} pointers={[]} />
        <FormField
          label={`${t('target.target')} ${unit}`}
          hint={t(card.higher_is_better ? 'target.up' : 'target.down')}
        >
          {(field) => (
            <input
              {...field}
              className="control"
              inputMode="decimal"
              value={target}
              onChange={(event) => setTarget(event.target.value)}
              data-autofocus
            />
          )}
        </FormField>
        <FormField label={`${t('target.warn')} ${unit}`}>
          {(field) => (
            <input
              {...field}
              className="control"
              inputMode="decimal"
              value={warn}
              onChange={(event) => setWarn(event.target.value)}
            />
          )}
        </FormField>
      </form>
    </Sheet>
  );
}

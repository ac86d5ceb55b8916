import { useTranslation } from 'react-i18next';
import { Card } from '@/ui/Card';
import { FormField } from '@/ui/FormField';
import type { Draft } from '../model';
import { CheckField } from './CheckField';
import { NumberField } from './NumberField';
import css from './Settings.module.css';

export interface SectionProps {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  problem: unknown;
}

/** Protection, and how long a hand-over can be undone. */
export function ProtectionCard({ draft, onChange, problem }: SectionProps) {
  const { t } = useTranslation('sales-settings');
  const rules = draft.protection ?? {};
  return (
    <Card title={t('section.protection')}>
      <div className={css.grid}>
        <NumberField
          problem={problem}
          label={t('protection.days')}
          unit={t('unitMore.days')}
          value={rules.days}
          onChange={(days) => onChange({ protection: { ...rules, days: days ?? 7 } })}
          pointer="/protection/days"
        />
        <NumberField
          problem={problem}
          label={t('protection.limit')}
          unit={t('unitMore.days')}
          value={rules.hard_limit_days}
          onChange={(days) => onChange({ protection: { ...rules, hard_limit_days: days ?? 90 } })}
          pointer="/protection/hard_limit_days"
        />
        <NumberField
          problem={problem}
          label={t('protection.undo')}
          unit={t('unitMore.minutes')}
          value={draft.transfer?.undo_minutes}
          onChange={(minutes) => onChange({ transfer: { undo_minutes: minutes ?? 10 } })}
          pointer="/transfer/undo_minutes"
        />
      </div>
    </Card>
  );
}

const NUMBERS = [
  ['overdue_times', 'times', 'times', 3],
  ['notify_days', 'notify', 'days', 2],
  ['contact_expire_days', 'expire', 'days', 30],
  ['untouched_days', 'untouched', 'days', 7],
  ['daily_claim_limit', 'daily', 'perDay', 10],
  ['repeat_claim_cooldown_days', 'repeat', 'days', 30],
  ['new_data_cooldown_hours', 'newData', 'hours', 1],
  ['capacity', 'capacity', 'customers', 300],
  ['high_value_multiplier', 'multiplier', 'times', 2],
] as const;

const HINTS: Partial<Record<string, string>> = {
  notify: 'notifyHint',
  daily: 'zeroAny',
  newData: 'newDataHint',
  capacity: 'zeroAny',
};

/** What the pool takes back, and what it gives to whom. */
export function PoolCard({ draft, onChange, problem }: SectionProps) {
  const { t } = useTranslation('sales-settings');
  const rules = draft.pool ?? {};
  const set = (change: Partial<NonNullable<Draft['pool']>>) => onChange({ pool: { ...rules, ...change } });
  const times = rules.overdue_times ?? 3;
  const hint = (name: string) =>
    name === 'times'
      ? t('pool.timesHint', { times, days: 2 * (1 + times) })
      : HINTS[name]
        ? t(`pool.${HINTS[name]}`)
        : undefined;
  return (
    <Card title={t('section.pool')}>
      <div className={css.grid}>
        <CheckField
          label={t('pool.enabled')}
          checked={rules.enabled !== false}
          onChange={(enabled) => set({ enabled })}
        />
        {NUMBERS.map(([field, name, unit, usual]) => (
          <NumberField
            key={field}
            problem={problem}
            label={t(`pool.${name}`)}
            unit={t(`unitMore.${unit}`)}
            {...(hint(name) ? { hint: hint(name) as string } : {})}
            value={rules[field]}
            onChange={(value) => set({ [field]: value ?? usual })}
            pointer={`/pool/${field}`}
          />
        ))}
        <FormField label={t('pool.tags')} hint={t('pool.tagsHint')} problem={problem} pointer="/pool/high_value_tags">
          {(props) => (
            <input
              {...props}
              className="control"
              value={(rules.high_value_tags ?? []).join(',')}
              onChange={(event) => set({ high_value_tags: event.target.value.split(/[,，]/).filter(Boolean) })}
            />
          )}
        </FormField>
      </div>
      <LevelPatience draft={draft} onChange={onChange} problem={problem} />
    </Card>
  );
}

/** Levels that are waited for longer or shorter than the rest. */
function LevelPatience({ draft, onChange, problem }: SectionProps) {
  const { t } = useTranslation('sales-settings');
  const rules = draft.pool ?? {};
  const own = rules.levels ?? [];
  const set = (level: string, times: number | null) =>
    onChange({
      pool: {
        ...rules,
        levels: [...own.filter((one) => one.level !== level), ...(times ? [{ level, times }] : [])],
      },
    });
  return (
    <fieldset className={css.fieldset}>
      <legend>{t('pool.levels')}</legend>
      <div className={css.grid}>
        {draft.levels
          .filter((level) => level.gradable !== false)
          .map((level) => (
            <NumberField
              key={level.code}
              problem={problem}
              label={t('pool.level', { level: level.code })}
              unit={t('unitMore.times')}
              hint={t('pool.levelDefault')}
              value={own.find((one) => one.level === level.code)?.times ?? null}
              onChange={(times) => set(level.code, times)}
              pointer="/pool/levels"
            />
          ))}
      </div>
    </fieldset>
  );
}

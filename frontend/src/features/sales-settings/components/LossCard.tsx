import { useTranslation } from 'react-i18next';
import { Card } from '@/ui/Card';
import { CheckField } from './CheckField';
import { LossReasons } from './LossReasons';
import { NumberField } from './NumberField';
import type { SectionProps } from './PoolCard';
import css from './Settings.module.css';

/** Who decides on a defeat, who asks the customer, when somebody is asked again, and for which reasons. */
export function LossCard({ draft, onChange, problem }: SectionProps) {
  const { t } = useTranslation('sales-settings');
  const rules = draft.loss ?? {};
  const set = (change: Partial<typeof rules>) => onChange({ loss: { ...rules, ...change } });
  const [first, again] = rules.freeze_days ?? [30, 90];
  return (
    <Card title={t('section.loss')}>
      <div className={css.grid}>
        <CheckField
          label={t('loss.approval')}
          checked={rules.needs_approval !== false}
          onChange={(needs_approval) => set({ needs_approval })}
        />
        <CheckField label={t('loss.verify')} checked={rules.verify !== false} onChange={(verify) => set({ verify })} />
        <NumberField
          problem={problem}
          label={t('loss.within')}
          unit={t('unitMore.days')}
          value={rules.verify_within_days}
          onChange={(days) => set({ verify_within_days: days ?? 3 })}
          pointer="/loss/verify_within_days"
        />
        <NumberField
          problem={problem}
          label={t('loss.attempts')}
          unit={t('unitMore.attempts')}
          value={rules.verification_attempts}
          onChange={(attempts) => set({ verification_attempts: attempts ?? 3 })}
          pointer="/loss/verification_attempts"
        />
        <NumberField
          problem={problem}
          label={t('loss.freezeFirst')}
          unit={t('unitMore.days')}
          value={first}
          onChange={(days) => set({ freeze_days: [days ?? 30, again] })}
          pointer="/loss/freeze_days"
        />
        <NumberField
          problem={problem}
          label={t('loss.freezeAgain')}
          unit={t('unitMore.days')}
          value={again}
          onChange={(days) => set({ freeze_days: [first, days ?? 90] })}
          pointer="/loss/freeze_days"
        />
      </div>
      <LossReasons reasons={rules.reasons ?? []} onChange={(reasons) => set({ reasons })} problem={problem} />
    </Card>
  );
}

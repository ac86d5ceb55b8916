import { useTranslation } from 'react-i18next';
import type { LossReason } from '@/api/generated/leads/types.gen';
import { Card } from '@/ui/Card';
import { FormField } from '@/ui/FormField';
import { useSalesLabel } from '@/ui/sales/labels';
import { CheckField } from './CheckField';
import { NumberField } from './NumberField';
import type { SectionProps } from './PoolCard';
import css from './Settings.module.css';

const TYPES = ['competitor', 'other_dealer', 'offer', 'service', 'customer', 'contact'] as const;

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
      <details className={css.fieldset}>
        <summary>
          {t('loss.reasons')} ({rules.reasons?.length ?? 0})
        </summary>
        <ul className={css.reasons}>
          {(rules.reasons ?? []).map((reason, index) => (
            <Reason
              key={reason.code}
              reason={reason}
              problem={problem}
              at={`/loss/reasons/${index}`}
              onChange={(changed) =>
                set({ reasons: (rules.reasons ?? []).map((one) => (one.code === reason.code ? changed : one)) })
              }
            />
          ))}
        </ul>
      </details>
    </Card>
  );
}

interface ReasonProps {
  reason: LossReason;
  at: string;
  problem: unknown;
  onChange: (reason: LossReason) => void;
}

function Reason({ reason, at, problem, onChange }: ReasonProps) {
  const { t } = useTranslation('sales-settings');
  const label = useSalesLabel();
  const text = (name: 'zh' | 'en') => (
    <FormField label={`${t(`loss.${name}`)} ${reason.code}`} hideLabel problem={problem} pointer={`${at}/${name}`}>
      {(props) => (
        <input
          {...props}
          className="control"
          maxLength={60}
          value={reason[name]}
          onChange={(event) => onChange({ ...reason, [name]: event.target.value })}
        />
      )}
    </FormField>
  );
  return (
    <li className={css.reason}>
      {text('zh')}
      {text('en')}
      <select
        className="control"
        aria-label={`${t('loss.type')} ${reason.code}`}
        value={reason.type}
        onChange={(event) => onChange({ ...reason, type: event.target.value as LossReason['type'] })}
      >
        {TYPES.map((type) => (
          <option key={type} value={type}>
            {label('lossType', type)}
          </option>
        ))}
      </select>
      <NumberField
        hideLabel
        problem={problem}
        label={`${t('loss.second')} ${reason.code}`}
        unit={t('unitMore.days')}
        value={reason.second_chance_days ?? null}
        onChange={(days) => onChange({ ...reason, second_chance_days: days })}
        pointer={`${at}/second_chance_days`}
      />
      <CheckField
        label={t('loss.competitor')}
        checked={reason.needs_competitor ?? false}
        onChange={(needs_competitor) => onChange({ ...reason, needs_competitor })}
      />
    </li>
  );
}

import { useTranslation } from 'react-i18next';
import type { LossReason } from '@/api/generated/leads/types.gen';
import { Button } from '@/ui/Button';
import { FormField } from '@/ui/FormField';
import { useSalesLabel } from '@/ui/sales/labels';
import { freeReason } from '../model';
import { CheckField } from './CheckField';
import { NumberField } from './NumberField';
import css from './Settings.module.css';

const TYPES = ['competitor', 'other_dealer', 'offer', 'service', 'customer', 'contact'] as const;

interface LossReasonsProps {
  reasons: readonly LossReason[];
  onChange: (reasons: LossReason[]) => void;
  problem: unknown;
}

/** The store's own reasons: named, added, retired; never deleted, since old cases are named by them. */
export function LossReasons({ reasons, onChange, problem }: LossReasonsProps) {
  const { t } = useTranslation('sales-settings');
  const replace = (changed: LossReason) => onChange(reasons.map((one) => (one.code === changed.code ? changed : one)));
  const add = () => onChange([...reasons, { code: freeReason(reasons), type: 'customer', zh: '', en: '' }]);
  const line = (reason: LossReason) => (
    <Reason
      key={reason.code}
      reason={reason}
      problem={problem}
      at={`/loss/reasons/${reasons.indexOf(reason)}`}
      onChange={replace}
    />
  );
  const retired = reasons.filter((one) => one.retired);
  return (
    <details className={css.fieldset}>
      <summary>
        {t('loss.reasons')} {reasons.length - retired.length}
      </summary>
      <ul className={css.reasons}>{reasons.filter((one) => !one.retired).map(line)}</ul>
      <Button size="sm" onClick={add}>
        {t('loss.add')}
      </Button>
      {retired.length > 0 ? (
        <>
          <p className={css.note}>{t('loss.retired')}</p>
          <ul className={css.reasons}>{retired.map(line)}</ul>
        </>
      ) : null}
    </details>
  );
}

interface ReasonProps {
  reason: LossReason;
  at: string;
  problem: unknown;
  onChange: (reason: LossReason) => void;
}

function Reason({ reason, at, problem, onChange }: ReasonProps) {
  const { t, i18n } = useTranslation('sales-settings');
  const label = useSalesLabel();
  const name = (i18n.language === 'en' ? reason.en : reason.zh) || reason.code;
  const text = (field: 'zh' | 'en') => (
    <FormField label={`${t(`loss.${field}`)} ${name}`} hideLabel problem={problem} pointer={`${at}/${field}`}>
      {(props) => (
        <input
          {...props}
          className="control"
          maxLength={60}
          required
          placeholder={t(`loss.${field}`)}
          value={reason[field]}
          onChange={(event) => onChange({ ...reason, [field]: event.target.value })}
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
        aria-label={`${t('loss.type')} ${name}`}
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
        label={`${t('loss.second')} ${name}`}
        unit={t('unitMore.days')}
        value={reason.second_chance_days ?? null}
        onChange={(days) => onChange({ ...reason, second_chance_days: days })}
        pointer={`${at}/second_chance_days`}
      />
      <span className={css.checks}>
        <CheckField
          label={t('loss.competitor')}
          checked={reason.needs_competitor ?? false}
          onChange={(needs_competitor) => onChange({ ...reason, needs_competitor })}
        />
        <CheckField
          label={t('loss.invalid')}
          checked={reason.invalid ?? false}
          onChange={(invalid) => onChange({ ...reason, invalid })}
        />
      </span>
      <Button
        size="sm"
        variant="ghost"
        aria-label={t(reason.retired ? 'loss.restoreOf' : 'loss.retireOf', { name })}
        onClick={() => onChange({ ...reason, retired: !reason.retired })}
      >
        {t(reason.retired ? 'loss.restore' : 'loss.retire')}
      </Button>
    </li>
  );
}

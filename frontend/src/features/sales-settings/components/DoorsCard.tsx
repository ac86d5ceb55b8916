import { useTranslation } from 'react-i18next';
import { Card } from '@/ui/Card';
import type { Draft } from '../model';
import { NumberField } from './NumberField';
import css from './Settings.module.css';

const FORM = [
  ['min_seconds', 'seconds'],
  ['max_minutes', 'minutes'],
  ['address_proof_per_hour', 'perHour'],
  ['address_limit_per_hour', 'perHour'],
  ['form_proof_per_10_minutes', 'perTen'],
  ['form_limit_per_hour', 'perHour'],
  ['number_per_day', 'perDay'],
  ['same_text_per_hour', 'perHour'],
  ['links_allowed', 'times'],
  ['proof_bits', 'bits'],
  ['trace_days', 'days'],
] as const;
const MAIL = [
  ['first_days', 'days'],
  ['mails_per_poll', 'mails'],
  ['max_kib', 'kib'],
  ['backoff_max_minutes', 'minutes'],
  ['kept_days', 'days'],
] as const;

export interface DoorsCardProps {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  problem: unknown;
}

/** How much the public forms take, and how mails are fetched. */
export function DoorsCard({ draft, onChange, problem }: DoorsCardProps) {
  const { t } = useTranslation('sales-settings');
  return (
    <>
      <Card title={t('doors.form')}>
        <div className={css.grid}>
          {FORM.map(([name, unit]) => (
            <NumberField
              key={name}
              label={t(`doors.${name}`)}
              unit={t(`doors.unit.${unit}`)}
              value={draft.web_form?.[name]}
              onChange={(value) => onChange({ web_form: { ...draft.web_form, [name]: value ?? 0 } })}
              pointer={`/web_form/${name}`}
              problem={problem}
            />
          ))}
        </div>
      </Card>
      <Card title={t('doors.mail')}>
        <div className={css.grid}>
          {MAIL.map(([name, unit]) => (
            <NumberField
              key={name}
              label={t(`doors.${name}`)}
              unit={t(`doors.unit.${unit}`)}
              value={draft.mailbox?.[name]}
              onChange={(value) => onChange({ mailbox: { ...draft.mailbox, [name]: value ?? 0 } })}
              pointer={`/mailbox/${name}`}
              problem={problem}
            />
          ))}
        </div>
      </Card>
    </>
  );
}

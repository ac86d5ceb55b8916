import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '@/ui/Button';
import { FormField } from '@/ui/FormField';
import { CloseIcon, PlusIcon } from '@/ui/icons';
import { useSalesLabel } from '@/ui/sales/labels';
import { leadSettingsQuery } from '@/ui/sales/settings';
import { usePartners } from '../hooks';
import type { Sender } from '../mail-model';
import css from './Doors.module.css';

export interface SendersProps {
  senders: readonly Sender[];
  onChange: (senders: Sender[]) => void;
  problem: unknown;
}

/** Whose mails become leads; everybody else's wait in the quarantine. */
export function Senders({ senders, onChange, problem }: SendersProps) {
  const { t } = useTranslation('lead-doors');
  const label = useSalesLabel();
  const sources = useQuery(leadSettingsQuery).data?.sources ?? [];
  const choices = {
    source: sources.map((code) => ({ value: code, name: label('source', code) })),
    partner_id: (usePartners().data ?? []).map((partner) => ({ value: partner.id, name: partner.name })),
  };
  const change = (place: number, part: Partial<Sender>) =>
    onChange(senders.map((one, at) => (at === place ? { ...one, ...part } : one)));
  return (
    <fieldset className={css.group}>
      <legend>{t('mail.senders')}</legend>
      <p className={css.small}>{t('mail.sendersHint')}</p>
      {senders.map((sender, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no id and keep their place while one is typed
        <div key={place} className={css.sender}>
          {(['address', 'label'] as const).map((name) => (
            <FormField
              key={name}
              label={t(`mail.sender.${name}`)}
              problem={problem}
              pointer={`/senders/${place}/${name}`}
            >
              {(props) => (
                <input
                  {...props}
                  className="control"
                  autoComplete="off"
                  maxLength={name === 'address' ? 120 : 60}
                  placeholder={name === 'address' ? '@example.com' : ''}
                  value={sender[name]}
                  onChange={(event) => change(place, { [name]: event.target.value })}
                />
              )}
            </FormField>
          ))}
          {(['source', 'partner_id'] as const).map((name) => (
            <FormField
              key={name}
              label={t(`mail.sender.${name}`)}
              problem={problem}
              pointer={`/senders/${place}/${name}`}
            >
              {(props) => (
                <select
                  {...props}
                  className="control"
                  value={sender[name] ?? ''}
                  onChange={(event) => change(place, { [name]: event.target.value || null })}
                >
                  <option value="">{t(`mail.sender.no_${name}`)}</option>
                  {choices[name].map((choice) => (
                    <option key={choice.value} value={choice.value}>
                      {choice.name}
                    </option>
                  ))}
                </select>
              )}
            </FormField>
          ))}
          <IconButton
            icon={CloseIcon}
            label={t('mail.sender.remove', { sender: sender.address })}
            onClick={() => onChange(senders.filter((_, at) => at !== place))}
          />
        </div>
      ))}
      <span>
        <Button
          size="sm"
          icon={PlusIcon}
          onClick={() => onChange([...senders, { address: '', label: '', source: null, partner_id: null }])}
        >
          {t('mail.sender.add')}
        </Button>
      </span>
    </fieldset>
  );
}

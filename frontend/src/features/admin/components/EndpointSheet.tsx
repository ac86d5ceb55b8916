import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PartnerRow } from '@/api/generated/gateway/types.gen';
import type { EndpointSecretOut, WebhookType, WebhookTypes } from '@/api/generated/notifications/types.gen';
import { Button } from '@/ui/Button';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { Sheet } from '@/ui/Sheet';
import { GATEWAY, NOTIFICATIONS, useAct, useAll, useOne } from '../api';
import css from './Admin.module.css';

export function EndpointSheet({ onClose, onSecret }: { onClose: () => void; onSecret: (secret: string) => void }) {
  const { t, i18n } = useTranslation(['admin', 'ui']);
  const partners = useAll<PartnerRow>(`${GATEWAY}/partners`, { limit: 200 }).data?.items ?? [];
  const types = useOne<WebhookTypes>(`${NOTIFICATIONS}/webhook-event-types`).data?.items ?? [];
  const [chosenPartner, setPartner] = useState('');
  const [url, setUrl] = useState('https://');
  const [chosen, setChosen] = useState<readonly WebhookType[]>(['leads.vehicle_delivered']);
  const [description, setDescription] = useState('');
  const create = useAct<EndpointSecretOut>(true);
  const partner = chosenPartner || partners[0]?.id || '';
  const toggle = (type: WebhookType) =>
    setChosen(chosen.includes(type) ? chosen.filter((other) => other !== type) : [...chosen, type]);
  const submit = () =>
    create.mutate(
      {
        path: `${NOTIFICATIONS}/webhook-endpoints`,
        body: { partner_id: partner, url: url.trim(), event_types: [...chosen], description: description.trim() },
      },
      { onSuccess: (out) => onSecret(out.secret) },
    );
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('endpoint.add')}
      footer={
        <Button
          variant="primary"
          loading={create.isPending}
          disabled={!partner || url.trim().length < 9 || chosen.length === 0}
          onClick={submit}
        >
          {t('endpoint.create')}
        </Button>
      }
    >
      <div className={css.stack}>
        <FormField label={t('partner.one')} required problem={create.error} pointer="/partner_id">
          {(props) => (
            <select {...props} className="control" value={partner} onChange={(event) => setPartner(event.target.value)}>
              {partners.map((row) => (
                <option key={row.id} value={row.id}>
                  {row.name}
                </option>
              ))}
            </select>
          )}
        </FormField>
        <FormField
          label={t('endpoint.url')}
          required
          hint={t('endpoint.urlHint')}
          problem={create.error}
          pointer="/url"
        >
          {(props) => (
            <input
              {...props}
              data-autofocus
              type="url"
              className="control"
              maxLength={500}
              value={url}
              onChange={(event) => setUrl(event.target.value)}
            />
          )}
        </FormField>
        <fieldset>
          <legend className={css.heading}>{t('endpoint.types')}</legend>
          {types.map((type) => (
            <label key={type.type} className={css.check}>
              <input type="checkbox" checked={chosen.includes(type.type)} onChange={() => toggle(type.type)} />
              {i18n.language === 'en' ? type.en : type.zh}
            </label>
          ))}
        </fieldset>
        <FormField label={t('endpoint.note')} problem={create.error} pointer="/description">
          {(props) => (
            <input
              {...props}
              className="control"
              maxLength={200}
              value={description}
              onChange={(event) => setDescription(event.target.value)}
            />
          )}
        </FormField>
        <FormErrors problem={create.error} pointers={['/partner_id', '/url', '/description']} />
      </div>
    </Sheet>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsentGive } from '@/api/generated/leads/types.gen';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { FormField } from '@/ui/FormField';
import { Sheet } from '@/ui/Sheet';
import { useGiveConsent, usePartners } from '../hooks/useCustomerChange';
import css from './Page.module.css';

const PURPOSES = ['service', 'marketing', 'profiling', 'share'] as const;
const EVIDENCE = ['signature', 'form', 'recording', 'online', 'verbal'] as const;
const WORDING = '2026-01';

/** Writes down a consent: for what, to whom, and how it can be shown later. */
export function ConsentSheet({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const { t } = useTranslation('customers');
  const give = useGiveConsent(customerId);
  const [purpose, setPurpose] = useState<ConsentGive['purpose']>('service');
  const [evidence, setEvidence] = useState<ConsentGive['evidence_kind']>('signature');
  const [partner, setPartner] = useState('');
  const partners = usePartners(purpose === 'share');
  const recipient = partners.data?.find((row) => row.id === partner);
  const save = () => {
    if (purpose === 'share' && !recipient) return;
    give.mutate(
      {
        purpose,
        evidence_kind: evidence,
        wording_version: WORDING,
        ...(purpose === 'share' && recipient ? { recipient_id: recipient.id, recipient_name: recipient.name } : {}),
      },
      { onSuccess: onClose },
    );
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('consent.sheet')}
      width="sm"
      footer={
        <Button
          variant="primary"
          size="lg"
          block
          loading={give.isPending}
          disabled={purpose === 'share' && !recipient}
          onClick={save}
        >
          {t('consent.save')}
        </Button>
      }
    >
      <div className={css.form}>
        <Chips
          label={t('consent.purpose')}
          value={purpose}
          onChange={setPurpose}
          options={PURPOSES.map((value) => ({ value, label: t(`code.purpose.${value}`) }))}
        />
        {purpose === 'share' ? (
          <FormField label={t('consent.recipient')} hint={t('consent.recipientHint')} required>
            {(props) => (
              <select
                {...props}
                className="control"
                value={partner}
                onChange={(event) => setPartner(event.target.value)}
              >
                <option value="">{t('consent.choose')}</option>
                {partners.data?.map((row) => (
                  <option key={row.id} value={row.id}>
                    {row.name}
                  </option>
                ))}
              </select>
            )}
          </FormField>
        ) : null}
        <Chips
          label={t('consent.evidence')}
          size="sm"
          value={evidence}
          onChange={setEvidence}
          options={EVIDENCE.map((value) => ({ value, label: t(`evidence.${value}`) }))}
        />
      </div>
    </Sheet>
  );
}

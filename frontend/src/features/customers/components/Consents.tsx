import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsentGive, ConsentOut } from '@/api/generated/leads/types.gen';
import { formatTime } from '@/lib/time';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { PlusIcon, SafetyIcon } from '@/ui/icons';
import { EmptyState, ErrorState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { useConsents, useGiveConsent, useWithdrawConsent } from '../hooks/useCustomerChange';
import { ConsentSheet } from './ConsentSheet';
import css from './Page.module.css';

/** The line that counts for each purpose, channel and recipient. */
export const currentOf = (lines: readonly ConsentOut[]): ConsentOut[] => lines.filter((line) => line.current);

/** What the customer agreed to, with the evidence; given and taken back here, and every line stays in the ledger. */
export function Consents({ customerId, editable }: { customerId: string; editable: boolean }) {
  const { t } = useTranslation('customers');
  const query = useConsents(customerId);
  const give = useGiveConsent(customerId);
  const withdraw = useWithdrawConsent(customerId);
  const [adding, setAdding] = useState(false);
  const lines = currentOf(query.data ?? []);
  const takeBack = (line: ConsentOut) => {
    const { purpose, recipient_id, channel } = line;
    const again: ConsentGive = {
      purpose,
      recipient_id,
      recipient_name: line.recipient_name,
      channel,
      wording_version: line.wording_version,
      evidence_kind: line.evidence_kind,
      evidence: line.evidence,
    };
    withdraw.mutate(
      { purpose, recipient_id, channel, evidence_kind: 'verbal' },
      {
        onSuccess: () =>
          toast(t('consent.withdrawn', { purpose: t(`code.purpose.${purpose}`) }), { undo: () => give.mutate(again) }),
      },
    );
  };
  return (
    <Card
      title={t('consent.title')}
      flush
      extra={
        editable ? (
          <Button size="sm" variant="ghost" icon={PlusIcon} onClick={() => setAdding(true)}>
            {t('consent.give')}
          </Button>
        ) : undefined
      }
    >
      {query.error && !query.data ? (
        <ErrorState compact error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.data && lines.length === 0 ? (
        <EmptyState compact icon={SafetyIcon} title={t('consent.none')} text={t('consent.noneText')} />
      ) : null}
      <ul>
        {lines.map((line) => (
          <li key={line.id} className={css.consent}>
            <span className={css.consentWords}>
              <span>
                {t(`code.purpose.${line.purpose}`)}
                {line.recipient_name ? ` · ${line.recipient_name}` : ''}
              </span>
              <span className={css.small}>
                {formatTime(line.at, 'date')} ·{' '}
                {t(`evidence.${line.evidence_kind}`, { defaultValue: line.evidence_kind })}
                {line.actor_name ? ` · ${line.actor_name}` : ''}
              </span>
            </span>
            <StatusTag tone={line.granted ? 'success' : 'neutral'}>
              {t(line.granted ? 'consent.granted' : 'consent.refused')}
            </StatusTag>
            {editable && line.granted ? (
              <Button
                size="sm"
                variant="ghost"
                loading={withdraw.isPending && withdraw.variables?.purpose === line.purpose}
                onClick={() => takeBack(line)}
                aria-label={`${t('consent.withdraw')} ${t(`code.purpose.${line.purpose}`)} ${line.recipient_name ?? ''}`}
              >
                {t('consent.withdraw')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {adding ? <ConsentSheet customerId={customerId} onClose={() => setAdding(false)} /> : null}
    </Card>
  );
}

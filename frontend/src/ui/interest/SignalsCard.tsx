import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignalRow } from '@/api/generated/leads/types.gen';
import { formatTime } from '@/lib/time';
import { toast } from '@/lib/toast';
import { Button } from '../Button';
import { Card } from '../Card';
import { leadSettingsQuery } from '../sales/settings';
import css from './Interest.module.css';
import { useCloseSignal, useSignals } from './queries';
import { useInterestWords } from './words';

/** What asks for attention about one customer; taken up, set aside, or answered with a cause. */
export function SignalsCard({ customerId, editable }: { customerId: string; editable: boolean }) {
  const { t } = useTranslation('interest');
  const { data } = useSignals(customerId);
  if (!data || data.length === 0) return null;
  return (
    <Card title={t('signals.title')} flush>
      <ul>
        {data.map((signal) => (
          <SignalLine key={signal.id} signal={signal} editable={editable} />
        ))}
      </ul>
    </Card>
  );
}

function SignalLine({ signal, editable }: { signal: SignalRow; editable: boolean }) {
  const { t } = useTranslation('interest');
  const words = useInterestWords();
  const close = useCloseSignal();
  const causes = useQuery(leadSettingsQuery).data?.temperature?.causes ?? [];
  const [cause, setCause] = useState('');
  const end = (outcome: 'taken' | 'dismissed') =>
    close.mutate(
      { id: signal.id, body: { outcome, ...(cause ? { cause } : {}) } },
      { onSuccess: () => toast(t('signals.closed'), { tone: 'success' }) },
    );
  const { kind, model, count, rival, note } = signal;
  return (
    <li className={css.signal}>
      <span className={css.line}>
        <strong>{words.signal(kind, { model: model ?? '', count: count ?? 0, rival: rival ?? '', note })}</strong>
        <span className={css.small}>{formatTime(signal.at)}</span>
      </span>
      {editable ? (
        <span className={css.actions}>
          {signal.cause_asked ? (
            <select
              className="control"
              aria-label={t('signals.cause')}
              value={cause}
              onChange={(event) => setCause(event.target.value)}
            >
              <option value="">{t('signals.cause')}</option>
              {causes.map((code) => (
                <option key={code} value={code}>
                  {words.cause(code)}
                </option>
              ))}
            </select>
          ) : null}
          <Button
            size="sm"
            variant="soft"
            loading={close.isPending}
            disabled={signal.cause_asked && !cause}
            onClick={() => end('taken')}
          >
            {t('signals.take')}
          </Button>
          {signal.cause_asked ? null : (
            <Button size="sm" variant="ghost" disabled={close.isPending} onClick={() => end('dismissed')}>
              {t('signals.dismiss')}
            </Button>
          )}
        </span>
      ) : null}
    </li>
  );
}

import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { randomId } from '@/lib/ids';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { PathLink } from '@/ui/PathLink';
import { Sheet } from '@/ui/Sheet';
import { useSalesLabel } from '@/ui/sales/labels';
import { leadSettingsQuery } from '@/ui/sales/settings';
import { checkDuplicate, useCreateLead } from '../hooks/mutations';
import { mobileDigits } from '../model';
import css from './Lead.module.css';

const CHANNELS = ['phone', 'online', 'showroom', 'dcc', 'referral'] as const;
const KINDS = ['buy', 'test_drive', 'trade_in', 'sell', 'lease'] as const;
const POINTERS = ['/mobile', '/name', '/wanted_model', '/comments'];

export interface CreateSheetProps {
  onClose: () => void;
  onCreated: (leadId: string) => void;
}

/** A lead from three fields; the eleventh digit says whether we know the number already. */
export function CreateSheet({ onClose, onCreated }: CreateSheetProps) {
  const { t } = useTranslation(['leads', 'sales']);
  const label = useSalesLabel();
  const me = useMe();
  const sources = useQuery(leadSettingsQuery).data?.sources ?? ['other'];
  const [mobile, setMobile] = useState('');
  const [name, setName] = useState('');
  const [wanted, setWanted] = useState('');
  const [channel, setChannel] = useState<(typeof CHANNELS)[number]>(me.roles.includes('dcc_agent') ? 'dcc' : 'phone');
  const [kind, setKind] = useState<(typeof KINDS)[number]>('buy');
  const [source, setSource] = useState('other');
  const [comments, setComments] = useState('');
  const [idempotencyKey] = useState(randomId);
  const create = useCreateLead();
  const digits = mobileDigits(mobile);
  const duplicate = useQuery({
    queryKey: ['leads', 'duplicate', digits],
    queryFn: ({ signal }) => checkDuplicate(digits, signal),
    enabled: digits.length === 11,
    gcTime: 0,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (digits.length < 7) return;
    const body = {
      mobile: digits,
      channel,
      kind,
      source,
      comments: comments.trim(),
      ...(name.trim() ? { name: name.trim() } : {}),
      ...(wanted.trim() ? { wanted_model: wanted.trim() } : {}),
    };
    create.mutate(
      { body, idempotencyKey },
      {
        onSuccess: ({ outcome, lead, lead_id, owner_name }) => {
          const owner = owner_name ?? t('unassigned');
          toast(t(outcome === 'created' ? 'create.done' : 'create.touched', { owner }), { tone: 'success' });
          if (lead) onCreated(lead_id);
          else onClose();
        },
      },
    );
  };
  const known = digits.length === 11 ? duplicate.data : undefined;
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('create.title')}
      footer={
        <Button
          type="submit"
          form="lead-create"
          variant="primary"
          size="lg"
          block
          loading={create.isPending}
          disabled={digits.length < 7}
        >
          {t(known?.known ? 'create.touch' : 'create.save')}
        </Button>
      }
    >
      <form id="lead-create" className={css.form} onSubmit={submit}>
        <FormField
          label={t('create.mobile')}
          required
          problem={create.error}
          pointer="/mobile"
          error={known && !known.valid ? t('create.invalid') : null}
        >
          {(props) => (
            <input
              {...props}
              className="control"
              data-autofocus=""
              type="tel"
              inputMode="tel"
              autoComplete="off"
              maxLength={24}
              value={mobile}
              onChange={(event) => setMobile(event.target.value)}
            />
          )}
        </FormField>
        {known?.known ? (
          <div className={css.known} role="status">
            <span className={css.grow}>
              {t('create.known', { owner: known.owner_name ?? t('unassigned') })}{' '}
              {known.advice === 'ask_supervisor' ? t('create.askSupervisor') : ''}
            </span>
            {known.advice === 'ask_supervisor' ? (
              <PathLink href="/disputes?new=true">{t('ownership.dispute')}</PathLink>
            ) : null}
            {known.customer_id ? (
              <PathLink href={`/customers/${known.customer_id}`}>{t('create.openExisting')}</PathLink>
            ) : null}
          </div>
        ) : null}
        <FormField label={t('create.name')} problem={create.error} pointer="/name">
          {(props) => (
            <input
              {...props}
              className="control"
              autoComplete="off"
              maxLength={100}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </FormField>
        <FormField label={t('create.wanted')} problem={create.error} pointer="/wanted_model">
          {(props) => (
            <input
              {...props}
              className="control"
              autoComplete="off"
              maxLength={100}
              value={wanted}
              onChange={(event) => setWanted(event.target.value)}
            />
          )}
        </FormField>
        <details className={css.more}>
          <summary>{t('create.more')}</summary>
          <div className={css.form}>
            <Chips
              label={t('create.channel')}
              size="sm"
              value={channel}
              onChange={setChannel}
              options={CHANNELS.map((value) => ({ value, label: label('channel', value) }))}
            />
            <Chips
              label={t('create.kind')}
              size="sm"
              value={kind}
              onChange={setKind}
              options={KINDS.map((value) => ({ value, label: label('kind', value) }))}
            />
            <FormField label={t('column.source')}>
              {(props) => (
                <select
                  {...props}
                  className="control"
                  value={source}
                  onChange={(event) => setSource(event.target.value)}
                >
                  {sources.map((code) => (
                    <option key={code} value={code}>
                      {label('source', code)}
                    </option>
                  ))}
                </select>
              )}
            </FormField>
            <FormField label={t('create.comments')} problem={create.error} pointer="/comments">
              {(props) => (
                <textarea
                  {...props}
                  className="control"
                  rows={2}
                  maxLength={2000}
                  value={comments}
                  onChange={(event) => setComments(event.target.value)}
                />
              )}
            </FormField>
          </div>
        </details>
        <FormErrors problem={create.error} pointers={POINTERS} />
      </form>
    </Sheet>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyOut, KeyRow, PartnerRow } from '@/api/generated/gateway/types.gen';
import { formatTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { PlusIcon } from '@/ui/icons';
import { Sheet } from '@/ui/Sheet';
import { RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { GATEWAY, useAct, useAll } from '../api';
import { useClockLabels } from '../clock-labels';
import css from './Admin.module.css';
import { SecretSheet } from './SecretSheet';

const SCOPES = ['intake', 'leads', 'aftersales', 'loyalty', 'notifications'] as const;

export function Keys({ partner, onClose }: { partner: PartnerRow; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const clock = useClockLabels();
  const path = `${GATEWAY}/partners/${partner.id}/keys`;
  const keys = useAll<KeyRow>(path);
  const [label, setLabel] = useState('');
  const [scope, setScope] = useState<(typeof SCOPES)[number]>('intake');
  const [issued, setIssued] = useState<string | null>(null);
  const issue = useAct<KeyOut>(true);
  const revoke = useAct();
  const submit = () =>
    issue.mutate(
      { path, body: { label: label.trim() || partner.name, scopes: [scope] } },
      { onSuccess: (key) => setIssued(key.api_key) },
    );
  if (issued) return <SecretSheet title={t('key.issued')} secret={issued} onClose={() => setIssued(null)} />;
  return (
    <Sheet open onClose={onClose} title={`${partner.name} · ${t('key.title')}`}>
      <div className={css.stack}>
        {keys.isPending ? <RowsSkeleton rows={2} /> : null}
        {keys.error ? <ErrorState compact error={keys.error} onRetry={() => void keys.refetch()} /> : null}
        {keys.data?.items.length === 0 ? <EmptyState compact title={t('key.none')} /> : null}
        <div>
          {keys.data?.items.map((row) => (
            <div key={row.id} className={css.row}>
              <span className={css.grow}>
                <span className={css.line}>
                  <strong>{row.label}</strong>
                  <code className={css.code}>{row.prefix}…</code>
                  {row.revoked_at ? <StatusTag>{t('key.revoked')}</StatusTag> : null}
                </span>
                <span className={css.quiet}>
                  {row.scopes.map((item) => t(`scope.${item}`)).join(' · ')} ·{' '}
                  {row.last_used_at ? clock.real(t('key.used', { at: formatTime(row.last_used_at) })) : t('key.unused')}
                </span>
              </span>
              {row.revoked_at ? null : (
                <Button
                  size="sm"
                  variant="danger"
                  loading={revoke.isPending && revoke.variables.path.endsWith(row.id)}
                  onClick={() => revoke.mutate({ path: `${path}/${row.id}`, method: 'DELETE' })}
                >
                  {t('key.revoke')}
                </Button>
              )}
            </div>
          ))}
        </div>
        <FormField label={t('key.label')} problem={issue.error} pointer="/label">
          {(props) => (
            <input
              {...props}
              className="control"
              placeholder={partner.name}
              maxLength={100}
              value={label}
              onChange={(event) => setLabel(event.target.value)}
            />
          )}
        </FormField>
        <Chips
          label={t('key.scope')}
          size="sm"
          value={scope}
          onChange={setScope}
          options={SCOPES.map((value) => ({ value, label: t(`scope.${value}`) }))}
        />
        <FormErrors problem={issue.error} pointers={['/label']} />
        <Button variant="primary" icon={PlusIcon} loading={issue.isPending} onClick={submit}>
          {t('key.issue')}
        </Button>
      </div>
    </Sheet>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreOut, TeamOut } from '@/api/generated/gateway/types.gen';
import { useMe } from '@/api/session';
import { mayUse } from '@/lib/roles';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { FormField } from '@/ui/FormField';
import { PlusIcon } from '@/ui/icons';
import { KeyValue } from '@/ui/KeyValue';
import { DetailSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { GATEWAY, useAct, useAll, useOne } from '../api';
import css from './Admin.module.css';

const short = (time: string) => time.slice(0, 5);

/** The store's card and its teams. */
export function Stores({ store }: { store: string }) {
  const { t } = useTranslation('admin');
  const me = useMe();
  const query = useOne<StoreOut>(`${GATEWAY}/stores/${store}`);
  const row = query.data;
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!row) return <DetailSkeleton />;
  const day = row.opening[0];
  return (
    <div className={css.grid}>
      <Card title={row.name}>
        <KeyValue
          items={[
            { id: 'brand', label: t('store.brand'), value: row.brand },
            { id: 'phone', label: t('store.phone'), value: row.phone },
            { id: 'address', label: t('store.address'), value: `${row.city} ${row.address}`, wide: true },
            {
              id: 'open',
              label: t('store.opening'),
              value: day
                ? `${short(day.opens)}–${short(day.closes)} · ${t('store.days', { count: row.opening.length })}`
                : null,
            },
            { id: 'zone', label: t('store.zone'), value: row.timezone },
          ]}
        />
      </Card>
      <Teams store={store} may={mayUse(me.roles, ['general_manager'])} />
    </div>
  );
}

function Teams({ store, may }: { store: string; may: boolean }) {
  const { t } = useTranslation('admin');
  const teams = useAll<TeamOut>(`${GATEWAY}/teams`, { store_id: store }).data?.items ?? [];
  const [name, setName] = useState('');
  const add = useAct(true);
  const submit = () =>
    add.mutate(
      { path: `${GATEWAY}/teams`, body: { store_id: store, name: name.trim() } },
      { onSuccess: () => setName('') },
    );
  return (
    <Card title={t('team.title')}>
      {teams.map((team) => (
        <div key={team.id} className={css.row}>
          {team.name}
        </div>
      ))}
      {teams.length === 0 ? <p className={css.quiet}>{t('team.none')}</p> : null}
      {may ? (
        <form
          className={css.stack}
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim()) submit();
          }}
        >
          <FormField label={t('team.name')} problem={add.error} pointer="/name">
            {(props) => (
              <input
                {...props}
                className="control"
                maxLength={60}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </FormField>
          <div>
            <Button type="submit" icon={PlusIcon} loading={add.isPending} disabled={!name.trim()}>
              {t('team.add')}
            </Button>
          </div>
        </form>
      ) : null}
    </Card>
  );
}

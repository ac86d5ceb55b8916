import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffRow, StaffStatus, TeamOut } from '@/api/generated/gateway/types.gen';
import { useMe } from '@/api/session';
import { mayUse } from '@/lib/roles';
import { toast } from '@/lib/toast';
import { Avatar } from '@/ui/Avatar';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Chips } from '@/ui/Chips';
import { PlusIcon } from '@/ui/icons';
import { RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { GATEWAY, useAct, useAll } from '../api';
import type { OrganisationProps } from '../search';
import css from './Admin.module.css';
import { StaffSheet } from './StaffSheet';

const STATUSES = ['active', 'inactive', 'all'] as const satisfies readonly StaffStatus[];
const MAY_LEAVE = ['floor_supervisor', 'sales_manager', 'dcc_supervisor', 'service_manager', 'crm_manager'] as const;

export function Staff({ store, search, onSearch }: OrganisationProps & { store: string }) {
  const { t } = useTranslation(['admin', 'app']);
  const me = useMe();
  const [status, setStatus] = useState<StaffStatus>('active');
  const staff = useAll<StaffRow>(`${GATEWAY}/staff`, { store_id: store, status, limit: 500 });
  const teams = useAll<TeamOut>(`${GATEWAY}/teams`, { store_id: store }).data?.items ?? [];
  const leave = useAct();
  const [form, setForm] = useState<StaffRow | 'new' | null>(null);
  const chief = mayUse(me.roles, ['general_manager']);
  const mayLeave = mayUse(me.roles, MAY_LEAVE);
  const rows = (staff.data?.items ?? []).filter(
    (row) => !search.role || (row.roles as readonly string[]).includes(search.role),
  );
  const roles = [...new Set((staff.data?.items ?? []).flatMap((row) => row.roles))];
  const setLeave = (row: StaffRow, onLeave: boolean) =>
    leave.mutate(
      { path: `${GATEWAY}/staff/${row.id}/leave`, method: 'PUT', body: { on_leave: onLeave } },
      {
        onSuccess: () =>
          toast(t(onLeave ? 'staff.nowAway' : 'staff.nowBack', { name: row.name }), {
            undo: () => setLeave(row, !onLeave),
          }),
      },
    );
  return (
    <div className={css.stack}>
      <div className={css.line}>
        <select
          className={`control ${css.pick}`}
          aria-label={t('staff.anyRole')}
          value={search.role ?? ''}
          onChange={(event) => onSearch({ ...search, role: event.target.value || undefined })}
        >
          <option value="">{t('staff.anyRole')}</option>
          {roles.map((role) => (
            <option key={role} value={role}>
              {t(`app:role.${role}`)}
            </option>
          ))}
        </select>
        <Chips
          size="sm"
          hideLabel
          label={t('staff.status')}
          value={status}
          onChange={setStatus}
          options={STATUSES.map((value) => ({ value, label: t(`staffStatus.${value}`) }))}
        />
        <span className={css.quiet}>{t('staff.count', { count: rows.length })}</span>
        {chief ? (
          <Button variant="primary" icon={PlusIcon} onClick={() => setForm('new')}>
            {t('staff.add')}
          </Button>
        ) : null}
      </div>
      <Card>
        {staff.isPending ? <RowsSkeleton rows={8} /> : null}
        {staff.error ? <ErrorState compact error={staff.error} onRetry={() => void staff.refetch()} /> : null}
        {staff.isSuccess && rows.length === 0 ? <EmptyState compact title={t('staff.none')} /> : null}
        {rows.map((row) => (
          <div key={row.id} className={css.row}>
            <Avatar name={row.name} />
            <span className={css.grow}>
              <span className={css.line}>
                <strong>{row.name}</strong>
                {row.active ? null : <StatusTag>{t('inactive')}</StatusTag>}
                {row.on_leave ? <StatusTag tone="warning">{t('staff.away')}</StatusTag> : null}
              </span>
              <span className={css.quiet}>
                {[
                  ...row.roles.map((role) => t(`app:role.${role}`)),
                  teams.find((team) => team.id === row.team_id)?.name,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            {mayLeave && row.active ? (
              <Button
                variant="ghost"
                loading={leave.isPending && leave.variables.path.includes(row.id)}
                onClick={() => setLeave(row, !row.on_leave)}
              >
                {t(row.on_leave ? 'staff.back' : 'staff.leave')}
              </Button>
            ) : null}
            {chief ? <Button onClick={() => setForm(row)}>{t('edit')}</Button> : null}
          </div>
        ))}
      </Card>
      {form ? (
        <StaffSheet staff={form === 'new' ? null : form} {...{ store, teams }} onClose={() => setForm(null)} />
      ) : null}
    </div>
  );
}

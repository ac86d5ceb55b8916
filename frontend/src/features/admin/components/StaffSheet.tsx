import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffOut, StaffRow, TeamOut } from '@/api/generated/gateway/types.gen';
import { ROLES } from '@/lib/roles';
import { Button } from '@/ui/Button';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { Sheet } from '@/ui/Sheet';
import { GATEWAY, useAct, useOne } from '../api';
import css from './Admin.module.css';

interface StaffSheetProps {
  staff: StaffRow | null;
  store: string;
  teams: readonly TeamOut[];
  onClose: () => void;
}

export function StaffSheet({ staff, store, teams, onClose }: StaffSheetProps) {
  const { t } = useTranslation(['admin', 'ui', 'app']);
  const full = useOne<StaffOut>(`${GATEWAY}/staff/${staff?.id}`, {}, staff !== null);
  const [name, setName] = useState(staff?.name ?? '');
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [team, setTeam] = useState(staff?.team_id ?? '');
  const [roles, setRoles] = useState<readonly string[]>(staff?.roles ?? ['sales_advisor']);
  const [active, setActive] = useState(staff?.active ?? true);
  const save = useAct(true);
  const body = { name: name.trim(), team_id: team || null, roles: [...roles] };
  const toggle = (role: string) =>
    setRoles(roles.includes(role) ? roles.filter((other) => other !== role) : [...roles, role]);
  const submit = () =>
    save.mutate(
      staff
        ? {
            path: `${GATEWAY}/staff/${staff.id}`,
            method: 'PATCH',
            body: { ...body, active },
            ifMatch: full.data?.revision ?? 0,
          }
        : { path: `${GATEWAY}/staff`, body: { ...body, store_id: store, username: username.trim(), password } },
      { onSuccess: onClose },
    );
  const ready = name.trim() && roles.length > 0 && (staff ? full.data : username.trim() && password.length >= 10);
  const field = (label: string, pointer: string, value: string, set: (value: string) => void, type = 'text') => (
    <FormField label={label} required problem={save.error} pointer={pointer}>
      {(props) => (
        <input
          {...props}
          type={type}
          className="control"
          autoComplete={type === 'password' ? 'new-password' : 'off'}
          maxLength={100}
          value={value}
          onChange={(event) => set(event.target.value)}
        />
      )}
    </FormField>
  );
  return (
    <Sheet
      open
      onClose={onClose}
      title={staff?.name ?? t('staff.add')}
      footer={
        <Button variant="primary" loading={save.isPending} disabled={!ready} onClick={submit}>
          {t('ui:action.save')}
        </Button>
      }
    >
      <div className={css.stack}>
        {field(t('staff.name'), '/name', name, setName)}
        {staff ? null : field(t('staff.username'), '/username', username, setUsername)}
        {staff ? null : field(t('staff.password'), '/password', password, setPassword, 'password')}
        <FormField label={t('team.one')} problem={save.error} pointer="/team_id">
          {(props) => (
            <select {...props} className="control" value={team} onChange={(event) => setTeam(event.target.value)}>
              <option value="">{t('team.noTeam')}</option>
              {teams.map((row) => (
                <option key={row.id} value={row.id}>
                  {row.name}
                </option>
              ))}
            </select>
          )}
        </FormField>
        <fieldset>
          <legend className={css.heading}>{t('staff.roles')}</legend>
          <div className={css.grid}>
            {ROLES.map((role) => (
              <label key={role} className={css.check}>
                <input type="checkbox" checked={roles.includes(role)} onChange={() => toggle(role)} />
                {t(`app:role.${role}`)}
              </label>
            ))}
          </div>
        </fieldset>
        {staff ? (
          <label className={css.check}>
            <input type="checkbox" checked={active} onChange={() => setActive(!active)} />
            {t('staff.activeLabel')}
          </label>
        ) : null}
        <FormErrors problem={save.error} pointers={['/name', '/username', '/password', '/team_id']} />
      </div>
    </Sheet>
  );
}

import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitBoard } from '@/api/generated/leads/types.gen';
import { Button } from '@/ui/Button';
import { FormField } from '@/ui/FormField';
import { CheckIcon, DownIcon } from '@/ui/icons';
import { Menu } from '@/ui/Menu';
import { Sheet } from '@/ui/Sheet';
import { useHost, useLeave, useStep } from '../hooks';
import { STEPS, type VisitOut } from '../model';
import css from './Reception.module.css';

/** The six steps of the reception: one tap each, a second tap takes it back. */
export function StepRow({ visit }: { visit: VisitOut }) {
  const { t } = useTranslation('reception');
  const step = useStep();
  return (
    <fieldset className={css.steps}>
      <legend className="sr-only">{t('step.title')}</legend>
      {STEPS.map((name) => {
        const done = name in visit.steps || (name === 'greet' && visit.greeted_at !== null);
        return (
          <button
            key={name}
            type="button"
            className={css.step}
            aria-pressed={done}
            onClick={() => step.mutate({ id: visit.id, step: name, done: !done })}
          >
            {done ? <CheckIcon /> : null}
            {t(`step.${name}`)}
          </button>
        );
      })}
    </fieldset>
  );
}

/** Who looks after the visitor; the freest colleague stands first. */
export function HostMenu({ visit, hosts }: { visit: VisitOut; hosts: VisitBoard['hosts'] }) {
  const { t } = useTranslation('reception');
  const host = useHost();
  const shown = visit.owner_name ? t('owner', { owner: visit.owner_name }) : t('noOwner');
  return (
    <Menu
      label={t('host')}
      items={hosts.map((one) => ({
        id: one.id,
        label: t('hostLine', { name: one.name, visitors: one.visitors }),
        checked: one.id === visit.owner_id,
        onSelect: () => host.mutate({ id: visit.id, staff_id: one.id }),
      }))}
      trigger={(props) => (
        <button type="button" className={css.host} {...props}>
          {shown}
          <DownIcon />
        </button>
      )}
    />
  );
}

/** After closing time: why this visit was still open. */
export function LeaveSheet({ visit, onClose }: { visit: VisitOut; onClose: () => void }) {
  const { t } = useTranslation('reception');
  const leave = useLeave();
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim()) leave.mutate({ id: visit.id, reason: reason.trim() }, { onSuccess: onClose });
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('late.title')}
      width="sm"
      footer={
        <Button type="submit" form="late" variant="primary" size="lg" block loading={leave.isPending}>
          {t('leave')}
        </Button>
      }
    >
      <form id="late" className={css.form} onSubmit={submit}>
        <FormField label={t('late.reason')} required problem={leave.error} pointer="/reason">
          {(props) => (
            <input
              {...props}
              data-autofocus=""
              className="control"
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </FormField>
      </form>
    </Sheet>
  );
}

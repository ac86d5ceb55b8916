import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PartnerOut, PartnerRow, StoreOut } from '@/api/generated/gateway/types.gen';
import { useMe } from '@/api/session';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { Sheet } from '@/ui/Sheet';
import { GATEWAY, useAct, useAll, useOne } from '../api';
import css from './Admin.module.css';

const KINDS = ['lead_platform', 'finance', 'insurance', 'marketplace'] as const;

export function PartnerSheet({ partner, onClose }: { partner: PartnerRow | null; onClose: () => void }) {
  const { t } = useTranslation(['admin', 'ui']);
  const me = useMe();
  const stores = useAll<StoreOut>(`${GATEWAY}/stores`).data?.items ?? [];
  const full = useOne<PartnerOut>(`${GATEWAY}/partners/${partner?.id}`, {}, partner !== null);
  const [name, setName] = useState(partner?.name ?? '');
  const [kind, setKind] = useState<string>(partner?.kind ?? 'lead_platform');
  const [source, setSource] = useState(partner?.source ?? '');
  const [chosen, setChosen] = useState<readonly string[]>(partner?.store_ids ?? [me.store.id]);
  const [active, setActive] = useState(partner?.active ?? true);
  const save = useAct(true);
  const body = { name: name.trim(), source: source.trim() || null, store_ids: [...chosen] };
  const submit = () =>
    save.mutate(
      partner
        ? {
            path: `${GATEWAY}/partners/${partner.id}`,
            method: 'PATCH',
            body: { ...body, active },
            ifMatch: full.data?.revision ?? 0,
          }
        : { path: `${GATEWAY}/partners`, body: { ...body, kind } },
      { onSuccess: onClose },
    );
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  return (
    <Sheet
      open
      onClose={onClose}
      title={partner?.name ?? t('partner.add')}
      footer={
        <Button
          variant="primary"
          loading={save.isPending}
          disabled={!name.trim() || chosen.length === 0 || (partner !== null && !full.data)}
          onClick={submit}
        >
          {t('ui:action.save')}
        </Button>
      }
    >
      <div className={css.stack}>
        <FormField label={t('partner.name')} required problem={save.error} pointer="/name">
          {(props) => (
            <input
              {...props}
              data-autofocus
              className="control"
              maxLength={100}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </FormField>
        {partner ? null : (
          <Chips
            label={t('partner.kind')}
            value={kind}
            onChange={setKind}
            options={KINDS.map((value) => ({ value: value as string, label: t(`kind.${value}`) }))}
          />
        )}
        <FormField label={t('partner.source')} hint={t('partner.sourceHint')} problem={save.error} pointer="/source">
          {(props) => (
            <input
              {...props}
              className="control"
              maxLength={40}
              value={source}
              onChange={(event) => setSource(event.target.value)}
            />
          )}
        </FormField>
        <fieldset>
          <legend className={css.heading}>{t('partner.stores')}</legend>
          {stores.map((store) => (
            <label key={store.id} className={css.check}>
              <input type="checkbox" checked={chosen.includes(store.id)} onChange={() => toggle(store.id)} />
              {store.name}
            </label>
          ))}
        </fieldset>
        {partner ? (
          <label className={css.check}>
            <input type="checkbox" checked={active} onChange={() => setActive(!active)} />
            {t('partner.activeLabel')}
          </label>
        ) : null}
        <FormErrors problem={save.error} pointers={['/name', '/source']} />
      </div>
    </Sheet>
  );
}

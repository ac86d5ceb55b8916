import { type FormEvent, type Ref, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { randomId } from '@/lib/ids';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { PathLink } from '@/ui/PathLink';
import { useSalesLabel } from '@/ui/sales/labels';
import { useDuplicate, useRegister } from '../hooks';
import { mobileDigits, PURPOSES, type Purpose, TRANSPORTS, type Transport, type VisitKind } from '../model';
import css from './Reception.module.css';

const POINTERS = ['/mobile', '/name', '/wanted'];

export interface RegisterFormProps {
  mobileRef?: Ref<HTMLInputElement>;
  onDone?: () => void;
}

/** A walk-in or a call in one field: eleven digits, Enter. The rest has its defaults. */
export function RegisterForm({ mobileRef, onDone }: RegisterFormProps) {
  const { t } = useTranslation(['reception', 'sales']);
  const label = useSalesLabel();
  const [kind, setKind] = useState<VisitKind>('showroom');
  const [purpose, setPurpose] = useState<Purpose>('new_car');
  const [mobile, setMobile] = useState('');
  const [name, setName] = useState('');
  const [wanted, setWanted] = useState('');
  const [companions, setCompanions] = useState(0);
  const [transport, setTransport] = useState<Transport | null>(null);
  const [key, setKey] = useState(randomId);
  const register = useRegister();
  const digits = mobileDigits(mobile);
  const known = useDuplicate(digits).data;
  const reset = () => {
    setMobile('');
    setName('');
    setWanted('');
    setCompanions(0);
    setTransport(null);
    setPurpose('new_car');
    setKey(randomId());
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (digits.length < 7 || register.isPending) return;
    const body = {
      mobile: digits,
      kind,
      purpose,
      companions,
      ...(transport && kind === 'showroom' ? { transport } : {}),
      ...(name.trim() ? { name: name.trim() } : {}),
      ...(wanted.trim() ? { wanted: wanted.trim() } : {}),
    };
    register.mutate(
      { body, idempotencyKey: key },
      {
        onSuccess: (visit) => {
          toast(visit.owner_name ? t('register.doneOwner', { owner: visit.owner_name }) : t('register.done'), {
            tone: 'success',
          });
          reset();
          onDone?.();
        },
      },
    );
  };
  return (
    <form className={css.form} onSubmit={submit}>
      <Chips
        label={t('register.kind')}
        hideLabel
        size="sm"
        value={kind}
        onChange={setKind}
        options={(['showroom', 'phone'] as const).map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <FormField
        label={t('register.mobile')}
        required
        problem={register.error}
        pointer="/mobile"
        error={digits.length === 11 && known && !known.valid ? t('register.invalid') : null}
      >
        {(props) => (
          <input
            {...props}
            ref={mobileRef}
            data-autofocus=""
            className={`control ${css.mobile}`}
            type="tel"
            inputMode="tel"
            autoComplete="off"
            maxLength={24}
            placeholder={t('register.mobileHint')}
            value={mobile}
            onChange={(event) => setMobile(event.target.value)}
          />
        )}
      </FormField>
      {digits.length === 11 && known?.known ? (
        <p className={css.known} role="status">
          {known.owner_name ? t('register.known', { owner: known.owner_name }) : t('register.knownNobody')}{' '}
          {known.customer_id ? (
            <PathLink href={`/customers/${known.customer_id}`}>{t('register.openExisting')}</PathLink>
          ) : null}
        </p>
      ) : null}
      <FormField label={t('register.name')} problem={register.error} pointer="/name">
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
      <Chips
        label={t('register.purpose')}
        size="sm"
        value={purpose}
        onChange={setPurpose}
        options={PURPOSES.map((value) => ({ value, label: label('purpose', value) }))}
      />
      <details className={css.more}>
        <summary>{t('register.more')}</summary>
        <div className={css.form}>
          <FormField label={t('register.wanted')} problem={register.error} pointer="/wanted">
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
          {kind === 'showroom' ? (
            <>
              <Chips
                label={t('register.companions')}
                size="sm"
                value={String(companions)}
                onChange={(value) => setCompanions(Number(value))}
                options={['0', '1', '2', '3', '4'].map((value) => ({ value, label: value }))}
              />
              <Chips
                label={t('register.transport')}
                size="sm"
                value={transport}
                onChange={setTransport}
                options={TRANSPORTS.map((value) => ({ value, label: t(`transport.${value}`) }))}
              />
            </>
          ) : null}
        </div>
      </details>
      <FormErrors problem={register.error} pointers={POINTERS} />
      <Button
        type="submit"
        variant="primary"
        size="lg"
        block
        keys="enter"
        loading={register.isPending}
        disabled={digits.length < 7}
      >
        {t(kind === 'phone' ? 'register.saveCall' : 'register.save')}
      </Button>
    </form>
  );
}

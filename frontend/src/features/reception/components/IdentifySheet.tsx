import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/ui/Button';
import { FormField } from '@/ui/FormField';
import { Sheet } from '@/ui/Sheet';
import { useIdentify } from '../hooks';
import { mobileDigits, type VisitOut } from '../model';
import css from './Reception.module.css';

/** The stranger has left a number after all. */
export function IdentifySheet({ visit, onClose }: { visit: VisitOut; onClose: () => void }) {
  const { t } = useTranslation('reception');
  const identify = useIdentify();
  const [mobile, setMobile] = useState('');
  const [name, setName] = useState('');
  const digits = mobileDigits(mobile);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (digits.length < 7) return;
    const input = { id: visit.id, mobile: digits, ...(name.trim() ? { name: name.trim() } : {}) };
    identify.mutate(input, { onSuccess: onClose });
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('identify.title')}
      width="sm"
      footer={
        <Button
          type="submit"
          form="identify"
          variant="primary"
          size="lg"
          block
          loading={identify.isPending}
          disabled={digits.length < 7}
        >
          {t('identify.save')}
        </Button>
      }
    >
      <form id="identify" className={css.form} onSubmit={submit}>
        <FormField label={t('register.mobile')} required problem={identify.error} pointer="/mobile">
          {(props) => (
            <input
              {...props}
              data-autofocus=""
              className="control"
              type="tel"
              inputMode="tel"
              autoComplete="off"
              maxLength={24}
              value={mobile}
              onChange={(event) => setMobile(event.target.value)}
            />
          )}
        </FormField>
        <FormField label={t('register.name')} problem={identify.error} pointer="/name">
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
      </form>
    </Sheet>
  );
}

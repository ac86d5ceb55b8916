import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { Sheet } from '@/ui/Sheet';
import { useReturn } from '../hooks';
import css from './Quality.module.css';

const COMMON = ['budget', 'needs', 'contact', 'model'] as const;

/** Back to the adviser: one tap for the usual reasons, or in words. */
export function ReturnSheet({ ids, onClose }: { ids: string[]; onClose: () => void }) {
  const { t } = useTranslation(['file-quality', 'ui']);
  const give = useReturn();
  const [reason, setReason] = useState('');
  const send = (event: FormEvent) => {
    event.preventDefault();
    give.mutate(
      { ids, reason: reason.trim() },
      {
        onSuccess: (results) => {
          toast(t('returned', { count: results.filter((result) => result.ok).length }));
          onClose();
        },
      },
    );
  };
  return (
    <Sheet open onClose={onClose} title={t('returnTitle', { count: ids.length })} width="sm">
      <form className={css.form} onSubmit={send}>
        <div className={css.answers}>
          {COMMON.map((code) => (
            <Button key={code} size="sm" onClick={() => setReason(t(`reason.${code}`))}>
              {t(`reason.${code}`)}
            </Button>
          ))}
        </div>
        <FormField label={t('reasonLabel')} required problem={give.error} pointer="/reason">
          {(props) => (
            <input
              {...props}
              className="control"
              data-autofocus
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </FormField>
        <FormErrors problem={give.error} pointers={['/reason']} />
        <div className={css.buttons}>
          <Button onClick={onClose}>{t('ui:action.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={!reason.trim()} loading={give.isPending}>
            {t('return')}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { randomId } from '@/lib/ids';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { Sheet } from '@/ui/Sheet';
import { useOpenDispute } from '../hooks';
import { GROUNDS, type Grounds } from '../model';
import css from './Ownership.module.css';

export interface OpenSheetProps {
  onClose: () => void;
  onOpened: (id: string) => void;
}

/** Number, grounds, what happened: enough for the supervisor to look at the evidence. */
export function OpenSheet({ onClose, onOpened }: OpenSheetProps) {
  const { t } = useTranslation('ownership');
  const open = useOpenDispute();
  const [idempotencyKey] = useState(randomId);
  const [mobile, setMobile] = useState('');
  const [grounds, setGrounds] = useState<Grounds>('received_first');
  const [note, setNote] = useState('');
  const [asked, setAsked] = useState(false);
  const submit = () => {
    if (!note.trim()) return setAsked(true);
    open.mutate(
      { idempotencyKey, mobile, grounds, note: note.trim() },
      {
        onSuccess: ({ id }) => {
          toast(t('open.done'), { tone: 'success' });
          onOpened(id);
        },
      },
    );
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('open.title')}
      footer={
        <Button variant="primary" size="lg" block loading={open.isPending} onClick={submit}>
          {t('open.submit')}
        </Button>
      }
    >
      <div className={css.form}>
        <FormErrors problem={open.error} pointers={['/mobile', '/note']} />
        <FormField label={t('open.mobile')} hint={t('open.mobileHint')} problem={open.error} pointer="/mobile" required>
          {(props) => (
            <input
              {...props}
              className="control"
              type="tel"
              inputMode="tel"
              autoComplete="off"
              maxLength={40}
              data-autofocus=""
              value={mobile}
              onChange={(event) => setMobile(event.target.value)}
            />
          )}
        </FormField>
        <Chips<Grounds>
          label={t('open.grounds')}
          value={grounds}
          onChange={setGrounds}
          size="sm"
          options={GROUNDS.map((value) => ({ value, label: t(`grounds.${value}`) }))}
        />
        <FormField
          label={t('open.note')}
          hint={t('open.noteHint')}
          error={asked && !note.trim() ? t('open.noteMissing') : null}
          problem={open.error}
          pointer="/note"
          required
        >
          {(props) => (
            <textarea
              {...props}
              className="control"
              rows={3}
              maxLength={1000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </FormField>
      </div>
    </Sheet>
  );
}

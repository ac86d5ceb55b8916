import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { Sheet } from '@/ui/Sheet';
import { useAdvise } from '../hooks';
import type { CustomerCardOut } from '../model';
import css from './FormTable.module.css';

export interface AdviceSheetProps {
  contact: CustomerCardOut['contacts'][number];
  onClose: () => void;
}

/** What the supervisor writes beside a contact: the answer to the customer's question, and the advice. */
export function AdviceSheet({ contact, onClose }: AdviceSheetProps) {
  const { t } = useTranslation(['forms', 'ui']);
  const [countermeasure, setCountermeasure] = useState(contact.countermeasure);
  const [advice, setAdvice] = useState(contact.advice);
  const advise = useAdvise();
  const save = () =>
    advise.mutate(
      { id: contact.id, countermeasure: countermeasure.trim(), advice: advice.trim() },
      {
        onSuccess: () => {
          toast(t('advice.saved'), { tone: 'success' });
          onClose();
        },
      },
    );
  const field = (name: 'countermeasure' | 'advice', value: string, onChange: (text: string) => void) => (
    <FormField label={t(`advice.${name}`)} problem={advise.error} pointer={`/${name}`}>
      {(props) => (
        <textarea
          {...props}
          className="control"
          rows={3}
          maxLength={500}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </FormField>
  );
  return (
    <Sheet
      open
      onClose={onClose}
      width="sm"
      title={t('advice.title')}
      footer={
        <Button variant="primary" size="lg" block loading={advise.isPending} onClick={save}>
          {t('ui:action.save')}
        </Button>
      }
    >
      <div className={css.fields}>
        <FormErrors problem={advise.error} pointers={['/countermeasure', '/advice']} />
        {contact.note ? <p>{contact.note}</p> : null}
        {field('countermeasure', countermeasure, setCountermeasure)}
        {field('advice', advice, setAdvice)}
      </div>
    </Sheet>
  );
}

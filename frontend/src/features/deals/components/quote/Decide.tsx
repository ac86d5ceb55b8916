import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuoteOut } from '@/api/generated/leads/types.gen';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { CheckIcon } from '@/ui/icons';
import { useDecide } from '../../hooks';
import css from './Quote.module.css';

/** The manager's word: one tap to approve, a note is optional. */
export function Decide({ quote }: { quote: QuoteOut }) {
  const { t } = useTranslation('deals');
  const decide = useDecide(quote.id);
  const [note, setNote] = useState('');
  const say = (approved: boolean) =>
    decide.mutate(
      { approved, note: note.trim() },
      { onSuccess: () => toast(t(approved ? 'decide.approved' : 'decide.refused'), { tone: 'success' }) },
    );
  return (
    <div className={css.form}>
      <FormField label={t('decide.note')} hideLabel problem={decide.error} pointer="/note">
        {(props) => (
          <input
            {...props}
            className="control"
            placeholder={t('decide.note')}
            maxLength={300}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </FormField>
      <FormErrors problem={decide.error} pointers={['/note']} />
      <div className={css.actions}>
        <Button variant="primary" icon={CheckIcon} loading={decide.isPending} onClick={() => say(true)}>
          {t('decide.approve')}
        </Button>
        <Button disabled={decide.isPending} onClick={() => say(false)}>
          {t('decide.refuse')}
        </Button>
      </div>
    </div>
  );
}

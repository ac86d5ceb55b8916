import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerChange } from '@/api/generated/leads/types.gen';
import { asProblem } from '@/api/problem';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { useChangeCustomer } from '../hooks/useCustomerChange';
import type { CustomerOut } from '../model';
import css from './Page.module.css';

const POINTERS = ['/name', '/mobile', '/city', '/tags', '/note'];
const splitTags = (text: string) => [...new Set(text.split(/[,\uFF0C\u3001;\s]+/).filter(Boolean))];

/** Sends only what was changed. When someone else was faster, what was typed stays and goes on top of the new version. */
export function BasicsForm({ customer, onDone }: { customer: CustomerOut; onDone: () => void }) {
  const { t } = useTranslation(['customers', 'ui']);
  const change = useChangeCustomer(customer.id);
  const [draft, setDraft] = useState({
    name: customer.name,
    gender: customer.gender as string | null,
    mobile: '',
    city: customer.city ?? '',
    tags: customer.tags.join(t('and')),
    note: customer.note,
  });
  // What the form began with: a field counts as changed against this, not against what came in meanwhile.
  const [before] = useState(draft);
  const set = (name: keyof typeof draft) => (event: { target: { value: string } }) =>
    setDraft({ ...draft, [name]: event.target.value });
  const stale = change.error ? asProblem(change.error).isStale : false;
  const save = (event: FormEvent) => {
    event.preventDefault();
    const body: CustomerChange = {
      ...(draft.name !== before.name ? { name: draft.name.trim() } : {}),
      ...(draft.gender !== before.gender ? { gender: draft.gender as CustomerOut['gender'] } : {}),
      ...(draft.mobile.trim() ? { mobile: draft.mobile.trim() } : {}),
      ...(draft.city !== before.city ? { city: draft.city.trim() || null } : {}),
      ...(draft.tags !== before.tags ? { tags: splitTags(draft.tags) } : {}),
      ...(draft.note !== before.note ? { note: draft.note.trim() } : {}),
    };
    if (Object.keys(body).length === 0) return onDone();
    change.mutate({ change: body, version: customer.version }, { onSuccess: onDone });
  };
  const problem = stale ? null : change.error;
  return (
    <form className={css.form} onSubmit={save}>
      {stale ? (
        <p className={css.stale} role="alert">
          {t('stale')}
        </p>
      ) : null}
      <FormField label={t('field.name')} problem={problem} pointer="/name">
        {(props) => <input {...props} className="control" maxLength={60} value={draft.name} onChange={set('name')} />}
      </FormField>
      <Chips
        label={t('field.gender')}
        size="sm"
        value={draft.gender}
        onChange={(gender) => setDraft({ ...draft, gender })}
        options={[
          { value: 'male', label: t('gender.male') },
          { value: 'female', label: t('gender.female') },
        ]}
      />
      <FormField label={t('field.newMobile')} hint={t('newMobileHint')} problem={problem} pointer="/mobile">
        {(props) => (
          <input
            {...props}
            className="control"
            inputMode="tel"
            autoComplete="off"
            maxLength={20}
            placeholder={customer.mobile_masked ?? ''}
            value={draft.mobile}
            onChange={set('mobile')}
          />
        )}
      </FormField>
      <FormField label={t('field.city')} problem={problem} pointer="/city">
        {(props) => <input {...props} className="control" maxLength={60} value={draft.city} onChange={set('city')} />}
      </FormField>
      <FormField label={t('field.tags')} hint={t('tagsHint')} problem={problem} pointer="/tags">
        {(props) => <input {...props} className="control" maxLength={200} value={draft.tags} onChange={set('tags')} />}
      </FormField>
      <FormField label={t('field.note')} problem={problem} pointer="/note">
        {(props) => (
          <textarea
            {...props}
            className="control"
            rows={3}
            maxLength={2000}
            value={draft.note}
            onChange={set('note')}
          />
        )}
      </FormField>
      <FormErrors problem={problem} pointers={POINTERS} />
      <div className={css.buttons}>
        <Button onClick={onDone}>{t('ui:action.cancel')}</Button>
        <Button type="submit" variant="primary" loading={change.isPending}>
          {t('ui:action.save')}
        </Button>
      </div>
    </form>
  );
}

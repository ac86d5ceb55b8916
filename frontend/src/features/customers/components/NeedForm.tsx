import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardChange, CardFields, CardOut } from '@/api/generated/leads/types.gen';
import { asProblem } from '@/api/problem';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { MoneyInput } from '@/ui/MoneyInput';
import { useChangeCard } from '../hooks/useCard';
import css from './Need.module.css';
import { DecisionMakers, Lines, Many } from './NeedInputs';
import { CHOICES, CONCERNS, changesOf } from './need';
import page from './Page.module.css';

const TEXTS = ['profession', 'employer', 'family', 'personality', 'current_car'] as const;
const LONG = ['first_reception', 'plan'] as const;

/** Only what was changed is sent; the form opens at the field that was asked for. */
export function NeedForm({ card, focus, onDone }: { card: CardOut; focus: string; onDone: () => void }) {
  const { t } = useTranslation(['customers', 'ui']);
  const change = useChangeCard(card.customer_id);
  const [before] = useState(card.fields);
  const [draft, setDraft] = useState<CardFields>(card.fields);
  const form = useRef<HTMLFormElement>(null);
  const set = (part: Partial<CardFields>) => setDraft({ ...draft, ...part });
  useEffect(() => {
    const at = form.current?.querySelector<HTMLElement>(`[data-field="${focus}"]`);
    at?.scrollIntoView({ block: 'center' });
    at?.querySelector<HTMLElement>('input, textarea')?.focus({ preventScroll: true });
  }, [focus]);
  const stale = change.error ? asProblem(change.error).isStale : false;
  const problem = stale ? null : change.error;
  const save = (event: FormEvent) => {
    event.preventDefault();
    const body: CardChange = changesOf(before, draft);
    if (Object.keys(body).length === 0) return onDone();
    change.mutate({ change: body, version: card.version }, { onSuccess: onDone });
  };
  return (
    <form ref={form} className={page.form} onSubmit={save}>
      {stale ? (
        <p className={page.stale} role="alert">
          {t('stale')}
        </p>
      ) : null}
      {(Object.keys(CHOICES) as (keyof typeof CHOICES)[]).map((name) => (
        <div key={name} data-field={name}>
          <Chips
            label={t(`card.field.${name}`)}
            size="sm"
            value={(draft[name] as string | null | undefined) ?? null}
            onChange={(value) => set({ [name]: value } as Partial<CardFields>)}
            options={CHOICES[name].map((value) => ({ value, label: t(`card.code.${name}.${value}`) }))}
          />
        </div>
      ))}
      <div className={css.two} data-field="budget">
        <FormField label={t('card.field.budget_min_fen')}>
          {(props) => (
            <MoneyInput
              {...props}
              value={draft.budget_min_fen ?? null}
              onChange={(budget_min_fen) => set({ budget_min_fen })}
            />
          )}
        </FormField>
        <FormField label={t('card.field.budget_max_fen')} problem={problem} pointer="/budget_max_fen">
          {(props) => (
            <MoneyInput
              {...props}
              value={draft.budget_max_fen ?? null}
              onChange={(budget_max_fen) => set({ budget_max_fen })}
            />
          )}
        </FormField>
      </div>
      <div data-field="concerns">
        <Many
          label={t('card.field.concerns')}
          value={draft.concerns ?? []}
          options={CONCERNS.map((value) => ({ value, label: t(`card.code.concerns.${value}`) }))}
          onChange={(concerns) => set({ concerns })}
        />
      </div>
      <div data-field="decision_makers">
        <DecisionMakers value={draft.decision_makers ?? []} onChange={(decision_makers) => set({ decision_makers })} />
      </div>
      {(['explicit_needs', 'implicit_needs', 'hobbies'] as const).map((name) => (
        <div key={name} data-field={name}>
          <Lines
            label={t(`card.field.${name}`)}
            value={draft[name] ?? []}
            onChange={(lines) => set({ [name]: lines })}
          />
        </div>
      ))}
      <div data-field="competitors">
        <Lines
          label={t('card.field.competitors')}
          value={(draft.competitors ?? []).map((one) => [one.brand, one.model].filter(Boolean).join(' '))}
          onChange={(lines) =>
            set({
              competitors: lines.map((line) => {
                const [brand = '', ...rest] = line.split(/\s+/);
                return { brand, model: rest.join(' ') || null };
              }),
            })
          }
        />
      </div>
      {TEXTS.map((name) => (
        <div key={name} data-field={name}>
          <FormField label={t(`card.field.${name}`)} problem={problem} pointer={`/${name}`}>
            {(props) => (
              <input
                {...props}
                className="control"
                maxLength={200}
                value={draft[name] ?? ''}
                onChange={(event) => set({ [name]: event.target.value })}
              />
            )}
          </FormField>
        </div>
      ))}
      <div data-field="birthday">
        <FormField label={t('card.field.birthday')}>
          {(props) => (
            <input
              {...props}
              type="date"
              className="control"
              value={draft.birthday ?? ''}
              onChange={(event) => set({ birthday: event.target.value || null })}
            />
          )}
        </FormField>
      </div>
      {LONG.map((name) => (
        <FormField key={name} label={t(`card.field.${name}`)} problem={problem} pointer={`/${name}`}>
          {(props) => (
            <textarea
              {...props}
              className="control"
              rows={2}
              maxLength={2000}
              value={draft[name] ?? ''}
              onChange={(event) => set({ [name]: event.target.value })}
            />
          )}
        </FormField>
      ))}
      <FormErrors problem={problem} pointers={['/budget_max_fen', ...TEXTS.map((name) => `/${name}`)]} />
      <div className={page.buttons}>
        <Button onClick={onDone}>{t('ui:action.cancel')}</Button>
        <Button type="submit" variant="primary" loading={change.isPending}>
          {t('ui:action.save')}
        </Button>
      </div>
    </form>
  );
}

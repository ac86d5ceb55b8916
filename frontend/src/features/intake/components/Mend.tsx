import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonLead, QuarantineOut } from '@/api/generated/leads/types.gen';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { ReloadIcon, SendIcon } from '@/ui/icons';
import { useSecondChance } from '../hooks';
import css from './Intake.module.css';

const KINDS = ['buy', 'test_drive', 'trade_in', 'sell', 'lease'] as const;
const LINES = ['name', 'mobile', 'email', 'make', 'model'] as const;

/** The second chance of a refused prospect: what could be read is filled in, the rest is completed by hand. */
export function Mend({ row }: { row: QuarantineOut }) {
  const { t } = useTranslation('intake');
  const chance = useSecondChance(row.id);
  const [lead, setLead] = useState<JsonLead>(row.draft);
  const [mode, setMode] = useState<'mend' | 'replay'>('mend');
  const set = (change: Partial<JsonLead>) => setLead((now) => ({ ...now, ...change }));
  const take = (body: JsonLead | null) => {
    setMode(body ? 'mend' : 'replay');
    chance.mutate(body, {
      onSuccess: ({ results }) =>
        toast(t(results.some((one) => one.outcome === 'duplicate') ? 'mend.touched' : 'mend.taken'), {
          tone: 'success',
        }),
    });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    take(lead);
  };
  const reachable = Boolean(lead.mobile?.trim() || lead.email?.trim());
  return (
    <form className={css.mend} onSubmit={submit}>
      <h3 className={css.heading}>{t('mend.title')}</h3>
      <p className={css.quiet}>{t('mend.text')}</p>
      <div className={css.fields}>
        {LINES.map((name) => (
          <FormField key={name} label={t(`mend.${name}`)} problem={chance.error} pointer={`/${name}`}>
            {(props) => (
              <input
                {...props}
                className="control"
                maxLength={200}
                autoComplete="off"
                inputMode={name === 'mobile' ? 'tel' : name === 'email' ? 'email' : 'text'}
                value={lead[name] ?? ''}
                onChange={(event) => set({ [name]: event.target.value })}
              />
            )}
          </FormField>
        ))}
        <FormField label={t('mend.kind')}>
          {(props) => (
            <select
              {...props}
              className="control"
              value={lead.kind ?? 'buy'}
              onChange={(event) => set({ kind: event.target.value as (typeof KINDS)[number] })}
            >
              {KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`kind.${kind}`)}
                </option>
              ))}
            </select>
          )}
        </FormField>
      </div>
      <FormField label={t('mend.comments')} problem={chance.error} pointer="/comments">
        {(props) => (
          <textarea
            {...props}
            className="control"
            rows={3}
            maxLength={4000}
            value={lead.comments ?? ''}
            onChange={(event) => set({ comments: event.target.value })}
          />
        )}
      </FormField>
      <FormErrors problem={chance.error} pointers={LINES.map((name) => `/${name}`)} />
      <div className={css.actions}>
        <Button
          icon={ReloadIcon}
          loading={chance.isPending && mode === 'replay'}
          disabled={chance.isPending || row.text === null}
          onClick={() => take(null)}
        >
          {t('mend.replay')}
        </Button>
        <Button
          type="submit"
          variant="primary"
          icon={SendIcon}
          loading={chance.isPending && mode === 'mend'}
          disabled={!reachable || chance.isPending}
        >
          {t('mend.take')}
        </Button>
      </div>
    </form>
  );
}

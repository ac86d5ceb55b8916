import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MailboxOut } from '@/api/generated/leads/types.gen';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { Sheet } from '@/ui/Sheet';
import { useSaveMailbox } from '../hooks';
import { bodyOf, draftOf, type MailDraft, NEW_MAILBOX, needsPassword, SECURITIES, withSecurity } from '../mail-model';
import css from './Doors.module.css';
import { Senders } from './Senders';

const WORDS = ['name', 'host', 'port', 'username', 'folder', 'interval_minutes', 'authority'] as const;
const NUMBERS: readonly string[] = ['port', 'interval_minutes'];
const POINTERS = [...WORDS, 'password', 'security', 'senders'].map((name) => `/${name}`);

/** How a mailbox is reached and whose mails count. The password goes in and never comes out. */
export function MailboxSheet({ mailbox, onClose }: { mailbox: MailboxOut | null; onClose: () => void }) {
  const { t } = useTranslation(['lead-doors', 'ui']);
  const [draft, setDraft] = useState<MailDraft>(() => (mailbox ? draftOf(mailbox) : NEW_MAILBOX));
  const save = useSaveMailbox(mailbox);
  const set = (change: Partial<MailDraft>) => setDraft({ ...draft, ...change });
  const wanted = needsPassword(mailbox, draft);
  const submit = () =>
    save.mutate(bodyOf(draft, mailbox === null), {
      onSuccess: () => {
        toast(t('saved'), { tone: 'success' });
        onClose();
      },
    });
  const type = (name: (typeof WORDS)[number], text: string) =>
    set({
      [name]: NUMBERS.includes(name) ? Number(text.replace(/\D/g, '')) : name === 'authority' ? text || null : text,
    });
  const ready = draft.name.trim() && draft.host.trim() && draft.username.trim() && (!wanted || draft.password);
  return (
    <Sheet
      open
      onClose={onClose}
      width="lg"
      title={mailbox ? mailbox.name : t('mail.add')}
      footer={
        <Button variant="primary" size="lg" block loading={save.isPending} disabled={!ready} onClick={submit}>
          {t('ui:action.save')}
        </Button>
      }
    >
      <div className={css.stack}>
        <FormErrors problem={save.error} pointers={POINTERS} />
        <label className={css.check}>
          <input type="checkbox" checked={draft.active} onChange={(event) => set({ active: event.target.checked })} />
          {t('mail.active')}
        </label>
        <Chips
          label={t('mail.security')}
          value={draft.security}
          onChange={(security) => setDraft(withSecurity(draft, security))}
          options={SECURITIES.map((value) => ({ value, label: t(`mail.protection.${value}`) }))}
        />
        <div className={css.pair}>
          {WORDS.map((name) => (
            <FormField
              key={name}
              label={t(`mail.field.${name}`)}
              hint={t(`mail.hint.${name}`, { defaultValue: '' })}
              problem={save.error}
              pointer={`/${name}`}
              required={['name', 'host', 'username'].includes(name)}
            >
              {(props) => (
                <input
                  {...props}
                  className="control"
                  {...(name === 'name' ? { 'data-autofocus': true } : {})}
                  autoComplete="off"
                  inputMode={NUMBERS.includes(name) ? 'numeric' : 'text'}
                  maxLength={NUMBERS.includes(name) ? 5 : 200}
                  value={draft[name] ?? ''}
                  onChange={(event) => type(name, event.target.value)}
                />
              )}
            </FormField>
          ))}
          <FormField
            label={t('mail.field.password')}
            hint={t(wanted ? 'mail.hint.password' : 'mail.hint.passwordKept')}
            problem={save.error}
            pointer="/password"
            required={wanted}
          >
            {(props) => (
              <input
                {...props}
                type="password"
                className="control"
                autoComplete="new-password"
                maxLength={200}
                value={draft.password}
                onChange={(event) => set({ password: event.target.value })}
              />
            )}
          </FormField>
        </div>
        <Senders senders={draft.senders} onChange={(senders) => set({ senders })} problem={save.error} />
      </div>
    </Sheet>
  );
}

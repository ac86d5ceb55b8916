import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { GATEWAY, useAct } from '../api';
import css from '../components/Admin.module.css';

const SHORTEST = 10;
const NOTHING = { current: '', new: '', again: '' };

/** One's own password. Every other session ends with the old one. */
export function PasswordPage({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('admin');
  const { username } = useMe();
  const [given, setGiven] = useState(NOTHING);
  const [tried, setTried] = useState(false);
  const change = useAct(true);
  const wrong = {
    current: given.current ? null : t('password.missing'),
    new: given.new.length < SHORTEST ? t('password.short', { least: SHORTEST }) : null,
    again: given.again === given.new ? null : t('password.differs'),
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong.current || wrong.new || wrong.again) return;
    change.mutate(
      { path: `${GATEWAY}/me/password`, method: 'PUT', body: { current: given.current, new: given.new } },
      {
        onSuccess: () => {
          toast(t('password.done'), { tone: 'success' });
          onDone();
        },
      },
    );
  };
  const field = (name: keyof typeof NOTHING, autoComplete: string, hint?: string) => (
    <FormField
      label={t(`password.${name}`)}
      required
      hint={hint}
      error={tried ? wrong[name] : null}
      problem={change.error}
      pointer={`/${name}`}
    >
      {(props) => (
        <input
          {...props}
          type="password"
          className="control"
          autoComplete={autoComplete}
          maxLength={128}
          value={given[name]}
          onChange={(event) => setGiven({ ...given, [name]: event.target.value })}
        />
      )}
    </FormField>
  );
  return (
    <Page>
      <PageHeader title={t('password.title')} subtitle={t('password.subtitle')} />
      <Page.Body>
        <Card className={css.narrow}>
          <form className={css.stack} onSubmit={submit} noValidate>
            <input type="hidden" name="username" autoComplete="username" value={username} />
            {field('current', 'current-password')}
            {field('new', 'new-password', t('password.hint', { least: SHORTEST }))}
            {field('again', 'new-password')}
            <FormErrors problem={change.error} pointers={['/current', '/new']} />
            <div>
              <Button type="submit" variant="primary" loading={change.isPending}>
                {t('password.save')}
              </Button>
            </div>
          </form>
        </Card>
      </Page.Body>
    </Page>
  );
}

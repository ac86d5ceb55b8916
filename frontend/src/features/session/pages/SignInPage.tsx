import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDemoAccounts, useSignIn } from '@/api/session';
import { setLanguage } from '@/lib/i18n';
import { toggleTheme, useIsPhone, useTheme } from '@/lib/media';
import { BrandMark } from '@/ui/BrandMark';
import { Button, IconButton } from '@/ui/Button';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { LanguageIcon, MoonIcon, SunIcon } from '@/ui/icons';
import { RoleCards } from '../components/RoleCards';
import css from './SignInPage.module.css';

export function SignInPage({ onDone }: { onDone: () => void }) {
  const { t, i18n } = useTranslation('session');
  const theme = useTheme();
  const accounts = useDemoAccounts();
  const phone = useIsPhone();
  const demo = accounts.length > 0;
  const roles = demo ? <RoleCards accounts={accounts} onDone={onDone} /> : null;
  useEffect(() => {
    document.title = t('title');
  }, [t]);
  return (
    <div className={css.page}>
      <div className={css.tools}>
        {phone && demo ? <BrandMark size={32} /> : null}
        <span className={css.spacer} />
        <Button
          variant="ghost"
          icon={LanguageIcon}
          onClick={() => void setLanguage(i18n.language === 'en' ? 'zh-CN' : 'en')}
        >
          {t('app:shell.otherLanguage')}
        </Button>
        <IconButton
          icon={theme === 'dark' ? SunIcon : MoonIcon}
          label={t(theme === 'dark' ? 'app:shell.light' : 'app:shell.dark')}
          onClick={toggleTheme}
        />
      </div>
      <main className={demo ? css.demo : css.plain}>
        {/* One tap is what the demo is for, so on the phone it comes before the form. */}
        {phone ? roles : null}
        <section className={css.card}>
          <div className={css.brand}>
            <BrandMark size={44} />
            <div>
              <h1 className={css.name}>{t('app:brand.name')}</h1>
              <p className={css.claim}>{t('claim')}</p>
            </div>
          </div>
          <PasswordForm onDone={onDone} />
        </section>
        {phone ? null : roles}
      </main>
    </div>
  );
}

function PasswordForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('session');
  const signIn = useSignIn();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (username && password) signIn.mutate({ username, password }, { onSuccess: onDone });
  };
  return (
    <form className={css.form} onSubmit={submit}>
      <FormField label={t('username')} problem={signIn.error} pointer="/username">
        {(props) => (
          <input
            {...props}
            className="control"
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            value={username}
            onChange={(event) => setUsername(event.target.value)}
          />
        )}
      </FormField>
      <FormField label={t('password')} problem={signIn.error} pointer="/password">
        {(props) => (
          <input
            {...props}
            className="control"
            type="password"
            name="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </FormField>
      <FormErrors problem={signIn.error} />
      <Button
        type="submit"
        variant="primary"
        size="lg"
        block
        loading={signIn.isPending}
        disabled={!username || !password}
      >
        {t('signIn')}
      </Button>
    </form>
  );
}

import { useTranslation } from 'react-i18next';
import { type DemoAccount, useDemoSignIn } from '@/api/session';
import { Avatar } from '@/ui/Avatar';
import { FormErrors } from '@/ui/FormErrors';
import css from './RoleCards.module.css';

const LAST = 999;

function byStore(accounts: readonly DemoAccount[]): [string, DemoAccount[]][] {
  const sorted = [...accounts].sort((a, b) => (a.story_order ?? LAST) - (b.story_order ?? LAST));
  const stores = new Map<string, DemoAccount[]>();
  for (const account of sorted) stores.set(account.store_name, [...(stores.get(account.store_name) ?? []), account]);
  return [...stores];
}

/** One tap signs in: who it is, which post, and what that post does, by store. */
export function RoleCards({ accounts, onDone }: { accounts: readonly DemoAccount[]; onDone: () => void }) {
  const { t } = useTranslation('session');
  const enter = useDemoSignIn();
  return (
    <section className={css.roles} aria-labelledby="demo-title">
      <header>
        <h2 id="demo-title" className={css.title}>
          {t('demoTitle')}
        </h2>
        <p className={css.text}>{t('demoText')}</p>
      </header>
      <FormErrors problem={enter.error} />
      {byStore(accounts).map(([store, people]) => (
        <div key={store}>
          <h3 className={css.store}>{store}</h3>
          <ul className={css.grid}>
            {people.map((account) => (
              <li key={account.username}>
                <RoleCard
                  account={account}
                  busy={enter.isPending && enter.variables === account.username}
                  disabled={enter.isPending}
                  onEnter={() => enter.mutate(account.username, { onSuccess: onDone })}
                />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

interface RoleCardProps {
  account: DemoAccount;
  busy: boolean;
  disabled: boolean;
  onEnter: () => void;
}

function RoleCard({ account, busy, disabled, onEnter }: RoleCardProps) {
  const { t } = useTranslation('session');
  return (
    <button type="button" className={css.card} onClick={onEnter} disabled={disabled} aria-busy={busy || undefined}>
      <Avatar name={account.name} size="lg" />
      <span className={css.words}>
        <span className={css.who}>
          {t(`app:role.${account.role}`, { defaultValue: account.role })}{' '}
          <span className={css.name}>{account.name}</span>
        </span>
        <span className={css.does}>{t(`does.${account.role}`, { defaultValue: '' })}</span>
      </span>
      {account.story_order ? (
        <span className={css.order} title={t('storyOrder')}>
          {account.story_order}
        </span>
      ) : null}
    </button>
  );
}

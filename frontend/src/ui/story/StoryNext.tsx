import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useDemoAccounts, useDemoSignIn, useMe } from '@/api/session';
import { Avatar } from '../Avatar';
import { RightIcon } from '../icons';
import css from './StoryNext.module.css';

export interface StoryNextProps {
  /** who goes on: a role; the demo account of the same store with that role is taken */
  toRole: string;
  /** what happens there, e.g. "test drive" */
  label: string;
  /** route to open as that person */
  to: string;
  /** a particular person instead of the first with the role */
  username?: string;
}

/** Demo only: "next: sales adviser Chen → test drive". Signs in as that person and opens the place where the story goes on. */
export function StoryNext({ toRole, label, to, username }: StoryNextProps) {
  const { t } = useTranslation('ui');
  const me = useMe();
  const router = useRouter();
  const enter = useDemoSignIn();
  const accounts = useDemoAccounts(me.demo);
  const fitting = accounts.filter((item) => (username ? item.username === username : item.role === toRole));
  const account = fitting.find((item) => item.store_name === me.store.name) ?? fitting[0];
  if (!me.demo || !account) return null;
  const go = async () => {
    if (account.username !== me.username) await enter.mutateAsync(account.username);
    await router.navigate({ href: to } as Parameters<typeof router.navigate>[0]);
    await router.invalidate();
  };
  return (
    <button
      type="button"
      className={css.story}
      title={t('story.go')}
      disabled={enter.isPending}
      onClick={() => void go()}
    >
      <span className={css.next}>{t('story.next')}</span>
      <Avatar name={account.name} size="sm" />
      <span>
        {t(`app:role.${account.role}`, { defaultValue: account.role })} {account.name}
      </span>
      <RightIcon />
      <strong className={css.label}>{label}</strong>
    </button>
  );
}

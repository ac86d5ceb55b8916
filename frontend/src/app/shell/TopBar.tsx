import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { type Language, setLanguage } from '@/lib/i18n';
import { toggleTheme, useTheme } from '@/lib/media';
import { Avatar } from '@/ui/Avatar';
import { IconButton } from '@/ui/Button';
import { KeyIcon, LanguageIcon, LogoutIcon, MoonIcon, QuestionIcon, SafetyIcon, SearchIcon, SunIcon } from '@/ui/icons';
import { Kbd } from '@/ui/Kbd';
import { Menu } from '@/ui/Menu';
import { useGo } from '../use-navigation';
import { useRoleNames, useSignOutAndLeave } from './account';
import { BarItems } from './BarItems';
import { LiveIndicator } from './LiveIndicator';
import css from './Shell.module.css';

export function TopBar({ onSearch, onHelp }: { onSearch: () => void; onHelp: () => void }) {
  const { t, i18n } = useTranslation('app');
  const theme = useTheme();
  const other: Language = i18n.language === 'en' ? 'zh-CN' : 'en';
  return (
    <header className={css.top}>
      <button type="button" className={css.search} onClick={onSearch}>
        <SearchIcon />
        <span className={css.searchText}>{t('shell.searchHint')}</span>
        <Kbd keys="mod+k" />
      </button>
      <span className={css.spacer} />
      <LiveIndicator />
      <BarItems />
      <IconButton icon={LanguageIcon} label={t('shell.switchLanguage')} onClick={() => void setLanguage(other)} />
      <IconButton
        icon={theme === 'dark' ? SunIcon : MoonIcon}
        label={t(theme === 'dark' ? 'shell.light' : 'shell.dark')}
        onClick={toggleTheme}
      />
      <IconButton icon={QuestionIcon} label={t('command.shortcuts')} onClick={onHelp} />
      <AccountMenu />
    </header>
  );
}

function AccountMenu() {
  const { t } = useTranslation('app');
  const me = useMe();
  const roles = useRoleNames(me.roles);
  const signOut = useSignOutAndLeave();
  const go = useGo();
  return (
    <Menu
      label={t('shell.account')}
      header={
        <>
          <div className={css.whoName}>{me.name}</div>
          <div className={css.whoRole}>{me.store.name}</div>
        </>
      }
      items={[
        { id: 'password', label: t('shell.password'), icon: KeyIcon, onSelect: () => go('/me/password') },
        { id: 'sessions', label: t('shell.sessions'), icon: SafetyIcon, onSelect: () => go('/me/sessions') },
        { id: 'sign-out', label: t('shell.signOut'), icon: LogoutIcon, onSelect: signOut },
      ]}
      trigger={(props) => (
        <button type="button" className={css.who} title={me.name} {...props}>
          <Avatar name={me.name} />
          <span className={css.whoWords}>
            <span className={css.whoName}>{me.name}</span>
            <span className={css.whoRole}>{roles}</span>
          </span>
        </button>
      )}
    />
  );
}

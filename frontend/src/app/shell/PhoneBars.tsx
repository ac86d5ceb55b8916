import { Link, useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { setLanguage } from '@/lib/i18n';
import { toggleTheme, useTheme } from '@/lib/media';
import { Avatar } from '@/ui/Avatar';
import { BrandMark } from '@/ui/BrandMark';
import { Button, IconButton } from '@/ui/Button';
import { KeyIcon, LanguageIcon, LogoutIcon, MenuIcon, MoonIcon, SearchIcon, SunIcon } from '@/ui/icons';
import { Sheet } from '@/ui/Sheet';
import { useGo, useNavGroups, usePhoneTabs } from '../use-navigation';
import { useRoleNames, useSignOutAndLeave } from './account';
import { BarItems } from './BarItems';
import css from './Bars.module.css';
import { LiveIndicator } from './LiveIndicator';

export function PhoneTop({ onSearch }: { onSearch: () => void }) {
  const { t } = useTranslation('app');
  const me = useMe();
  return (
    <header className={css.top}>
      <span className={css.title}>
        <BrandMark size={26} />
        <span className={css.titleText}>{me.store.name}</span>
      </span>
      <LiveIndicator words={false} />
      <BarItems />
      <IconButton icon={SearchIcon} label={t('command.search')} onClick={onSearch} />
    </header>
  );
}

export function PhoneTabs() {
  const { t } = useTranslation(['shell', 'app']);
  const tabs = usePhoneTabs();
  const [more, setMore] = useState(false);
  return (
    <nav className={css.tabs} aria-label={t('app:shell.navigation')}>
      {tabs.map(({ id, to, icon: Icon }) => (
        <Link key={id} to={to} className={css.tab} activeOptions={{ exact: to === '/' }}>
          <Icon />
          {t(`nav.${id}`)}
        </Link>
      ))}
      <button type="button" className={css.tab} aria-haspopup="dialog" onClick={() => setMore(true)}>
        <MenuIcon />
        {t('app:shell.more')}
      </button>
      <Sheet open={more} onClose={() => setMore(false)} title={t('app:shell.more')}>
        <MoreSheet onLeave={() => setMore(false)} />
      </Sheet>
    </nav>
  );
}

function MoreSheet({ onLeave }: { onLeave: () => void }) {
  const { t, i18n } = useTranslation(['shell', 'app']);
  const me = useMe();
  const theme = useTheme();
  const groups = useNavGroups();
  const roles = useRoleNames(me.roles);
  const signOut = useSignOutAndLeave();
  const go = useGo();
  const changePassword = () => {
    onLeave();
    go('/me/password');
  };
  const { pathname } = useLocation();
  return (
    <>
      <div className={css.person}>
        <Avatar name={me.name} size="lg" />
        <div className={css.personWords}>
          <div className={css.personName}>{me.name}</div>
          <div className={css.personRole}>{roles}</div>
        </div>
        <IconButton icon={KeyIcon} label={t('app:shell.password')} onClick={changePassword} />
        <IconButton icon={LogoutIcon} label={t('app:shell.signOut')} onClick={signOut} />
      </div>
      {groups.map(({ group, items }) => (
        <section key={group} aria-label={t(`app:group.${group}`)}>
          <p className={css.groupTitle}>{t(`app:group.${group}`)}</p>
          <div className={css.grid}>
            {items.map(({ id, to, icon: Icon }) => (
              <Link
                key={id}
                to={to}
                className={css.gridItem}
                onClick={onLeave}
                aria-current={pathname === to ? 'page' : undefined}
              >
                <Icon />
                {t(`nav.${id}`)}
              </Link>
            ))}
          </div>
        </section>
      ))}
      <div className={css.quick}>
        <Button icon={LanguageIcon} onClick={() => void setLanguage(i18n.language === 'en' ? 'zh-CN' : 'en')}>
          {t('app:shell.otherLanguage')}
        </Button>
        <Button icon={theme === 'dark' ? SunIcon : MoonIcon} onClick={toggleTheme}>
          {t(theme === 'dark' ? 'app:shell.light' : 'app:shell.dark')}
        </Button>
      </div>
    </>
  );
}

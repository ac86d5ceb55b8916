import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { NavItem } from '@/lib/feature';
import { BrandMark } from '@/ui/BrandMark';
import { useNavGroups } from '../use-navigation';
import css from './DeskNav.module.css';

export function DeskNav() {
  const { t } = useTranslation('app');
  const groups = useNavGroups();
  return (
    <nav className={css.nav} aria-label={t('shell.navigation')}>
      <Link to="/" className={css.brand} title={t('brand.name')}>
        <BrandMark />
        <span className={css.brandText}>
          {t('brand.name')} <span className={css.brandSub}>CHEMAI</span>
        </span>
      </Link>
      <div className={css.navScroll}>
        {groups.map(({ group, items }) => (
          <div key={group}>
            <p className={css.groupTitle} id={`nav-${group}`}>
              {t(`group.${group}`)}
            </p>
            <ul aria-labelledby={`nav-${group}`}>
              {items.map((item) => (
                <li key={item.id}>
                  <DeskLink item={item} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </nav>
  );
}

function DeskLink({ item }: { item: NavItem }) {
  const { t } = useTranslation('shell');
  const Icon = item.icon;
  return (
    <Link to={item.to} className={css.navLink} activeOptions={{ exact: item.to === '/' }} preload="intent">
      <Icon />
      <span className={css.navLabel}>{t(`nav.${item.id}`)}</span>
    </Link>
  );
}

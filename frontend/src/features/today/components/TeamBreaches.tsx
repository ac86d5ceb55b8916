import { useTranslation } from 'react-i18next';
import { Avatar } from '@/ui/Avatar';
import { Card } from '@/ui/Card';
import { CheckCircleIcon } from '@/ui/icons';
import { PathLink } from '@/ui/PathLink';
import { EmptyState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { breachesOf, type TodayItem } from '../model';
import css from './Side.module.css';

/** For managers: whose first replies are late or running right now. */
export function TeamBreaches({ items, unassigned }: { items: readonly TodayItem[]; unassigned: number }) {
  const { t } = useTranslation('today');
  const rows = breachesOf(items);
  return (
    <Card title={t('team.title')} flush>
      {rows.length === 0 && unassigned === 0 ? (
        <EmptyState compact icon={CheckCircleIcon} title={t('team.none')} text={t('team.noneText')} />
      ) : (
        <ul className={css.people}>
          {unassigned > 0 ? (
            <li>
              <PathLink className={css.person} href="/leads?owner=none">
                <span className={css.name}>{t('team.unassigned')}</span>
                <StatusTag tone="danger">{t('team.leads', { count: unassigned })}</StatusTag>
              </PathLink>
            </li>
          ) : null}
          {rows.map((row) => (
            <li key={row.ownerId ?? 'nobody'}>
              <PathLink
                className={css.person}
                href={row.ownerId ? `/leads?owner=${row.ownerId}&overdue=true` : '/leads?owner=none'}
              >
                <Avatar name={row.ownerName ?? '?'} size="sm" />
                <span className={css.name}>{row.ownerName ?? t('unassigned')}</span>
                {row.late > 0 ? <StatusTag tone="danger">{t('team.late', { count: row.late })}</StatusTag> : null}
                {row.running > 0 ? (
                  <StatusTag tone="warning">{t('team.running', { count: row.running })}</StatusTag>
                ) : null}
              </PathLink>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

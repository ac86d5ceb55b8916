import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { useBusinessNow } from '@/lib/clock';
import { formatTime, toWall } from '@/lib/time';
import { Card } from '@/ui/Card';
import { CheckCircleIcon } from '@/ui/icons';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { EmptyState } from '@/ui/States';

function partOfDay(now: number): 'morning' | 'noon' | 'afternoon' | 'evening' {
  const hour = Number(toWall(now).slice(11, 13));
  if (hour < 11) return 'morning';
  if (hour < 13) return 'noon';
  return hour < 18 ? 'afternoon' : 'evening';
}

export function TodayPage() {
  const { t } = useTranslation('today');
  const me = useMe();
  const now = useBusinessNow();
  return (
    <Page>
      <PageHeader
        title={t('title')}
        subtitle={
          now === null
            ? undefined
            : `${t(`greeting.${partOfDay(now)}`, { name: me.name })} · ${formatTime(now, 'weekday')}`
        }
      />
      <Page.Body>
        <Card>
          <EmptyState icon={CheckCircleIcon} title={t('emptyTitle')} text={t('emptyText')} />
        </Card>
      </Page.Body>
    </Page>
  );
}

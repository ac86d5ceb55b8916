import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useRegisterCommands } from '@/lib/commands';
import { randomId } from '@/lib/ids';
import { useIsPhone } from '@/lib/media';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { PlusIcon, UserIcon } from '@/ui/icons';
import { Columns, Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { Sheet } from '@/ui/Sheet';
import { CardsSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { StoryNext } from '@/ui/story/StoryNext';
import { Tabs } from '@/ui/Tabs';
import { DayStats, House } from '../components/House';
import css from '../components/Reception.module.css';
import { RegisterForm } from '../components/RegisterForm';
import { VisitList } from '../components/VisitList';
import { useRegister, useVisitBoard } from '../hooks';
import type { ReceptionSearch } from '../model';

export interface ReceptionPageProps {
  search: ReceptionSearch;
  onSearch: (search: ReceptionSearch) => void;
}

/** The front desk: register in one field, see who waits for a greeting. */
export function ReceptionPage({ search, onSearch }: ReceptionPageProps) {
  const { t } = useTranslation('reception');
  const phone = useIsPhone();
  const mobile = useRef<HTMLInputElement>(null);
  const board = useVisitBoard();
  const stranger = useStranger();
  const start = () => (phone ? onSearch({ ...search, new: true }) : mobile.current?.focus());
  useRegisterCommands([
    { id: 'reception.register', group: 'sales', keys: 'n', run: start },
    { id: 'reception.stranger', group: 'sales', keys: 'u', run: stranger },
  ]);
  useEffect(() => {
    if (search.new && !phone) mobile.current?.focus();
  }, [search.new, phone]);
  const list = search.tab === 'list';
  const house = board.data ? (
    <>
      <DayStats today={board.data.today} />
      <House board={board.data} />
    </>
  ) : board.error ? (
    <Card>
      <ErrorState error={board.error} onRetry={() => void board.refetch()} />
    </Card>
  ) : (
    <CardsSkeleton />
  );
  return (
    <Page fill={list}>
      <PageHeader
        title={t('title')}
        actions={
          phone ? undefined : (
            <Button icon={UserIcon} keys="u" onClick={stranger}>
              {t('strangerAdd')}
            </Button>
          )
        }
      >
        <Tabs
          label={t('title')}
          value={list ? 'list' : 'house'}
          onChange={(tab) => onSearch(tab === 'list' ? { tab } : {})}
          items={[
            { id: 'house', label: t('tab.house'), count: board.data?.open.length },
            { id: 'list', label: t('tab.list') },
          ]}
        />
      </PageHeader>
      <Page.Body>
        {list ? (
          <VisitList />
        ) : phone ? (
          house
        ) : (
          <Columns
            main={house}
            side={
              <>
                <Card title={t('register.title')}>
                  <RegisterForm mobileRef={mobile} onDone={() => mobile.current?.focus()} />
                </Card>
                <StoryNext toRole="sales_advisor" label={t('story')} to="/test-drives" />
              </>
            }
          />
        )}
      </Page.Body>
      {phone && !list ? (
        <div className={css.dock}>
          <Button icon={UserIcon} onClick={stranger}>
            {t('strangerAdd')}
          </Button>
          <Button variant="primary" icon={PlusIcon} onClick={start}>
            {t('register.title')}
          </Button>
        </div>
      ) : null}
      {phone ? (
        <Sheet open={search.new === true} onClose={() => onSearch({})} title={t('register.title')}>
          <RegisterForm onDone={() => onSearch({})} />
        </Sheet>
      ) : null}
    </Page>
  );
}

/** A visitor who leaves nothing: one tap, counted all the same. */
function useStranger(): () => void {
  const { t } = useTranslation('reception');
  const register = useRegister();
  return () =>
    register.mutate(
      { body: { anonymous: true }, idempotencyKey: randomId() },
      {
        onSuccess: () => toast(t('strangerDone'), { tone: 'success' }),
        onError: (error) => toast(error.message, { tone: 'danger' }),
      },
    );
}

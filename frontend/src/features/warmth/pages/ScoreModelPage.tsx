import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type { ScoreStanding } from '@/api/generated/leads/types.gen';
import { useMe } from '@/api/session';
import { mayUse } from '@/lib/roles';
import { formatTime } from '@/lib/time';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Card, Stat } from '@/ui/Card';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { DetailSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { Factors } from '../components/Factors';
import { Trainings } from '../components/Trainings';
import css from '../components/Warmth.module.css';

const KEY = ['interest', 'score-standing'];

/** What the scores rest on, how good each training was, and what counts how much. */
export function ScoreModelPage() {
  const { t } = useTranslation('warmth');
  const me = useMe();
  const query = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api<ScoreStanding>('/api/v1/leads/score-standing', { signal }),
  });
  const train = useTrain();
  return (
    <Page>
      <PageHeader
        title={t('model.title')}
        subtitle={t('model.subtitle')}
        actions={
          mayUse(me.roles, ['sales_manager']) ? (
            <Button variant="primary" loading={train.isPending} onClick={() => train.mutate()}>
              {t('model.train')}
            </Button>
          ) : undefined
        }
      />
      <Page.Body>
        {query.error && !query.data ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
        {query.isPending ? <DetailSkeleton /> : null}
        {query.data ? <Standing standing={query.data} /> : null}
      </Page.Body>
    </Page>
  );
}

function useTrain() {
  const { t } = useTranslation('warmth');
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api('/api/v1/leads/score-trainings', { method: 'POST' }),
    onSuccess: () => {
      toast(t('model.asked'), { tone: 'success' });
      // The worker answers within seconds; the page looks again rather than wait.
      for (const after of [2000, 6000, 15_000])
        window.setTimeout(() => void client.invalidateQueries({ queryKey: KEY }), after);
    },
  });
}

function Standing({ standing }: { standing: ScoreStanding }) {
  const { t } = useTranslation('warmth');
  const used = standing.models.find((model) => model.in_use);
  const { cases, won, needed, needed_of_each: each } = standing;
  const enough = cases >= needed && Math.min(won, cases - won) >= each;
  return (
    <>
      <Card>
        <div className={css.stack}>
          <div className={css.stats}>
            <Stat
              label={t('model.now')}
              value={used ? t('model.model', { number: used.number }) : t('model.rules')}
              note={standing.outcome ? t(`model.outcome.${standing.outcome}`) : undefined}
            />
            <Stat label={t('model.cases')} value={`${cases} / ${needed}`} tone={enough ? 'success' : 'warning'} />
            <Stat label={t('model.won')} value={won} />
            <Stat label={t('model.next')} value={standing.next_at ? formatTime(standing.next_at, 'date') : '–'} />
          </div>
          {enough ? null : <p className={css.small}>{t('model.tooFew', { cases, won, needed, each })}</p>}
        </div>
      </Card>
      <Trainings models={standing.models} />
      <Factors factors={standing.factors} />
    </>
  );
}

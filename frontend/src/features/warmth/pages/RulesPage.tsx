import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type { LeadSettingsOut } from '@/api/generated/leads/types.gen';
import { asProblem } from '@/api/problem';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { FormErrors } from '@/ui/FormErrors';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { DetailSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { leadSettingsQuery } from '@/ui/sales/settings';
import { LayerPlans } from '../components/LayerPlans';
import { Numbers, type Place } from '../components/Numbers';
import { Points } from '../components/Points';
import { SignalKinds } from '../components/SignalKinds';
import { changed, type Draft, draftOf } from '../model';

const SIGNALS: readonly Place[] = [
  { path: ['behaviour', 'signals', 'same_model_days'], unit: 'days' },
  { path: ['behaviour', 'signals', 'price_views'], unit: 'times' },
  { path: ['behaviour', 'signals', 'price_days'], unit: 'days' },
  { path: ['behaviour', 'signals', 'silence_days'], unit: 'days' },
  { path: ['behaviour', 'signals', 'busy_views'], unit: 'times' },
  { path: ['behaviour', 'signals', 'configurations'], unit: 'times' },
  { path: ['behaviour', 'signals', 'pause_days'], unit: 'days' },
  { path: ['behaviour', 'signals', 'valid_days'], unit: 'days' },
];
const TEMPERATURE: readonly Place[] = [
  { path: ['temperature', 'clicks_to_warm'], unit: 'times' },
  { path: ['temperature', 'silent_days'], unit: 'days' },
  { path: ['temperature', 'hot_progress_hours'], unit: 'hours' },
];
const SCORE: readonly Place[] = [
  { path: ['score', 'base_percent'], unit: 'percent' },
  { path: ['score', 'needed_cases'], unit: 'cases' },
  { path: ['score', 'needed_of_each'], unit: 'cases' },
];
const RETENTION: readonly Place[] = [
  { path: ['behaviour', 'loose_days'], unit: 'days' },
  { path: ['behaviour', 'linked_days'], unit: 'days' },
  { path: ['behaviour', 'profile_days'], unit: 'days' },
];

export function RulesPage() {
  const { t } = useTranslation('warmth');
  const settings = useQuery(leadSettingsQuery);
  if (settings.data) return <Form key={settings.data.version} settings={settings.data} />;
  return (
    <Page>
      <PageHeader title={t('rules.title')} />
      <Page.Body>
        {settings.error ? (
          <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
        ) : (
          <DetailSkeleton />
        )}
      </Page.Body>
    </Page>
  );
}

function useSave(version: number) {
  const { t } = useTranslation('warmth');
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (draft: Draft) => {
      const saved = await api<LeadSettingsOut>('/api/v1/leads/settings', {
        method: 'PUT',
        body: draft,
        ifMatch: version,
      });
      await api('/api/v1/leads/lead-assessments', { method: 'POST' });
      return saved;
    },
    onSuccess: (saved) => {
      client.setQueryData(leadSettingsQuery.queryKey, saved);
      toast(t('rules.saved'), { tone: 'success' });
    },
    meta: { quiet: true },
  });
}

/** Signals, layers and points of the store. Saving judges every open lead again. */
function Form({ settings }: { settings: LeadSettingsOut }) {
  const { t } = useTranslation('warmth');
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft>(() => draftOf(settings));
  const save = useSave(settings.version);
  const [round, setRound] = useState(0);
  const dirty = changed(settings, draft);
  const discard = () => {
    setDraft(draftOf(settings));
    setRound(round + 1);
  };
  const common = { draft, onChange: setDraft, problem: save.error };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(draft);
  };
  const stale = save.error ? asProblem(save.error).isStale : false;
  return (
    <form onSubmit={submit}>
      <Page>
        <PageHeader
          title={t('rules.title')}
          subtitle={t('rules.subtitle')}
          actions={
            <>
              {dirty ? <Button onClick={discard}>{t('rules.discard')}</Button> : null}
              <Button type="submit" variant="primary" loading={save.isPending} disabled={!dirty}>
                {t('rules.again')}
              </Button>
            </>
          }
        />
        <Page.Body key={round}>
          <FormErrors problem={save.error} pointers={stale ? [] : ['/behaviour', '/temperature', '/score']} />
          {stale ? (
            <Button onClick={() => void client.invalidateQueries(leadSettingsQuery)}>{t('rules.reload')}</Button>
          ) : null}
          <Card title={t('rules.signals')}>
            <SignalKinds draft={draft} onChange={setDraft} />
            <Numbers {...common} places={SIGNALS} />
          </Card>
          <Card title={t('rules.temperature')}>
            <Numbers {...common} places={TEMPERATURE} />
          </Card>
          <Card title={t('rules.plans')}>
            <LayerPlans draft={draft} onChange={setDraft} />
          </Card>
          <Card title={t('rules.score')}>
            <Numbers {...common} places={SCORE} />
            <Points {...common} />
          </Card>
          <Card title={t('rules.retention')}>
            <Numbers {...common} places={RETENTION} />
          </Card>
        </Page.Body>
      </Page>
    </form>
  );
}

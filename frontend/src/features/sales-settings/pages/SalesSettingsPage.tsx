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
import { DoorsCard } from '../components/DoorsCard';
import { DuplicatesCard, FilesCard } from '../components/FilesCard';
import { Ladder } from '../components/Ladder';
import { LevelTable } from '../components/LevelTable';
import { LossCard } from '../components/LossCard';
import { NumberField } from '../components/NumberField';
import { PeopleCard } from '../components/PeopleCard';
import { PoolCard, ProtectionCard } from '../components/PoolCard';
import { SchemeCard } from '../components/SchemeCard';
import css from '../components/Settings.module.css';
import { changed, type Draft, draftOf } from '../model';

const FIELDS = [
  '/levels',
  '/response',
  '/assignment',
  '/greeting',
  '/intake',
  '/protection',
  '/pool',
  '/transfer',
  '/loss',
  '/web_form',
  '/mailbox',
  '/file_quality',
  '/duplicates',
];

export function SalesSettingsPage() {
  const { t } = useTranslation('sales-settings');
  const settings = useQuery(leadSettingsQuery);
  return (
    <Page>
      {settings.data ? (
        <Form key={settings.data.version} settings={settings.data} />
      ) : (
        <>
          <PageHeader title={t('title')} />
          <Page.Body>
            {settings.error ? (
              <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
            ) : (
              <DetailSkeleton />
            )}
          </Page.Body>
        </>
      )}
    </Page>
  );
}

function useSave(version: number) {
  const { t } = useTranslation('sales-settings');
  const client = useQueryClient();
  return useMutation({
    mutationFn: (draft: Draft) =>
      api<LeadSettingsOut>('/api/v1/leads/settings', { method: 'PUT', body: draft, ifMatch: version }),
    onSuccess: (saved) => {
      client.setQueryData(leadSettingsQuery.queryKey, saved);
      toast(t('saved'), { tone: 'success' });
    },
    meta: { quiet: true },
  });
}

/** The store's rules of lead work. Saved as a whole; a newer version of someone else is never overwritten. */
function Form({ settings }: { settings: LeadSettingsOut }) {
  const { t } = useTranslation(['sales-settings', 'ui']);
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft>(() => draftOf(settings));
  const save = useSave(settings.version);
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(draft);
  };
  const dirty = changed(settings, draft);
  const number = { problem: save.error };
  return (
    <form className={css.whole} onSubmit={submit}>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        actions={
          <>
            {dirty ? <Button onClick={() => setDraft(draftOf(settings))}>{t('discard')}</Button> : null}
            <Button type="submit" variant="primary" loading={save.isPending} disabled={!dirty}>
              {t('ui:action.save')}
            </Button>
          </>
        }
      />
      <Page.Body>
        <FormErrors problem={save.error} pointers={save.error && asProblem(save.error).isStale ? [] : FIELDS} />
        {save.error && asProblem(save.error).isStale ? (
          <Button onClick={() => void client.invalidateQueries(leadSettingsQuery)}>{t('reload')}</Button>
        ) : null}
        <Card title={t('section.levels')}>
          <LevelTable levels={draft.levels} onChange={(levels) => set({ levels })} problem={save.error} />
        </Card>
        <SchemeCard version={settings.version} codes={settings.levels?.map((level) => level.code) ?? []} />
        <Card title={t('section.response')}>
          <div className={css.grid}>
            <NumberField
              {...number}
              label={t('response.online')}
              unit={t('unit.minutes')}
              value={draft.response.online_minutes}
              onChange={(value) => set({ response: { ...draft.response, online_minutes: value ?? 1 } })}
              pointer="/response/online_minutes"
            />
            <NumberField
              {...number}
              label={t('response.phone')}
              unit={t('unit.minutes')}
              value={draft.response.phone_minutes}
              onChange={(value) => set({ response: { ...draft.response, phone_minutes: value ?? 1 } })}
              pointer="/response/phone_minutes"
            />
            <NumberField
              {...number}
              label={t('greeting')}
              unit={t('unit.seconds')}
              value={draft.greeting.within_seconds}
              onChange={(value) => set({ greeting: { within_seconds: value ?? 30 } })}
              pointer="/greeting/within_seconds"
            />
            <NumberField
              {...number}
              label={t('quota')}
              hint={t('quotaHint')}
              unit={t('unit.leads')}
              value={draft.assignment.daily_quota}
              onChange={(value) => set({ assignment: { ...draft.assignment, daily_quota: value ?? 0 } })}
              pointer="/assignment/daily_quota"
            />
            <NumberField
              {...number}
              label={t('retention')}
              unit={t('unit.days')}
              value={draft.intake.raw_retention_days}
              onChange={(value) => set({ intake: { raw_retention_days: value ?? 90 } })}
              pointer="/intake/raw_retention_days"
            />
          </div>
        </Card>
        <Card title={t('section.ladder')}>
          <Ladder
            steps={draft.response.ladder ?? []}
            onChange={(ladder) => set({ response: { ...draft.response, ladder } })}
            problem={save.error}
          />
        </Card>
        <PeopleCard draft={draft} onChange={set} problem={save.error} />
        <ProtectionCard draft={draft} onChange={set} problem={save.error} />
        <PoolCard draft={draft} onChange={set} problem={save.error} />
        <LossCard draft={draft} onChange={set} problem={save.error} />
        <DoorsCard draft={draft} onChange={set} problem={save.error} />
        <FilesCard draft={draft} onChange={set} problem={save.error} />
        <DuplicatesCard draft={draft} onChange={set} problem={save.error} />
      </Page.Body>
    </form>
  );
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type { SiteOut } from '@/api/generated/leads/types.gen';
import { formatTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { EyeIcon, PlusIcon } from '@/ui/icons';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { SiteSheet } from '../components/SiteSheet';
import { Snippet } from '../components/Snippet';
import css from '../components/Warmth.module.css';

const SITES = '/api/v1/leads/behaviour-sites';
const KEY = ['interest', 'sites'];

/** Where behaviour comes from: web sites with their snippet, showroom devices with their key. */
export function BeaconsPage() {
  const { t } = useTranslation('warmth');
  const client = useQueryClient();
  const [adding, setAdding] = useState(false);
  const [shown, setShown] = useState<SiteOut | null>(null);
  const sites = useQuery({ queryKey: KEY, queryFn: ({ signal }) => api<SiteOut[]>(SITES, { signal }) });
  const refresh = () => void client.invalidateQueries({ queryKey: KEY });
  const add = (
    <Button variant="primary" icon={PlusIcon} onClick={() => setAdding(true)}>
      {t('beacon.add')}
    </Button>
  );
  return (
    <Page>
      <PageHeader title={t('beacon.title')} subtitle={t('beacon.subtitle')} actions={add} />
      <Page.Body>
        {shown ? <Snippet site={shown} onClose={() => setShown(null)} /> : null}
        <Card flush>
          {sites.isPending ? <RowsSkeleton rows={3} /> : null}
          {sites.error && !sites.data ? <ErrorState error={sites.error} onRetry={() => void sites.refetch()} /> : null}
          {sites.data?.length === 0 ? (
            <EmptyState icon={EyeIcon} title={t('beacon.none')} text={t('beacon.noneText')} action={add} />
          ) : null}
          <ul className={css.sites}>
            {sites.data?.map((site) => (
              <SiteRow key={site.id} site={site} onShow={setShown} onChanged={refresh} />
            ))}
          </ul>
        </Card>
      </Page.Body>
      {adding ? (
        <SiteSheet
          onClose={() => setAdding(false)}
          onAdded={(site) => {
            setAdding(false);
            setShown(site);
            refresh();
          }}
        />
      ) : null}
    </Page>
  );
}

interface SiteRowProps {
  site: SiteOut;
  onShow: (site: SiteOut) => void;
  onChanged: () => void;
}

function SiteRow({ site, onShow, onChanged }: SiteRowProps) {
  const { t } = useTranslation('warmth');
  const change = useMutation({
    mutationFn: () =>
      api<SiteOut>(`${SITES}/${site.id}`, { method: 'PATCH', body: { active: !site.active }, ifMatch: site.version }),
    onSettled: onChanged,
  });
  const replace = useMutation({
    mutationFn: () => api<SiteOut>(`${SITES}/${site.id}/key-replacement`, { method: 'POST' }),
    onSuccess: onShow,
    onSettled: onChanged,
  });
  return (
    <li className={css.siteRow}>
      <span className={css.words}>
        <span className={css.line}>
          <strong>{site.name}</strong>
          <StatusTag>{t(`beacon.${site.door === 'device' ? 'device' : 'site'}`)}</StatusTag>
          <StatusTag tone={site.active ? 'success' : 'neutral'} dot>
            {t(site.active ? 'beacon.on' : 'beacon.off')}
          </StatusTag>
        </span>
        <span className={css.small}>
          {site.origins.join(' · ')} {site.origins.length > 0 ? '· ' : ''}
          {site.last_seen_at ? t('beacon.seen', { at: formatTime(site.last_seen_at) }) : t('beacon.never')}
        </span>
      </span>
      <span className={css.line}>
        {site.door === 'site' ? (
          <Button size="sm" onClick={() => onShow(site)}>
            {t('beacon.open')}
          </Button>
        ) : (
          <Button size="sm" loading={replace.isPending} onClick={() => replace.mutate()}>
            {t('beacon.newKey')}
          </Button>
        )}
        <Button size="sm" variant="ghost" loading={change.isPending} onClick={() => change.mutate()}>
          {t(site.active ? 'beacon.turnOff' : 'beacon.turnOn')}
        </Button>
      </span>
    </li>
  );
}

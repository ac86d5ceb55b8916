import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type { LevelSchemeChanged, LevelSchemeOut, LevelSchemes } from '@/api/generated/leads/types.gen';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { FormErrors } from '@/ui/FormErrors';
import { Sheet } from '@/ui/Sheet';
import { RowsSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { leadSettingsQuery } from '@/ui/sales/settings';
import { LevelTag } from '@/ui/Tag';
import css from './Settings.module.css';

const KEY = ['leads', 'level-schemes'] as const;

/** The ready-made schemes; changing over regrades the store's leads with it, and says how many. */
export function SchemeCard({ version, codes }: { version: number; codes: readonly string[] }) {
  const { t } = useTranslation('sales-settings');
  const [chosen, setChosen] = useState<LevelSchemeOut | null>(null);
  const query = useQuery({
    queryKey: [...KEY, version],
    queryFn: ({ signal }) => api<LevelSchemes>('/api/v1/leads/level-schemes', { signal }),
  });
  const same = (scheme: LevelSchemeOut) =>
    scheme.levels.length === codes.length && scheme.levels.every((level) => codes.includes(level.code));
  return (
    <Card title={t('scheme.title')}>
      {query.isPending ? <RowsSkeleton rows={2} /> : null}
      {query.error ? <ErrorState compact error={query.error} onRetry={() => void query.refetch()} /> : null}
      <ul className={css.schemes}>
        {query.data?.schemes.map((scheme) => (
          <li key={scheme.scheme}>
            <strong>{t(`scheme.${scheme.scheme}`)}</strong>
            <span className={css.order}>
              {scheme.levels.map((level) => (
                <LevelTag key={level.code} level={level.code} title={level.zh} />
              ))}
            </span>
            <Button size="sm" disabled={same(scheme)} onClick={() => setChosen(scheme)}>
              {t(same(scheme) ? 'scheme.present' : 'scheme.choose')}
            </Button>
          </li>
        ))}
      </ul>
      <ChangeSheet scheme={chosen} used={query.data?.used ?? {}} version={version} onClose={() => setChosen(null)} />
    </Card>
  );
}

interface ChangeProps {
  scheme: LevelSchemeOut | null;
  used: Record<string, number>;
  version: number;
  onClose: () => void;
}

function ChangeSheet({ scheme, used, version, onClose }: ChangeProps) {
  const { t } = useTranslation('sales-settings');
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (chosen: LevelSchemeOut) =>
      api<LevelSchemeChanged>('/api/v1/leads/level-scheme', {
        method: 'PUT',
        body: { scheme: chosen.scheme, regrading: chosen.regrading },
        ifMatch: version,
      }),
    onSuccess: (changed) => {
      client.setQueryData(leadSettingsQuery.queryKey, changed.settings);
      void client.invalidateQueries({ queryKey: ['leads'] });
      toast(t('scheme.done', { count: changed.regraded }), { tone: 'success' });
      onClose();
    },
    meta: { quiet: true },
  });
  return (
    <Sheet
      open={scheme !== null}
      onClose={onClose}
      width="sm"
      title={scheme ? t(`scheme.${scheme.scheme}`) : ''}
      footer={
        <Button variant="primary" loading={change.isPending} onClick={() => scheme && change.mutate(scheme)}>
          {t('scheme.apply')}
        </Button>
      }
    >
      <p>{t('scheme.note')}</p>
      <FormErrors problem={change.error} pointers={[]} />
      <ul className={css.schemes}>
        {Object.entries(scheme?.regrading ?? {})
          .filter(([old, next]) => old !== next)
          .map(([old, next]) => (
            <li key={old}>
              <LevelTag level={old} /> → <LevelTag level={next} />
              <span>{t('scheme.leads', { count: used[old] ?? 0 })}</span>
            </li>
          ))}
      </ul>
    </Sheet>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingsOut } from '@/api/generated/aftersales/types.gen';
import { asProblem } from '@/api/problem';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { MoneyInput } from '@/ui/MoneyInput';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { DetailSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import css from '../components/vehicles/Vehicle.module.css';
import { useAftersalesSettings, useChangeAftersalesSettings } from '../hooks/useSettings';

const CALLS = ['call_attempts', 'low_score', 'service_call_back_day', 'acceptance_hours'] as const;
const MAINTENANCE = ['default_daily_km', 'remind_days_before', 'reading_days'] as const;
const COMPLAINT = [
  'respond_minutes',
  'plan_hours',
  'close_days_normal',
  'close_days_escalated',
  'close_days_major',
  'report_hours_major',
] as const;

/** The store's numbers; the services reckon with what stands here. */
export function AftersalesSettingsPage() {
  const query = useAftersalesSettings();
  if (query.isPending) return <DetailSkeleton />;
  if (!query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <Form key={query.data.version} settings={query.data} reread={() => void query.refetch()} />;
}

function Form({ settings, reread }: { settings: SettingsOut; reread: () => void }) {
  const { t } = useTranslation(['aftersales', 'ui']);
  const [draft, setDraft] = useState(settings);
  const save = useChangeAftersalesSettings();
  const dirty = JSON.stringify(draft) !== JSON.stringify(settings);
  const submit = () =>
    save.mutate(draft, {
      onSuccess: () => toast(t('settings.saved'), { tone: 'success' }),
      onError: (error) => asProblem(error).isStale && reread(),
    });
  const number = (name: string, value: number | undefined, onChange: (value: number) => void, pointer: string) => (
    <FormField key={name} label={t(`settings.${name}`)} problem={save.error} pointer={pointer}>
      {(props) => (
        <input
          {...props}
          type="number"
          className="control"
          min={0}
          value={value ?? ''}
          onChange={(event) => onChange(Number(event.target.value))}
        />
      )}
    </FormField>
  );
  return (
    <Page>
      <PageHeader
        title={t('settings.title')}
        subtitle={t('settings.subtitle')}
        actions={
          <Button variant="primary" loading={save.isPending} disabled={!dirty} onClick={submit}>
            {t('ui:action.save')}
          </Button>
        }
      />
      <Page.Body>
        <FormErrors problem={save.error} />
        <Card title={t('settings.calls')}>
          <div className={css.stats}>
            {CALLS.map((name) =>
              number(name, draft[name], (value) => setDraft({ ...draft, [name]: value }), `/${name}`),
            )}
          </div>
        </Card>
        <Card title={t('settings.maintenance')}>
          <div className={css.stats}>
            {MAINTENANCE.map((name) =>
              number(
                name,
                draft.maintenance?.[name],
                (value) => setDraft({ ...draft, maintenance: { ...draft.maintenance, [name]: value } }),
                `/maintenance/${name}`,
              ),
            )}
          </div>
        </Card>
        <Card title={t('settings.complaint')}>
          <div className={css.stats}>
            {COMPLAINT.map((name) =>
              number(
                name,
                draft.complaint?.[name],
                (value) => setDraft({ ...draft, complaint: { ...draft.complaint, [name]: value } }),
                `/complaint/${name}`,
              ),
            )}
            <FormField
              label={t('settings.compensation_limit_fen')}
              problem={save.error}
              pointer="/complaint/compensation_limit_fen"
            >
              {(props) => (
                <MoneyInput
                  {...props}
                  value={draft.complaint?.compensation_limit_fen ?? null}
                  onChange={(fen) =>
                    setDraft({ ...draft, complaint: { ...draft.complaint, compensation_limit_fen: fen ?? 0 } })
                  }
                />
              )}
            </FormField>
          </div>
        </Card>
      </Page.Body>
    </Page>
  );
}

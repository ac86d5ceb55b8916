import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LoyaltySettingsOutput, SettingsOut } from '@/api/generated/loyalty/types.gen';
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
import css from '../components/Member.module.css';
import { useCode } from '../model';
import { useChangeLoyaltySettings, useLoyaltySettings } from '../queries';

const NUMBERS = ['pending_days', 'valid_months'] as const;
const MONEY = ['point_value_fen', 'referral_reward_fen'] as const;

/** What a yuan earns, what a point is worth, and where the tiers begin. */
export function LoyaltySettingsPage() {
  const query = useLoyaltySettings();
  if (query.isPending) return <DetailSkeleton />;
  if (!query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <Form key={query.data.version} saved={query.data} reread={() => void query.refetch()} />;
}

function Form({ saved, reread }: { saved: SettingsOut; reread: () => void }) {
  const { t } = useTranslation(['loyalty', 'ui']);
  const code = useCode();
  const [draft, setDraft] = useState<LoyaltySettingsOutput>(saved.settings);
  const save = useChangeLoyaltySettings();
  const dirty = JSON.stringify(draft) !== JSON.stringify(saved.settings);
  const submit = () =>
    save.mutate(
      { settings: draft, version: saved.version },
      {
        onSuccess: () => toast(t('settings.saved'), { tone: 'success' }),
        onError: (error) => asProblem(error).isStale && reread(),
      },
    );
  return (
    <Page>
      <PageHeader
        title={t('settings.title')}
        subtitle={t('settings.text')}
        actions={
          <Button variant="primary" loading={save.isPending} disabled={!dirty} onClick={submit}>
            {t('ui:action.save')}
          </Button>
        }
      />
      <Page.Body>
        <FormErrors problem={save.error} />
        <Card title={t('settings.points')}>
          <div className={css.form}>
            <FormField label={t('settings.points_per_yuan')} problem={save.error} pointer="/points_per_yuan">
              {(props) => (
                <input
                  {...props}
                  className="control"
                  inputMode="decimal"
                  maxLength={8}
                  value={draft.points_per_yuan ?? ''}
                  onChange={(event) => setDraft({ ...draft, points_per_yuan: event.target.value })}
                />
              )}
            </FormField>
            {NUMBERS.map((name) => (
              <FormField key={name} label={t(`settings.${name}`)} problem={save.error} pointer={`/${name}`}>
                {(props) => (
                  <input
                    {...props}
                    type="number"
                    min={0}
                    className="control"
                    value={draft[name] ?? ''}
                    onChange={(event) => setDraft({ ...draft, [name]: Number(event.target.value) })}
                  />
                )}
              </FormField>
            ))}
            {MONEY.map((name) => (
              <FormField key={name} label={t(`settings.${name}`)} problem={save.error} pointer={`/${name}`}>
                {(props) => (
                  <MoneyInput
                    {...props}
                    value={draft[name] ?? null}
                    onChange={(fen) => setDraft({ ...draft, [name]: fen ?? 0 })}
                  />
                )}
              </FormField>
            ))}
          </div>
        </Card>
        <Card title={t('settings.tiers')}>
          <div className={css.form}>
            {draft.tiers?.map((rule, index) => (
              <FormField
                key={rule.code}
                label={code('tier', rule.code)}
                problem={save.error}
                pointer={`/tiers/${index}`}
              >
                {(props) => (
                  <input
                    {...props}
                    type="number"
                    min={0}
                    className="control"
                    value={rule.lifetime_points}
                    onChange={(event) =>
                      setDraft({
                        ...draft,
                        tiers:
                          draft.tiers?.map((one) =>
                            one.code === rule.code ? { ...one, lifetime_points: Number(event.target.value) } : one,
                          ) ?? [],
                      })
                    }
                  />
                )}
              </FormField>
            ))}
          </div>
        </Card>
      </Page.Body>
    </Page>
  );
}

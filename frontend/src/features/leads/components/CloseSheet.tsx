import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { randomId } from '@/lib/ids';
import { mayUse } from '@/lib/roles';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { Sheet } from '@/ui/Sheet';
import { useSalesLabel } from '@/ui/sales/labels';
import { useLossReasons } from '@/ui/sales/losses';
import { useApplyForLoss, useCloseWithUndo } from '../hooks/mutations';
import { MANAGER_ROLES } from '../model';
import css from './Lead.module.css';
import { TextBox } from './TextBox';

const FROZEN = ['later', 'waiting_new_model', 'no_contact', 'other'] as const;
const DAYS = ['store', '30', '60', '90', '180'] as const;
type Outcome = 'lost' | 'invalid' | 'frozen';

/** Lost and invalid with the store's reasons, for a decision or at once; frozen with the day of return. */
export function CloseSheet({ leadId, onClose }: { leadId: string; onClose: () => void }) {
  const { t } = useTranslation('leads');
  const label = useSalesLabel();
  const me = useMe();
  const { reasons, nameOf, needsApproval } = useLossReasons();
  const close = useCloseWithUndo();
  const apply = useApplyForLoss();
  const [idempotencyKey] = useState(randomId);
  const [outcome, setOutcome] = useState<Outcome>('lost');
  const [reason, setReason] = useState<string | null>(null);
  const [brand, setBrand] = useState('');
  const [series, setSeries] = useState('');
  const [days, setDays] = useState<(typeof DAYS)[number]>('store');
  const [note, setNote] = useState('');
  const [asked, setAsked] = useState(false);
  const options =
    outcome === 'frozen'
      ? FROZEN.map((value) => ({ value: value as string, label: label('closeReason', value) }))
      : reasons
          .filter((one) => Boolean(one.invalid) === (outcome === 'invalid') || one.code === 'other')
          .map(({ code }) => ({ value: code, label: nameOf(code) }));
  const competitor = reasons.find((one) => one.code === reason)?.needs_competitor === true;
  const decides = !needsApproval || mayUse(me.roles, MANAGER_ROLES);
  const submit = () => {
    if (!reason || (competitor && !brand.trim())) return setAsked(true);
    if (outcome === 'frozen' || decides) {
      onClose();
      const rival = [brand.trim(), series.trim()].filter(Boolean).join(' ');
      return close(leadId, {
        outcome,
        reason,
        note: note.trim(),
        ...(rival ? { competitor: rival } : {}),
        ...(outcome === 'frozen' && days !== 'store' ? { freeze_days: Number(days) } : {}),
      });
    }
    apply.mutate(
      {
        id: leadId,
        idempotencyKey,
        outcome,
        reason,
        description: note.trim(),
        ...(brand.trim() ? { competitor_brand: brand.trim() } : {}),
        ...(series.trim() ? { competitor_series: series.trim() } : {}),
      },
      {
        onSuccess: () => {
          toast(t('close.applied'), { tone: 'success' });
          onClose();
        },
      },
    );
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('close.title')}
      footer={
        <Button variant="danger" size="lg" block loading={apply.isPending} onClick={submit}>
          {outcome === 'frozen' || decides ? t(`close.submit.${outcome}`) : t(`close.apply.${outcome}`)}
        </Button>
      }
    >
      <div className={css.form}>
        <FormErrors problem={apply.error} pointers={['/competitor_brand']} />
        <Chips
          label={t('close.outcome')}
          value={outcome}
          onChange={(value) => {
            setOutcome(value);
            setReason(null);
          }}
          options={(['lost', 'invalid', 'frozen'] as const).map((value) => ({
            value,
            label: label('stage', value),
            hint: t(`close.hint.${value}`),
          }))}
        />
        <Chips
          label={t('close.reason')}
          value={reason}
          onChange={setReason}
          size={outcome === 'lost' ? 'sm' : 'lg'}
          error={asked && !reason ? t('close.reasonMissing') : null}
          options={options}
        />
        {competitor ? (
          <>
            <FormField
              label={t('close.competitor')}
              required
              error={asked && !brand.trim() ? t('close.competitorMissing') : null}
              problem={apply.error}
              pointer="/competitor_brand"
            >
              {(props) => <TextBox {...props} value={brand} onText={setBrand} />}
            </FormField>
            <FormField label={t('close.competitorSeries')}>
              {(props) => <TextBox {...props} value={series} onText={setSeries} />}
            </FormField>
          </>
        ) : null}
        {outcome === 'frozen' ? (
          <Chips
            label={t('close.days')}
            value={days}
            onChange={setDays}
            size="sm"
            options={DAYS.map((value) => ({
              value,
              label: value === 'store' ? t('close.byStore') : t('close.daysOption', { count: Number(value) }),
            }))}
          />
        ) : null}
        <FormField label={t('close.note')} hint={outcome === 'frozen' || decides ? undefined : t('close.pendingHint')}>
          {(props) => <TextBox {...props} long value={note} onText={setNote} />}
        </FormField>
      </div>
    </Sheet>
  );
}

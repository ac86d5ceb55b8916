import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useBusinessNow } from '@/lib/clock';
import { localDate } from '@/lib/time';
import { type AccountAct, useAccountAct } from '../hooks';
import { type AccountOut, CONTACT_ROLES, RESULTS } from '../model';
import { type Field, FieldsSheet, type Values } from './FieldsSheet';
import { ReviewSheet } from './ReviewSheet';

export type Opened =
  | { act: 'visit' | 'contact' | 'fleet' | 'plan' | 'agreement' | 'review' }
  | { act: 'result' | 'ending'; id: string };

interface Form {
  title: string;
  fields: Field[];
  start?: Values;
  wish: (values: Values) => AccountAct;
}

export interface ActSheetProps {
  account: AccountOut;
  opened: Opened;
  onClose: () => void;
}

/** The one open form of the page. */
export function ActSheet({ account, opened, onClose }: ActSheetProps) {
  const { t } = useTranslation(['key-accounts', 'ui']);
  const now = useBusinessNow();
  const act = useAccountAct(account);
  if (opened.act === 'review') return <ReviewSheet account={account} onClose={onClose} />;
  const form = formOf(t, account, opened, now === null ? '' : localDate(now));
  return (
    <FieldsSheet
      title={form.title}
      fields={form.fields}
      {...(form.start ? { start: form.start } : {})}
      submit={t('ui:action.save')}
      error={act.error}
      pending={act.isPending}
      onClose={onClose}
      onSubmit={(values) => act.mutate(form.wish(values), { onSuccess: onClose })}
    />
  );
}

const post =
  (path: string) =>
  (body: Values): AccountAct => ({ path, method: 'POST', body });

function formOf(t: TFunction, account: AccountOut, opened: Opened, today: string): Form {
  const field = (name: string, kind: Field['kind'], label: string, more: Partial<Field> = {}): Field => ({
    name,
    kind,
    label: t(label),
    ...more,
  });
  const need = { required: true };
  switch (opened.act) {
    case 'visit':
      return {
        title: t('visit.plan'),
        fields: [field('purpose', 'text', 'visit.purpose', need), field('planned_at', 'time', 'visit.when', need)],
        wish: post('/visits'),
      };
    case 'result':
      return {
        title: t('visit.report'),
        start: { result: 'progress' },
        fields: [
          field('result', 'choice', 'visit.result', {
            options: RESULTS.map((value) => ({ value, label: t(`result.${value}`) })),
          }),
          field('summary', 'long', 'visit.summary'),
          field('next_step', 'text', 'visit.next'),
          field('next_planned_at', 'time', 'visit.nextAt', { hint: t('visit.nextHint') }),
        ],
        wish: post(`/visits/${opened.id}/result`),
      };
    case 'contact':
      return {
        title: t('contact.add'),
        start: { role: 'decider' },
        fields: [
          field('mobile', 'tel', 'open.mobile', need),
          field('name', 'text', 'contact.name'),
          field('title', 'text', 'contact.post'),
          field('role', 'choice', 'contact.role', {
            options: CONTACT_ROLES.map((value) => ({ value, label: t(`role.${value}`) })),
          }),
        ],
        wish: post('/contacts'),
      };
    case 'fleet':
      return {
        title: t('fleet.add'),
        fields: [
          field('make', 'text', 'fleet.make', need),
          field('model', 'text', 'fleet.model', need),
          field('units', 'number', 'fleet.units', need),
          field('use', 'text', 'fleet.use'),
          field('replace_on', 'date', 'fleet.replaceOn'),
        ],
        wish: post('/fleet'),
      };
    case 'agreement':
      return {
        title: t('agreement.sign'),
        start: { valid_from: today },
        fields: [
          field('agreement_no', 'text', 'agreement.no', need),
          field('valid_from', 'date', 'agreement.from', need),
          field('valid_until', 'date', 'agreement.until', need),
          field('target_units', 'number', 'agreement.target'),
          field('discount_permille', 'number', 'agreement.permille'),
          field('terms', 'long', 'agreement.terms'),
        ],
        wish: post('/agreements'),
      };
    case 'ending':
      return {
        title: t('agreement.end'),
        fields: [field('reason', 'text', 'agreement.reason', need)],
        wish: post(`/agreements/${opened.id}/ending`),
      };
    default:
      return {
        title: t('plan.title', { year: account.plan.year }),
        start: {
          target_units: account.plan.target_units,
          target_visits: account.plan.target_visits,
          strategy: account.plan.strategy,
        },
        fields: [
          field('target_units', 'number', 'plan.targetUnits', need),
          field('target_visits', 'number', 'plan.targetVisits'),
          field('strategy', 'long', 'plan.strategy'),
        ],
        wish: (body) => ({ path: `/plans/${account.plan.year}`, method: 'PUT', body }),
      };
  }
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WebFormOut } from '@/api/generated/leads/types.gen';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { FormIcon, PlusIcon } from '@/ui/icons';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { useSalesLabel } from '@/ui/sales/labels';
import { StatusTag } from '@/ui/Tag';
import css from '../components/Doors.module.css';
import { Entries } from '../components/Entries';
import { FormEditor } from '../components/FormEditor';
import { FormSnippet } from '../components/FormSnippet';
import { useForms } from '../hooks';

type Open = { what: 'edit' | 'snippet' | 'entries'; form: WebFormOut } | { what: 'new' };

/** The store's public forms: what they ask, where they stand, what came by them. */
export function WebFormsPage() {
  const { t } = useTranslation('lead-doors');
  const forms = useForms();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const add = (
    <Button variant="primary" icon={PlusIcon} onClick={() => setOpen({ what: 'new' })}>
      {t('form.add')}
    </Button>
  );
  return (
    <Page>
      <PageHeader title={t('form.title')} subtitle={t('form.subtitle')} actions={add} />
      <Page.Body>
        {forms.isPending ? <RowsSkeleton rows={3} /> : null}
        {forms.error && !forms.data ? <ErrorState error={forms.error} onRetry={() => void forms.refetch()} /> : null}
        {forms.data?.length === 0 ? (
          <EmptyState icon={FormIcon} title={t('form.none')} text={t('form.noneText')} action={add} />
        ) : null}
        {forms.data?.map((form) => (
          <FormCard key={form.id} form={form} onOpen={(what) => setOpen({ what, form })} />
        ))}
      </Page.Body>
      {open?.what === 'new' ? (
        <FormEditor form={null} onClose={close} onSaved={(form) => setOpen({ what: 'snippet', form })} />
      ) : null}
      {open?.what === 'edit' ? <FormEditor form={open.form} onClose={close} onSaved={close} /> : null}
      {open?.what === 'snippet' ? <FormSnippet form={open.form} onClose={close} /> : null}
      {open?.what === 'entries' ? <Entries form={open.form} onClose={close} /> : null}
    </Page>
  );
}

interface FormCardProps {
  form: WebFormOut;
  onOpen: (what: 'edit' | 'snippet' | 'entries') => void;
}

const NUMBERS = ['views', 'taken', 'quarantined', 'asked_again', 'refused'] as const;

function FormCard({ form, onOpen }: FormCardProps) {
  const { t } = useTranslation('lead-doors');
  const label = useSalesLabel();
  const { views, taken } = form.numbers;
  return (
    <Card>
      <div className={css.head}>
        <span className={css.words}>
          <span className={css.line}>
            <strong>{form.name}</strong>
            <StatusTag>{label('kind', form.kind)}</StatusTag>
            <StatusTag tone={form.active ? 'success' : 'neutral'} dot>
              {t(form.active ? 'on' : 'off')}
            </StatusTag>
          </span>
          <span className={css.small}>
            {[form.store_name, form.campaign, ...form.origins].filter(Boolean).join(' · ')}
          </span>
        </span>
        <span className={css.line}>
          <Button size="sm" variant="primary" onClick={() => onOpen('snippet')}>
            {t('form.snippet')}
          </Button>
          <Button size="sm" onClick={() => onOpen('entries')}>
            {t('form.entries')}
          </Button>
          <Button size="sm" onClick={() => onOpen('edit')}>
            {t('edit')}
          </Button>
        </span>
      </div>
      <dl className={css.numbers} aria-label={t('form.numbers')}>
        {NUMBERS.map((name) => (
          <div key={name} title={t(`form.numberHint.${name}`)}>
            <dt>{t(`form.number.${name}`)}</dt>
            <dd>{form.numbers[name]}</dd>
          </div>
        ))}
        <div>
          <dt>{t('form.number.rate')}</dt>
          <dd>{views ? `${Math.round(((taken ?? 0) / views) * 100)}%` : '—'}</dd>
        </div>
      </dl>
    </Card>
  );
}

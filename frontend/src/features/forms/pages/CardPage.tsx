import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { mayUse } from '@/lib/roles';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { PathLink } from '@/ui/PathLink';
import { EmptyState } from '@/ui/States';
import { cardCells, contactCells } from '../cells';
import { Actions } from '../components/Actions';
import { AdviceSheet } from '../components/AdviceSheet';
import { FormTable } from '../components/FormTable';
import { Frame } from '../components/Frame';
import { Paper } from '../components/Paper';
import css from '../components/Sheets.module.css';
import { useWords } from '../components/useWords';
import { useCustomerCard } from '../hooks';
import { ADVISING_ROLES, type Column, type CustomerCardOut } from '../model';

const WRITTEN: ReadonlySet<string> = new Set(['countermeasure', 'advice']);

/** The customer card: front and back on two sheets. */
export function CardPage({ customerId }: { customerId: string }) {
  const { t } = useTranslation('forms');
  const query = useCustomerCard(customerId);
  return (
    <Page>
      <PageHeader
        screenOnly
        title={t('title.customer_card')}
        subtitle={<PathLink href={`/customers/${customerId}`}>{query.data?.name || t('toCustomer')}</PathLink>}
      />
      <Page.Body>
        <Frame
          query={query}
          tools={null}
          actions={(form) => <Actions head={form} subject={{ form: 'customer_card', customer_id: form.customer_id }} />}
        >
          {(card) => <Card card={card} />}
        </Frame>
      </Page.Body>
    </Page>
  );
}

function groups(columns: readonly Column[]): [string, Column[]][] {
  const found = new Map<string, Column[]>();
  for (const column of columns) {
    const name = column.group_zh ?? '';
    found.set(name, [...(found.get(name) ?? []), column]);
  }
  return [...found];
}

function Card({ card }: { card: CustomerCardOut }) {
  const { t, i18n } = useTranslation('forms');
  const words = useWords();
  const english = i18n.language === 'en';
  const cells = cardCells(card, words);
  const mayAdvise = mayUse(useMe().roles, ADVISING_ROLES);
  const [advising, setAdvising] = useState<string | null>(null);
  const contact = card.contacts.find((one) => one.id === advising);
  return (
    <div className={css.sheets}>
      <Paper
        portrait
        head={card}
        title={t('title.customer_card')}
        meta={t('meta.card', { owner: card.owner_name ?? '' })}
      >
        {groups(card.front_columns).map(([name, columns]) => (
          <section key={name} className={css.front}>
            <h3>{english ? columns[0]?.group_en : name}</h3>
            <dl>
              {columns.map((column) => (
                <div key={column.key} className={(cells[column.key] ?? '').length > 24 ? css.wide : undefined}>
                  <dt>{english ? column.en : column.zh}</dt>
                  <dd>{cells[column.key] ?? ''}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </Paper>
      <Paper
        head={{ ...card, signers: [], sign_offs: [] }}
        title={t('title.card_back')}
        meta={`${card.name} ${card.code}`}
      >
        {card.contacts.length === 0 ? <EmptyState compact title={t('empty.contacts')} /> : null}
        <FormTable
          columns={card.contact_columns}
          caption={t('title.card_back')}
          rows={card.contacts.map((one) => ({ id: one.id, cells: contactCells(one, words) }))}
          {...(mayAdvise
            ? {
                edit: {
                  columns: WRITTEN,
                  rows: new Set(card.contacts.filter((one) => one.outcome !== null).map((one) => one.id)),
                  nothing: t('advice.write'),
                  onEdit: setAdvising,
                },
              }
            : {})}
        />
        {contact ? <AdviceSheet key={contact.id} contact={contact} onClose={() => setAdvising(null)} /> : null}
      </Paper>
    </div>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { EditIcon } from '@/ui/icons';
import { KeyValue } from '@/ui/KeyValue';
import { PathLink } from '@/ui/PathLink';
import { useSalesLabel } from '@/ui/sales/labels';
import { StatusTag } from '@/ui/Tag';
import type { CustomerOut } from '../model';
import { BasicsForm } from './BasicsForm';
import css from './Page.module.css';

/** The customer's file, edited where it stands. */
export function Basics({ customer, editable }: { customer: CustomerOut; editable: boolean }) {
  const { t } = useTranslation('customers');
  const label = useSalesLabel();
  const [editing, setEditing] = useState(false);
  if (editing) {
    return (
      <Card title={t('basics')}>
        <BasicsForm customer={customer} onDone={() => setEditing(false)} />
      </Card>
    );
  }
  const others = customer.contact_points.filter((point) => !point.leading);
  const points = others.map((point) =>
    [t(`point.${point.kind}`, { defaultValue: point.kind }), point.masked, point.dead ? t('point.dead') : null]
      .filter(Boolean)
      .join(' '),
  );
  return (
    <Card
      title={t('basics')}
      extra={
        editable ? (
          <Button size="sm" variant="ghost" icon={EditIcon} onClick={() => setEditing(true)}>
            {t('edit')}
          </Button>
        ) : undefined
      }
    >
      <KeyValue
        items={[
          { id: 'name', label: t('field.name'), value: customer.name },
          { id: 'gender', label: t('field.gender'), value: customer.gender ? t(`gender.${customer.gender}`) : null },
          { id: 'city', label: t('field.city'), value: customer.city },
          { id: 'source', label: t('field.source'), value: label('source', customer.source) },
          ...(customer.company
            ? [{ id: 'company', label: t('field.contact'), value: customer.company.contact_name, wide: true }]
            : []),
          ...(points.length > 0
            ? [{ id: 'points', label: t('field.points'), value: points.join(t('and')), wide: true }]
            : []),
          ...(customer.referrer_customer_id
            ? [
                {
                  id: 'referrer',
                  label: t('field.referrer'),
                  wide: true,
                  value: (
                    <PathLink href={`/customers/${customer.referrer_customer_id}`}>{customer.referrer_name}</PathLink>
                  ),
                },
              ]
            : []),
          {
            id: 'tags',
            label: t('field.tags'),
            wide: true,
            value:
              customer.tags.length > 0 ? (
                <span className={css.tags}>
                  {customer.tags.map((tag) => (
                    <StatusTag key={tag} tone="info">
                      {tag}
                    </StatusTag>
                  ))}
                </span>
              ) : null,
          },
          { id: 'note', label: t('field.note'), value: customer.note, wide: true },
        ]}
      />
    </Card>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardFields } from '@/api/generated/leads/types.gen';
import { useMe } from '@/api/session';
import { formatFen } from '@/lib/money';
import { mayUse } from '@/lib/roles';
import { formatDate } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { EditIcon } from '@/ui/icons';
import { KeyValue, type KeyValueItem } from '@/ui/KeyValue';
import { RowsSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { useCard } from '../hooks/useCard';
import { SELLERS } from '../model';
import { FileState } from './FileState';
import { NeedForm } from './NeedForm';

/** The customer card: what is known of needs and of the people around the purchase, edited where it stands. */
export function NeedCard({ customerId }: { customerId: string }) {
  const { t } = useTranslation('customers');
  const me = useMe();
  const query = useCard(customerId);
  const [focus, setFocus] = useState<string | null>(null);
  const seller = mayUse(me.roles, SELLERS);
  const card = query.data;
  if (!card) {
    return (
      <Card title={t('card.title')}>
        {query.error ? (
          <ErrorState compact error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <RowsSkeleton />
        )}
      </Card>
    );
  }
  return (
    <Card
      title={t('card.title')}
      extra={
        seller && focus === null ? (
          <Button size="sm" variant="ghost" icon={EditIcon} onClick={() => setFocus('purpose')}>
            {t('edit')}
          </Button>
        ) : undefined
      }
    >
      {focus === null ? (
        <>
          <FileState customerId={customerId} file={card.file} editable={seller} onFill={setFocus} />
          <Facts fields={card.fields} />
        </>
      ) : (
        <NeedForm card={card} focus={focus} onDone={() => setFocus(null)} />
      )}
    </Card>
  );
}

const TEXTS = ['profession', 'employer', 'family', 'personality', 'current_car', 'first_reception', 'plan'] as const;
const CODES = ['purchase_type', 'purpose', 'main_user', 'decision_cycle', 'buying_power', 'payment_plan'] as const;

function Facts({ fields }: { fields: CardFields }) {
  const { t } = useTranslation('customers');
  const code = (name: string, value: string) => t(`card.code.${name}.${value}`, { defaultValue: value });
  const items: KeyValueItem[] = [];
  const put = (id: string, value: string | null | undefined, wide = false) => {
    if (value) items.push({ id, label: t(`card.field.${id}`), value, wide });
  };
  for (const name of CODES) put(name, fields[name] ? code(name, fields[name]) : null);
  put('budget', budget(fields));
  put('concerns', fields.concerns?.map((one) => code('concerns', one)).join(t('and')), true);
  put(
    'decision_makers',
    fields.decision_makers?.map((one) => `${one.relation} · ${code('role', one.role ?? 'influences')}`).join(t('and')),
    true,
  );
  put(
    'competitors',
    fields.competitors?.map((one) => [one.brand, one.model].filter(Boolean).join(' ')).join(t('and')),
    true,
  );
  put('explicit_needs', fields.explicit_needs?.join(t('and')), true);
  put('implicit_needs', fields.implicit_needs?.join(t('and')), true);
  put('hobbies', fields.hobbies?.join(t('and')), true);
  put('birthday', fields.birthday ? formatDate(fields.birthday) : null);
  for (const name of TEXTS) put(name, fields[name], name === 'first_reception' || name === 'plan');
  return items.length > 0 ? <KeyValue items={items} /> : null;
}

function budget(fields: CardFields): string | null {
  const ends = [fields.budget_min_fen, fields.budget_max_fen].filter((end) => typeof end === 'number');
  return ends.length > 0 ? ends.map((end) => formatFen(end)).join(' – ') : null;
}

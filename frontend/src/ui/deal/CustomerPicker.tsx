import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../Avatar';
import { Button } from '../Button';
import { RowsSkeleton } from '../Skeleton';
import { ErrorState } from '../States';
import css from './CustomerPicker.module.css';
import { type CustomerBrief, customerQuery, useCustomerSearch } from './customers';

const PAUSE_MS = 200;

export interface CustomerPickerProps {
  value: string | null;
  onPick: (customer: CustomerBrief | null) => void;
}

/** Who the deal is with: the known customer with a way to change, or a search with the newest below. */
export function CustomerPicker({ value, onPick }: CustomerPickerProps) {
  const { t } = useTranslation('deal');
  const known = useQuery({ ...customerQuery(value ?? ''), enabled: Boolean(value) });
  if (!value) return <Search onPick={onPick} />;
  const customer = known.data;
  return (
    <div className={css.chosen}>
      <Avatar name={customer?.name || '?'} />
      <span className={css.words}>
        <strong>{customer ? customer.name || t('noName') : t('loading')}</strong>
        <span className={css.quiet}>{customer?.mobile_masked}</span>
      </span>
      <Button size="sm" variant="ghost" onClick={() => onPick(null)}>
        {t('picker.change')}
      </Button>
    </div>
  );
}

function Search({ onPick }: Pick<CustomerPickerProps, 'onPick'>) {
  const { t } = useTranslation('deal');
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const found = useCustomerSearch(asked);
  return (
    <div className={css.search}>
      <input
        type="search"
        className="control"
        data-autofocus=""
        aria-label={t('picker.label')}
        placeholder={t('picker.hint')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {found.isPending ? <RowsSkeleton rows={4} /> : null}
      {found.error ? <ErrorState compact error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data?.length === 0 ? <p className={css.quiet}>{t('picker.none')}</p> : null}
      <ul className={css.list}>
        {found.data?.map((row) => (
          <li key={row.id}>
            <button type="button" className={css.row} onClick={() => onPick(row)}>
              <Avatar name={row.name || '?'} size="sm" />
              <span className={css.words}>
                <strong>{row.name || t('noName')}</strong>
                <span className={css.quiet}>
                  {[row.mobile_masked, row.open_lead?.wanted].filter(Boolean).join(' · ')}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { PlusIcon } from '@/ui/icons';
import { PathLink } from '@/ui/PathLink';
import { RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { useMapVendor, useNamed, useVendors } from '../hooks';
import css from './Intake.module.css';

/** Which store a platform means by the dealer names it sends. */
export function VendorMap() {
  const { t } = useTranslation('intake');
  const partners = useNamed('partners');
  const [chosen, setChosen] = useState('');
  const partner = chosen || partners.data?.[0]?.id || '';
  if (partners.isPending) return <RowsSkeleton rows={4} />;
  if (partners.error) return <ErrorState error={partners.error} onRetry={() => void partners.refetch()} />;
  if (partners.data.length === 0) return <EmptyState title={t('vendors.noPartner')} />;
  return (
    <Card
      title={t('vendors.title')}
      extra={
        <select
          className={`control ${css.partner}`}
          aria-label={t('vendors.partner')}
          value={partner}
          onChange={(event) => setChosen(event.target.value)}
        >
          {partners.data.map((item) => (
            <option key={item.id} value={item.id}>
              {item.name}
            </option>
          ))}
        </select>
      }
    >
      <Vendors key={partner} partner={partner} />
    </Card>
  );
}

function Vendors({ partner }: { partner: string }) {
  const { t } = useTranslation('intake');
  const vendors = useVendors(partner);
  const stores = useNamed('stores').data ?? [];
  const map = useMapVendor(partner);
  const [vendor, setVendor] = useState('');
  const [store, setStore] = useState('');
  const target = store || stores[0]?.id || '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (vendor.trim() && target)
      map.mutate({ vendor: vendor.trim(), store_id: target }, { onSuccess: () => setVendor('') });
  };
  if (vendors.error) return <ErrorState compact error={vendors.error} onRetry={() => void vendors.refetch()} />;
  return (
    <div className={css.stack}>
      <p className={css.quiet}>
        {t('vendors.text')} <PathLink href={`/partner-maps?partner=${partner}`}>{t('vendors.fields')}</PathLink>
      </p>
      {vendors.data && vendors.data.length > 0 ? (
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('vendors.vendor')}</th>
              <th scope="col">{t('vendors.store')}</th>
            </tr>
          </thead>
          <tbody>
            {vendors.data.map((row) => (
              <tr key={row.vendor}>
                <td>{row.vendor}</td>
                <td>
                  <select
                    className="control"
                    aria-label={`${t('vendors.store')} ${row.vendor}`}
                    value={row.store_id}
                    onChange={(event) => map.mutate({ vendor: row.vendor, store_id: event.target.value })}
                  >
                    {stores.map((item) => (
                      <option key={item.id} value={item.id}>
                        {item.name}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <form className={css.add} onSubmit={submit}>
        <FormField label={t('vendors.vendor')} problem={map.error} pointer="/vendor">
          {(props) => (
            <input
              {...props}
              className="control"
              maxLength={200}
              value={vendor}
              onChange={(event) => setVendor(event.target.value)}
            />
          )}
        </FormField>
        <FormField label={t('vendors.store')} problem={map.error} pointer="/store_id">
          {(props) => (
            <select {...props} className="control" value={target} onChange={(event) => setStore(event.target.value)}>
              {stores.map((item) => (
                <option key={item.id} value={item.id}>
                  {item.name}
                </option>
              ))}
            </select>
          )}
        </FormField>
        <Button type="submit" icon={PlusIcon} loading={map.isPending} disabled={!vendor.trim()}>
          {t('vendors.add')}
        </Button>
      </form>
      <FormErrors problem={map.error} pointers={['/vendor', '/store_id']} />
    </div>
  );
}

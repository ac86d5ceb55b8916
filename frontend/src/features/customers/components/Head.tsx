import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { useRegisterCommands } from '@/lib/commands';
import { useIsPhone } from '@/lib/media';
import { mayUse } from '@/lib/roles';
import { formatTime } from '@/lib/time';
import { Button, IconButton } from '@/ui/Button';
import { CarIcon, FormIcon, MoreIcon, SearchIcon, SwapIcon, TagIcon, WarningIcon } from '@/ui/icons';
import { Menu, type MenuItem } from '@/ui/Menu';
import { PageHeader } from '@/ui/PageHeader';
import { PhoneText } from '@/ui/PhoneText';
import { useSalesLabel } from '@/ui/sales/labels';
import { useReveal } from '@/ui/sales/useCall';
import { StatusTag } from '@/ui/Tag';
import { type CustomerOut, SELLERS } from '../model';
import { LifecycleTag } from './CustomerRows';
import { MERGERS } from './Merged';
import css from './Page.module.css';

const loadSheet = () => import('@/ui/sales/FollowUpSheet');
const FollowUpSheet = lazy(loadSheet);

/** Who it is, how to reach them, and what one does next. A call leads straight to its log. */
export function Head({ customer }: { customer: CustomerOut }) {
  const { t } = useTranslation('customers');
  const me = useMe();
  const phone = useIsPhone();
  const label = useSalesLabel();
  const reveal = useReveal();
  const [logging, setLogging] = useState(false);
  const go = useGoTo();
  const seller = mayUse(me.roles, SELLERS);
  const lead = customer.open_leads[0];
  const canLog = seller && lead !== undefined;
  const log = () => {
    if (canLog) setLogging(true);
  };
  const ask = () => reveal.mutateAsync(customer.id);
  const call = async () => {
    void loadSheet();
    const number = await ask();
    log();
    return number;
  };
  useRegisterCommands([{ id: 'customers.log', group: 'sales', keys: 'f', run: log }]);
  const sell: MenuItem[] = seller
    ? [
        {
          id: 'drive',
          label: t('act.drive'),
          icon: CarIcon,
          onSelect: () => go(`/test-drives?customer=${customer.id}`),
        },
        {
          id: 'appraisal',
          label: t('act.appraisal'),
          icon: SearchIcon,
          onSelect: () => go(`/appraisals?new=${customer.id}`),
        },
        { id: 'quote', label: t('act.quote'), icon: TagIcon, onSelect: () => go(`/quotes?new=${customer.id}`) },
      ]
    : [];
  const complaint: MenuItem = {
    id: 'complaint',
    label: t('act.complaint'),
    icon: WarningIcon,
    onSelect: () => go(`/complaints?new=${customer.id}`),
  };
  const merge: MenuItem[] = mayUse(me.roles, MERGERS)
    ? [
        {
          id: 'merge',
          label: t('act.merge'),
          icon: SwapIcon,
          onSelect: () => go(`/duplicates?merge=${customer.id}`),
        },
      ]
    : [];
  // Whoever sells nothing has one action only, which then needs no menu.
  const beside = seller ? (phone ? [] : sell) : [complaint];
  const card: MenuItem = {
    id: 'card',
    label: t('act.cardForm'),
    icon: FormIcon,
    onSelect: () => go(`/forms/card/${customer.id}`),
  };
  const menu = [...(seller ? (phone ? [...sell, complaint, card] : [complaint, card]) : []), ...merge];
  return (
    <PageHeader
      title={customer.name || t('noName')}
      tags={
        <>
          <LifecycleTag code={customer.lifecycle} />
          {customer.kind === 'company' ? <StatusTag tone="violet">{t('company')}</StatusTag> : null}
          {customer.tags.slice(0, 3).map((tag) => (
            <StatusTag key={tag} tone="info">
              {tag}
            </StatusTag>
          ))}
        </>
      }
      subtitle={
        <span className={css.facts}>
          <PhoneText masked={customer.mobile_masked} onReveal={ask} onCall={call} />
          <span>{t('ownedBy', { name: customer.owner_name ?? t('unassigned') })}</span>
          <span>{label('source', customer.source)}</span>
          <span>{t('since', { date: formatTime(customer.created_at, 'date') })}</span>
        </span>
      }
      actions={
        <>
          {canLog ? (
            <Button variant="primary" icon={FormIcon} keys="f" onPointerEnter={() => void loadSheet()} onClick={log}>
              {t('act.log')}
            </Button>
          ) : null}
          {beside.map((item) => (
            <Button key={item.id} {...(item.icon ? { icon: item.icon } : {})} onClick={item.onSelect}>
              {item.label}
            </Button>
          ))}
          {menu.length > 0 ? (
            <Menu
              label={t('act.more')}
              items={menu}
              trigger={(props) => <IconButton icon={MoreIcon} label={t('act.more')} {...props} />}
            />
          ) : null}
          <Suspense>
            {logging && lead ? (
              <FollowUpSheet
                target={{ leadId: lead.id, customerName: customer.name, level: lead.level, wanted: lead.wanted }}
                onClose={() => setLogging(false)}
              />
            ) : null}
          </Suspense>
        </>
      }
    />
  );
}

function useGoTo(): (href: string) => void {
  const navigate = useNavigate();
  return (href) => void navigate({ href } as Parameters<typeof navigate>[0]);
}

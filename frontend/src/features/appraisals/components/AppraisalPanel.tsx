import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppraisalOut } from '@/api/generated/leads/types.gen';
import { useMe } from '@/api/session';
import { mayUse, type Role } from '@/lib/roles';
import { formatDate, formatTime } from '@/lib/time';
import { Button, IconButton } from '@/ui/Button';
import { toneOf, useDealLabel } from '@/ui/deal/labels';
import { SALES_MANAGER, SELLERS } from '@/ui/deal/roles';
import { MoreIcon, TagIcon, UserIcon } from '@/ui/icons';
import { KeyValue } from '@/ui/KeyValue';
import { Menu } from '@/ui/Menu';
import { MoneyText } from '@/ui/MoneyText';
import { SidePanel } from '@/ui/SidePanel';
import { DetailSkeleton } from '@/ui/Skeleton';
import { SlaBadge } from '@/ui/SlaBadge';
import { ErrorState } from '@/ui/States';
import { StoryNext } from '@/ui/story/StoryNext';
import { StatusTag } from '@/ui/Tag';
import { appraisalQuery, useAppraisalAct } from '../hooks';
import { type MainAct, mainAct } from '../model';
import { ApproveSheet, EndSheet, OfferSheet, ValueSheet } from './ActSheets';
import css from './Appraisal.module.css';
import { InspectSheet } from './InspectSheet';

export interface AppraisalPanelProps {
  id: string;
  onClose: () => void;
  onGo: (href: string) => void;
}

export function AppraisalPanel({ id, ...rest }: AppraisalPanelProps) {
  const { t } = useTranslation('appraisals');
  const appraisal = useQuery(appraisalQuery(id));
  if (appraisal.data) return <Loaded appraisal={appraisal.data} {...rest} />;
  return (
    <SidePanel title={t('one')} onClose={rest.onClose}>
      {appraisal.error ? (
        <ErrorState error={appraisal.error} onRetry={() => void appraisal.refetch()} />
      ) : (
        <DetailSkeleton />
      )}
    </SidePanel>
  );
}

const WHO: Record<Exclude<MainAct, null>, readonly Role[]> = {
  inspect: ['appraiser'],
  value: ['appraiser'],
  approve: SALES_MANAGER,
  offer: [...SELLERS, 'appraiser'],
  accept: [...SELLERS, 'appraiser'],
};

type SheetName = 'inspect' | 'value' | 'approve' | 'offer' | 'refusal' | 'cancellation';

function Loaded({ appraisal, onClose, onGo }: { appraisal: AppraisalOut } & Omit<AppraisalPanelProps, 'id'>) {
  const { t } = useTranslation('appraisals');
  const label = useDealLabel();
  const me = useMe();
  const [sheet, setSheet] = useState<SheetName | null>(null);
  const accept = useAppraisalAct<Record<string, never>>(appraisal.id, 'acceptance');
  const act = mainAct(appraisal);
  const may = act !== null && mayUse(me.roles, WHO[act]);
  const close = () => setSheet(null);
  const menu = [
    ...(appraisal.next_acts.includes('value') && act !== 'value' && mayUse(me.roles, ['appraiser'])
      ? [{ id: 'value', label: t('act.value'), onSelect: () => setSheet('value') }]
      : []),
    ...(appraisal.next_acts.includes('cancel')
      ? [{ id: 'cancel', label: t('cancellation.title'), danger: true, onSelect: () => setSheet('cancellation') }]
      : []),
  ];
  const run = () => {
    if (act === 'accept') accept.mutate({});
    else if (act) setSheet(act);
  };
  const quote = appraisal.status === 'accepted' && mayUse(me.roles, SELLERS);
  const props = { appraisal, onClose: close };
  return (
    <>
      <SidePanel
        title={`${appraisal.brand} ${appraisal.series}`}
        tags={<StatusTag tone={toneOf(appraisal.status)}>{label('appraisal', appraisal.status)}</StatusTag>}
        onClose={onClose}
        actions={
          <>
            <IconButton
              icon={UserIcon}
              label={t('toCustomer')}
              onClick={() => onGo(`/customers/${appraisal.customer_id}`)}
            />
            {menu.length > 0 ? (
              <Menu
                label={t('more')}
                items={menu}
                trigger={(trigger) => <IconButton icon={MoreIcon} label={t('more')} {...trigger} />}
              />
            ) : null}
          </>
        }
        footer={
          quote ? (
            <Button
              variant="primary"
              size="lg"
              block
              icon={TagIcon}
              onClick={() => onGo(`/deals/new?customer=${appraisal.customer_id}`)}
            >
              {t('toQuote')}
            </Button>
          ) : may ? (
            <>
              <Button variant="primary" size="lg" block loading={accept.isPending} onClick={run}>
                {t(`act.${act}`)}
              </Button>
              {act === 'accept' ? (
                <Button size="lg" onClick={() => setSheet('refusal')}>
                  {t('refusal.title')}
                </Button>
              ) : null}
            </>
          ) : null
        }
      >
        <Body appraisal={appraisal} act={may ? null : act} />
      </SidePanel>
      {sheet === 'inspect' ? <InspectSheet {...props} /> : null}
      {sheet === 'value' ? <ValueSheet {...props} /> : null}
      {sheet === 'approve' ? <ApproveSheet {...props} /> : null}
      {sheet === 'offer' ? <OfferSheet {...props} /> : null}
      {sheet === 'refusal' || sheet === 'cancellation' ? <EndSheet {...props} kind={sheet} /> : null}
    </>
  );
}

/** `act` is what somebody else has to do next. */
function Body({ appraisal, act }: { appraisal: AppraisalOut; act: MainAct }) {
  const { t } = useTranslation('appraisals');
  const role = act ? WHO[act][act === 'offer' || act === 'accept' ? 0 : WHO[act].length - 1] : undefined;
  return (
    <div className={css.stack}>
      {appraisal.offer_fen ? <Offer appraisal={appraisal} /> : null}
      {appraisal.needs_approval && appraisal.status === 'valued' ? (
        <p className={css.warn}>{t('needsApproval')}</p>
      ) : null}
      {appraisal.closed_reason ? <p className={css.warn}>{appraisal.closed_reason}</p> : null}
      <KeyValue
        items={[
          { id: 'no', label: t('field.no'), value: appraisal.appraisal_no },
          { id: 'customer', label: t('field.customer'), value: appraisal.customer_name },
          { id: 'appraiser', label: t('field.appraiser'), value: appraisal.assignee_name ?? t('nobody') },
          { id: 'at', label: t('field.at'), value: appraisal.starts_at ? formatTime(appraisal.starts_at) : '' },
          { id: 'plate', label: t('field.plate'), value: appraisal.plate },
          { id: 'year', label: t('field.year'), value: appraisal.model_year },
          { id: 'km', label: t('field.km'), value: appraisal.odometer_km },
          { id: 'registered', label: t('field.registered'), value: formatDate(appraisal.first_registered_on) },
          { id: 'vin', label: 'VIN', value: appraisal.vin, wide: true },
          { id: 'expected', label: t('field.expected'), value: <MoneyText fen={appraisal.expected_fen} /> },
          { id: 'value', label: t('field.value'), value: <MoneyText fen={appraisal.value_fen} /> },
        ]}
      />
      {appraisal.score === null ? null : (
        <p className={css.verdict}>
          <span className={css.score}>{appraisal.score}</span>
          <StatusTag tone={appraisal.accident ? 'danger' : 'info'}>
            {t('grade', { count: appraisal.grade ?? 0 })}
          </StatusTag>
          {appraisal.accident ? <strong>{t('accident')}</strong> : null}
        </p>
      )}
      {appraisal.findings ? <p>{appraisal.findings}</p> : null}
      {appraisal.value_grounds ? (
        <p className={css.quiet}>
          {t('value.grounds')}: {appraisal.value_grounds}
        </p>
      ) : null}
      {role ? <StoryNext toRole={role} label={t(`act.${act}`)} to={`/appraisals?open=${appraisal.id}`} /> : null}
    </div>
  );
}

function Offer({ appraisal }: { appraisal: AppraisalOut }) {
  const { t } = useTranslation('appraisals');
  return (
    <div className={css.offer}>
      <p className={css.line}>
        <span className={css.quiet}>{t('field.offer')}</span>
        <strong className={css.money}>
          <MoneyText fen={appraisal.offer_fen} />
        </strong>
      </p>
      {appraisal.status === 'offered' ? (
        <p className={css.line}>
          <span>{t('offer.until')}</span>
          <SlaBadge due={appraisal.offer_until} soonSeconds={86_400} />
        </p>
      ) : null}
    </div>
  );
}

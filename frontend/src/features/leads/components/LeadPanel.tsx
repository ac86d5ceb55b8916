import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { useRegisterCommands } from '@/lib/commands';
import { mayUse } from '@/lib/roles';
import { Button, IconButton } from '@/ui/Button';
import { FormIcon, MoreIcon, PhoneIcon, StopIcon, SwapIcon, UndoIcon, UserIcon } from '@/ui/icons';
import { Menu } from '@/ui/Menu';
import { PathLink } from '@/ui/PathLink';
import { SidePanel } from '@/ui/SidePanel';
import { DetailSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { useSalesLabel } from '@/ui/sales/labels';
import { useLevels } from '@/ui/sales/settings';
import { dial, useReveal } from '@/ui/sales/useCall';
import { LevelTag } from '@/ui/Tag';
import { useMoveStage, useReopen } from '../hooks/mutations';
import { leadQuery } from '../hooks/queries';
import { BY_HAND, canMoveByHand, type LeadOut, MANAGER_ROLES, SELLER_ROLES } from '../model';
import { CloseSheet } from './CloseSheet';
import css from './Lead.module.css';
import { LeadBody } from './LeadBody';
import { ReassignSheet } from './ReassignSheet';

const FollowUpSheet = lazy(() => import('@/ui/sales/FollowUpSheet'));

export interface LeadPanelProps {
  id: string;
  onClose: () => void;
  onPrevious?: (() => void) | undefined;
  onNext?: (() => void) | undefined;
}

/** One lead beside its list. */
export function LeadPanel({ id, ...panel }: LeadPanelProps) {
  const { t } = useTranslation(['leads', 'sales']);
  const lead = useQuery(leadQuery(id));
  if (lead.data) return <Loaded lead={lead.data} {...panel} />;
  return (
    <SidePanel title={t('lead')} {...panel}>
      {lead.error ? <ErrorState error={lead.error} onRetry={() => void lead.refetch()} /> : <DetailSkeleton />}
    </SidePanel>
  );
}

type Sheet = 'log' | 'reassign' | 'close' | null;

function Loaded({ lead, ...panel }: Omit<LeadPanelProps, 'id'> & { lead: LeadOut }) {
  const { t } = useTranslation(['leads', 'sales']);
  const me = useMe();
  const { nameOf } = useLevels();
  const [sheet, setSheet] = useState<Sheet>(null);
  const reveal = useReveal();
  const actions = useLeadActions(lead, setSheet);
  const name = lead.customer_name || t('sales:noName');
  const seller = mayUse(me.roles, SELLER_ROLES);
  const call = () =>
    reveal.mutate(lead.customer_id, {
      onSuccess: (number) => {
        dial(number);
        if (seller && lead.is_open) setSheet('log');
      },
    });
  useRegisterCommands([
    { id: 'leads.call', group: 'sales', keys: 'c', run: call },
    ...(seller && lead.is_open
      ? [
          { id: 'leads.log', group: 'sales' as const, keys: 'f', run: () => setSheet('log') },
          ...actions.moves.map(({ stage, run }, index) => ({
            id: `leads.to_${stage}`,
            group: 'sales' as const,
            keys: `s ${index + 1}`,
            run,
          })),
        ]
      : []),
  ]);
  return (
    <>
      <SidePanel
        title={name}
        tags={<LevelTag level={lead.level} title={nameOf(lead.level)} />}
        {...panel}
        actions={
          <>
            <PathLink className={css.iconLink} href={`/customers/${lead.customer_id}`} title={t('panel.customer')}>
              <span className="sr-only">{t('panel.customer')}</span>
              <UserIcon />
            </PathLink>
            {actions.items.length > 0 ? (
              <Menu
                label={t('panel.more')}
                items={actions.items}
                trigger={(props) => <IconButton icon={MoreIcon} label={t('panel.more')} {...props} />}
              />
            ) : null}
          </>
        }
        footer={
          <>
            <Button variant="primary" icon={PhoneIcon} keys="c" loading={reveal.isPending} onClick={call}>
              {t('panel.call')}
            </Button>
            {seller && lead.is_open ? (
              <Button icon={FormIcon} keys="f" onClick={() => setSheet('log')}>
                {t('panel.log')}
              </Button>
            ) : null}
          </>
        }
      >
        <LeadBody lead={lead} seller={seller} />
      </SidePanel>
      <Suspense>
        {sheet === 'log' ? (
          <FollowUpSheet
            target={{ leadId: lead.id, customerName: lead.customer_name, level: lead.level, wanted: lead.wanted }}
            onClose={() => setSheet(null)}
          />
        ) : null}
      </Suspense>
      {sheet === 'reassign' ? <ReassignSheet rows={[lead]} onClose={() => setSheet(null)} /> : null}
      {sheet === 'close' ? <CloseSheet leadId={lead.id} onClose={() => setSheet(null)} /> : null}
    </>
  );
}

/** What this person may do with this lead now, for the menu and for `S`+digit. */
function useLeadActions(lead: LeadOut, open: (sheet: Sheet) => void) {
  const { t } = useTranslation('leads');
  const label = useSalesLabel();
  const me = useMe();
  const move = useMoveStage();
  const reopen = useReopen();
  const seller = mayUse(me.roles, SELLER_ROLES);
  const moves = BY_HAND.filter((stage) => canMoveByHand(lead.stage, stage)).map((stage) => ({
    stage,
    label: t('panel.moveTo', { stage: label('stage', stage) }),
    run: () => move(lead.id, lead.stage, stage),
  }));
  if (!seller) return { moves: [], items: [] };
  if (!lead.is_open) {
    const run = () => reopen.mutate({ id: lead.id, reason: t('panel.reopenReason') });
    return { moves: [], items: [{ id: 'reopen', label: t('panel.reopen'), icon: UndoIcon, onSelect: run }] };
  }
  const reassign = { id: 'reassign', label: t('panel.reassign'), icon: SwapIcon, onSelect: () => open('reassign') };
  const close = { id: 'close', label: t('panel.close'), icon: StopIcon, danger: true, onSelect: () => open('close') };
  return {
    moves,
    items: [
      ...moves.map(({ stage, label: text, run }) => ({ id: stage, label: text, onSelect: run })),
      ...(mayUse(me.roles, MANAGER_ROLES) ? [reassign] : []),
      close,
    ],
  };
}

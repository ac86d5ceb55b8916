import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { mayUse } from '@/lib/roles';
import { formatTime } from '@/lib/time';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { PathLink } from '@/ui/PathLink';
import { SidePanel } from '@/ui/SidePanel';
import { DetailSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { useDispute, useWithdraw } from '../hooks';
import { type DisputeOut, MANAGER_ROLES, STATUS_TONES, sharesOf } from '../model';
import { EvidenceView } from './EvidenceView';
import css from './Ownership.module.css';
import { RulingForm } from './RulingForm';

/** One dispute: what is claimed, the evidence, the ruling. */
export function DisputePanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('ownership');
  const dispute = useDispute(id);
  const name = dispute.data?.customer_name || t('noName');
  return (
    <SidePanel
      title={dispute.data ? t('dispute.title', { name }) : t('disputes.title')}
      tags={dispute.data ? <Status status={dispute.data.status} /> : null}
      onClose={onClose}
    >
      {dispute.isPending ? <DetailSkeleton /> : null}
      {dispute.error ? <ErrorState error={dispute.error} onRetry={() => void dispute.refetch()} /> : null}
      {dispute.data ? <Body dispute={dispute.data} /> : null}
    </SidePanel>
  );
}

export function Status({ status }: { status: string }) {
  const { t } = useTranslation('ownership');
  return <StatusTag tone={STATUS_TONES[status] ?? 'neutral'}>{t(`status.${status}`)}</StatusTag>;
}

function Body({ dispute }: { dispute: DisputeOut }) {
  const { t } = useTranslation('ownership');
  const me = useMe();
  const withdraw = useWithdraw(dispute.id);
  const manager = mayUse(me.roles, MANAGER_ROLES);
  const open = dispute.status === 'open';
  const claim = t('dispute.claim', { name: dispute.claimant_name ?? '–', time: formatTime(dispute.opened_at) });
  return (
    <div className={css.stack}>
      <Card>
        <p className={css.line}>
          <strong>{t(`grounds.${dispute.grounds}`)}</strong>
          <span className={css.quiet}>{claim}</span>
        </p>
        <p>{dispute.note}</p>
        <p className={css.line}>
          <span className={css.quiet}>
            {t('disputes.column.owner')} {dispute.owner_name ?? '–'}
          </span>
          {manager ? <PathLink href={`/customers/${dispute.customer_id}`}>{t('dispute.customer')}</PathLink> : null}
        </p>
      </Card>
      {dispute.ruling ? <Ruled dispute={dispute} /> : null}
      {dispute.evidence ? <EvidenceView evidence={dispute.evidence} /> : null}
      {open && !dispute.evidence ? <p className={css.quiet}>{t('dispute.waiting')}</p> : null}
      {open && manager ? <RulingForm dispute={dispute} /> : null}
      {open && dispute.claimant_id === me.staff_id ? (
        <Button
          loading={withdraw.isPending}
          onClick={() => withdraw.mutate(undefined, { onSuccess: () => toast(t('dispute.withdrawn')) })}
        >
          {t('dispute.withdraw')}
        </Button>
      ) : null}
    </div>
  );
}

function Ruled({ dispute }: { dispute: DisputeOut }) {
  const { t } = useTranslation('ownership');
  return (
    <Card title={t(`ruling.${dispute.ruling}`)}>
      <p>{dispute.ruling_note}</p>
      <p className={css.line}>
        {t('dispute.shares')}{' '}
        {sharesOf(dispute).map((share) => (
          <StatusTag key={share.name} tone="info">
            {share.name} {share.percent} %
          </StatusTag>
        ))}
      </p>
      <p className={css.quiet}>
        {t('dispute.ruledBy', { name: dispute.ruled_by_name ?? '–', time: formatTime(dispute.ruled_at) })}
      </p>
    </Card>
  );
}

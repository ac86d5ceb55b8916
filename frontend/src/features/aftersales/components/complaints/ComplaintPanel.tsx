import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComplaintOut } from '@/api/generated/aftersales/types.gen';
import { useMe } from '@/api/session';
import { mayUse } from '@/lib/roles';
import { Button, IconButton } from '@/ui/Button';
import { MoreIcon } from '@/ui/icons';
import { Menu } from '@/ui/Menu';
import { SidePanel } from '@/ui/SidePanel';
import { DetailSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { useComplaint } from '../../hooks/useComplaints';
import { GRADE_TONES, STATUS_TONES, useCodeLabel } from '../../model';
import css from './Complaint.module.css';
import { ComplaintBody } from './ComplaintBody';
import { StepSheet } from './StepSheet';
import { asideOf, nextOf, type StepForm } from './steps';

export interface ComplaintPanelProps {
  id: string;
  onClose: () => void;
}

/** A complaint with its clocks, its history and the one thing to do next. */
export function ComplaintPanel({ id, onClose }: ComplaintPanelProps) {
  const { t } = useTranslation('aftersales');
  const label = useCodeLabel();
  const query = useComplaint(id);
  const [step, setStep] = useState<StepForm | null>(null);
  const complaint = query.data;
  return (
    <SidePanel
      title={complaint?.no ?? t('complaint.title')}
      tags={
        complaint ? (
          <>
            <StatusTag tone={STATUS_TONES[complaint.status] ?? 'neutral'}>
              {label('complaintStatus', complaint.status)}
            </StatusTag>
            {complaint.grade === 'normal' ? null : (
              <StatusTag tone={GRADE_TONES[complaint.grade] ?? 'neutral'}>{label('grade', complaint.grade)}</StatusTag>
            )}
          </>
        ) : null
      }
      onClose={onClose}
      actions={complaint ? <Aside complaint={complaint} onPick={setStep} /> : null}
      footer={complaint ? <Next complaint={complaint} onPick={setStep} /> : undefined}
    >
      {query.isPending ? <DetailSkeleton /> : null}
      {query.error && !complaint ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {complaint ? <ComplaintBody complaint={complaint} /> : null}
      {complaint && step ? <StepSheet complaint={complaint} form={step} onClose={() => setStep(null)} /> : null}
    </SidePanel>
  );
}

interface PickProps {
  complaint: ComplaintOut;
  onPick: (form: StepForm) => void;
}

/** The one primary action; who may not take it is told whose turn it is. */
function Next({ complaint, onPick }: PickProps) {
  const { t } = useTranslation('aftersales');
  const me = useMe();
  const form = nextOf(complaint);
  if (!form) return null;
  if (!mayUse(me.roles, form.roles)) {
    const names = form.roles.map((role) => t(`app:role.${role}`, { defaultValue: role }));
    return (
      <p className={css.quiet}>
        {t('complaint.waitsFor', { step: t(`step.${form.name}.act`), roles: names.join(t('and')) })}
      </p>
    );
  }
  return (
    <Button
      variant={complaint.status === 'closed' ? 'default' : 'primary'}
      size="lg"
      block
      onClick={() => onPick(form)}
    >
      {t(`step.${form.name}.act`)}
    </Button>
  );
}

function Aside({ complaint, onPick }: PickProps) {
  const { t } = useTranslation('aftersales');
  const me = useMe();
  const forms = asideOf(complaint).filter((form) => mayUse(me.roles, form.roles));
  if (forms.length === 0) return null;
  return (
    <Menu
      label={t('complaint.more')}
      items={forms.map((form) => ({
        id: form.name,
        label: t(`step.${form.name}.act`),
        onSelect: () => onPick(form),
      }))}
      trigger={(props) => <IconButton icon={MoreIcon} label={t('complaint.more')} {...props} />}
    />
  );
}

import { useQuery } from '@tanstack/react-query';
import { type ComponentType, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TestDriveOut } from '@/api/generated/leads/types.gen';
import { formatDate, formatTime } from '@/lib/time';
import { Button, IconButton } from '@/ui/Button';
import { toneOf, useDealLabel } from '@/ui/deal/labels';
import { CarIcon, EditIcon, FlagIcon, IdcardIcon, MoreIcon, PlayIcon, TagIcon, UserIcon } from '@/ui/icons';
import { KeyValue } from '@/ui/KeyValue';
import { Menu } from '@/ui/Menu';
import { PathLink } from '@/ui/PathLink';
import { SidePanel } from '@/ui/SidePanel';
import { DetailSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { type Step, Steps } from '@/ui/Steps';
import { StoryNext } from '@/ui/story/StoryNext';
import { StatusTag } from '@/ui/Tag';
import { driveQuery, useDriveAct } from '../hooks';
import { FEEDBACK, type NextStep, nextStep } from '../model';
import { CancelSheet } from './CancelSheet';
import css from './Drive.module.css';
import { AgreementSheet, FinishSheet, LicenceSheet, StartSheet } from './StepSheets';

export interface DrivePanelProps {
  id: string;
  onClose: () => void;
  onGo: (href: string) => void;
}

export function DrivePanel({ id, onClose, onGo }: DrivePanelProps) {
  const { t } = useTranslation('test-drives');
  const drive = useQuery(driveQuery(id));
  if (drive.data) return <Loaded drive={drive.data} onClose={onClose} onGo={onGo} />;
  return (
    <SidePanel title={t('one')} onClose={onClose}>
      {drive.error ? <ErrorState error={drive.error} onRetry={() => void drive.refetch()} /> : <DetailSkeleton />}
    </SidePanel>
  );
}

const ICONS: Record<Exclude<NextStep, null>, ComponentType> = {
  licence: IdcardIcon,
  agreement: EditIcon,
  start: PlayIcon,
  finish: FlagIcon,
  quote: TagIcon,
};

/** One drive with the one thing to do next as its only large button. */
function Loaded({ drive, onClose, onGo }: { drive: TestDriveOut } & Omit<DrivePanelProps, 'id'>) {
  const { t } = useTranslation('test-drives');
  const label = useDealLabel();
  const [sheet, setSheet] = useState<NextStep | 'cancel'>(null);
  const miss = useDriveAct<Record<string, never>>(drive.id, 'no-show');
  const next = nextStep(drive);
  const quote = `/deals/new?customer=${drive.customer_id}${drive.lead_id ? `&lead=${drive.lead_id}` : ''}`;
  const close = () => setSheet(null);
  const appraise = {
    id: 'appraise',
    label: t('appraise'),
    icon: CarIcon,
    onSelect: () => onGo(`/appraisals?new=${drive.customer_id}`),
  };
  const items =
    drive.status === 'booked'
      ? [
          { id: 'miss', label: t('miss'), onSelect: () => miss.mutate({}) },
          { id: 'cancel', label: t('cancel.title'), danger: true, onSelect: () => setSheet('cancel') },
        ]
      : drive.status === 'completed'
        ? [appraise]
        : [];
  return (
    <>
      <SidePanel
        title={drive.customer_name || t('customer')}
        tags={<StatusTag tone={toneOf(drive.status)}>{label('drive', drive.status)}</StatusTag>}
        onClose={onClose}
        actions={
          <>
            <IconButton
              icon={UserIcon}
              label={t('toCustomer')}
              onClick={() => onGo(`/customers/${drive.customer_id}`)}
            />
            {items.length > 0 ? (
              <Menu
                label={t('more')}
                items={items}
                trigger={(props) => <IconButton icon={MoreIcon} label={t('more')} {...props} />}
              />
            ) : null}
          </>
        }
        footer={
          next ? (
            <Button
              variant="primary"
              size="lg"
              block
              icon={ICONS[next]}
              onClick={() => (next === 'quote' ? onGo(quote) : setSheet(next))}
            >
              {t(`step.${next}`)}
            </Button>
          ) : null
        }
      >
        <Body drive={drive} />
      </SidePanel>
      {sheet === 'licence' ? <LicenceSheet drive={drive} onClose={close} /> : null}
      {sheet === 'agreement' ? <AgreementSheet drive={drive} onClose={close} /> : null}
      {sheet === 'start' ? <StartSheet drive={drive} onClose={close} /> : null}
      {sheet === 'finish' ? <FinishSheet drive={drive} onClose={close} /> : null}
      {sheet === 'cancel' ? <CancelSheet drive={drive} onClose={close} /> : null}
    </>
  );
}

const ORDER = ['licence', 'agreement', 'start', 'finish'] as const;

function Body({ drive }: { drive: TestDriveOut }) {
  const { t } = useTranslation('test-drives');
  const next = nextStep(drive);
  const at = next === 'quote' ? ORDER.length : (ORDER as readonly NextStep[]).indexOf(next);
  const steps: Step[] = ORDER.map((step, index) => ({
    id: step,
    label: t(`done.${step}`),
    state: at < 0 ? 'todo' : index < at ? 'done' : index === at ? 'current' : 'todo',
  }));
  const licence = [drive.licence_no_masked, drive.licence_class].filter(Boolean).join(' · ');
  return (
    <div className={css.stack}>
      <Steps steps={steps} label={t('progress')} />
      {drive.closed_reason ? <p className={css.quiet}>{drive.closed_reason}</p> : null}
      <KeyValue
        items={[
          {
            id: 'time',
            label: t('book.at'),
            value: `${formatTime(drive.starts_at)} – ${formatTime(drive.ends_at, 'time')}`,
          },
          { id: 'car', label: t('car'), value: [drive.car, drive.plate].filter(Boolean).join(' · ') },
          { id: 'adviser', label: t('adviser'), value: drive.assignee_name },
          { id: 'place', label: t('book.place'), value: t(`place.${drive.place}`) },
          { id: 'phone', label: t('phone'), value: drive.mobile_masked },
          {
            id: 'licence',
            label: t('done.licence'),
            value: licence && `${licence} · ${formatDate(drive.licence_until)}`,
          },
          { id: 'km', label: t('km'), value: kilometres(drive) },
          ...(drive.note ? [{ id: 'note', label: t('book.note'), value: drive.note, wide: true }] : []),
        ]}
      />
      {drive.agreement_signature ? <Signed drive={drive} /> : null}
      {drive.status === 'completed' ? <Feelings drive={drive} /> : null}
      {drive.status === 'completed' ? (
        <StoryNext toRole="appraiser" label={t('storyNext')} to="/appraisals" />
      ) : (
        <PathLink href={`/customers/${drive.customer_id}`}>{t('toCustomer')}</PathLink>
      )}
    </div>
  );
}

function kilometres({ odometer_out_km: out, odometer_in_km: back }: TestDriveOut): string {
  if (out === null) return '';
  return back === null ? `${out} km →` : `${out} → ${back} km (+${back - out})`;
}

function Signed({ drive }: { drive: TestDriveOut }) {
  const { t } = useTranslation('test-drives');
  const signature = drive.agreement_signature;
  if (!signature) return null;
  return (
    <figure>
      <svg
        className={css.sign}
        viewBox="0 0 600 200"
        role="img"
        aria-label={t('agreement.by', { name: signature.signer })}
      >
        <path d={signature.strokes} fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
      </svg>
      <figcaption className={css.quiet}>
        {t('agreement.by', { name: signature.signer })} · {formatTime(signature.at)}
      </figcaption>
    </figure>
  );
}

function Feelings({ drive }: { drive: TestDriveOut }) {
  const { t } = useTranslation('test-drives');
  const rated = FEEDBACK.filter((item) => drive.scores[item] !== undefined);
  return (
    <section className={css.scores} aria-label={t('feelings')}>
      {rated.map((item) => (
        <p key={item} className={css.score}>
          <span>{t(`feedback.${item}`)}</span>
          <span className={css.bar} aria-hidden="true">
            <span style={{ width: `${(drive.scores[item] ?? 0) * 10}%` }} />
          </span>
          <strong>{drive.scores[item]}</strong>
        </p>
      ))}
      {drive.remarks ? <p>{drive.remarks}</p> : null}
      {drive.next_step ? <p className={css.quiet}>{t('finish.nextIs', { next: drive.next_step })}</p> : null}
    </section>
  );
}

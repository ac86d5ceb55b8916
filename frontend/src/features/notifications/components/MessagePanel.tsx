import { useTranslation } from 'react-i18next';
import type { GateOut, MessageOut } from '@/api/generated/notifications/types.gen';
import { formatTime } from '@/lib/time';
import { CheckIcon, StopIcon } from '@/ui/icons';
import { KeyValue } from '@/ui/KeyValue';
import { PathLink } from '@/ui/PathLink';
import { SidePanel } from '@/ui/SidePanel';
import { DetailSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { useMessage } from '../hooks';
import { MESSAGE_TONES, placeOf } from '../model';
import css from './Messages.module.css';

export function MessagePanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('notifications');
  const query = useMessage(id);
  const message = query.data;
  if (!message)
    return (
      <SidePanel title={t('messages.one')} onClose={onClose}>
        {query.error ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <DetailSkeleton />}
      </SidePanel>
    );
  return (
    <SidePanel
      title={t(`template.${message.template}`, { defaultValue: message.template })}
      tags={<StatusTag tone={MESSAGE_TONES[message.state]}>{t(`state.${message.state}`)}</StatusTag>}
      onClose={onClose}
    >
      <div className={css.stack}>
        {message.text ? <Bubble message={message} /> : null}
        <Facts message={message} />
        <Gates message={message} />
      </div>
    </SidePanel>
  );
}

/** As the customer's phone shows it. */
function Bubble({ message }: { message: MessageOut }) {
  const { t } = useTranslation('notifications');
  return (
    <figure className={css.phone}>
      <blockquote className={css.bubble} lang={message.locale}>
        {message.text}
      </blockquote>
      <figcaption className={css.quiet}>
        {t(message.sandbox ? 'messages.sandbox' : 'messages.delivered', {
          channel: t(`channel.${message.channel}`),
          at: formatTime(message.sent_at ?? message.due_at),
        })}
      </figcaption>
    </figure>
  );
}

function Facts({ message }: { message: MessageOut }) {
  const { t } = useTranslation('notifications');
  const place = placeOf({ ...message, customer_id: null });
  return (
    <KeyValue
      items={[
        {
          id: 'customer',
          label: t('messages.customer'),
          value: <PathLink href={`/customers/${message.customer_id}`}>{message.customer_name}</PathLink>,
        },
        { id: 'to', label: t('messages.to'), value: message.recipient_masked },
        { id: 'purpose', label: t('messages.purpose'), value: t(`purpose.${message.purpose}`, message.purpose) },
        {
          id: 'kind',
          label: t('messages.kind'),
          value: t(message.transactional ? 'messages.transactional' : 'messages.care'),
        },
        { id: 'due', label: t('messages.due'), value: formatTime(message.due_at) },
        { id: 'sent', label: t('messages.sent'), value: message.sent_at ? formatTime(message.sent_at) : null },
        { id: 'tries', label: t('messages.attempts'), value: message.attempts },
        {
          id: 'version',
          label: t('messages.version'),
          value: message.template_version === 0 ? t('templates.builtIn') : message.template_version,
        },
        ...(place
          ? [
              {
                id: 'ref',
                label: t('messages.about'),
                value: (
                  <PathLink href={place}>{t(`ref.${message.ref_kind}`, { defaultValue: message.ref_kind })}</PathLink>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

/** Every rule the message met, in order, with what it said. */
function Gates({ message }: { message: MessageOut }) {
  const { t } = useTranslation('notifications');
  const stopped = message.gates.some((gate) => !gate.passed) && message.state !== 'sent';
  return (
    <section>
      <h3 className={css.heading}>{t(stopped ? 'messages.whyNot' : 'messages.why')}</h3>
      {message.gates.length === 0 ? <p className={css.quiet}>{t('messages.noGates')}</p> : null}
      <ol className={css.gates}>
        {message.gates.map((gate) => (
          <Gate key={`${gate.gate}-${gate.at}-${gate.code}`} gate={gate} />
        ))}
      </ol>
    </section>
  );
}

function Gate({ gate }: { gate: GateOut }) {
  const { t } = useTranslation('notifications');
  return (
    <li className={css.gate} data-passed={gate.passed}>
      <span className={css.mark} aria-hidden="true">
        {gate.passed ? <CheckIcon /> : <StopIcon />}
      </span>
      <span className={css.gateWords}>
        <span className={css.gateName}>
          {t(`gateName.${gate.gate}`)}
          <span className="sr-only"> {t(gate.passed ? 'messages.passed' : 'messages.stopped')}</span>
        </span>
        <span className={gate.passed ? css.quiet : css.why}>
          {t(`gate.${gate.gate}.${gate.code}`, { defaultValue: gate.code })}
          {gate.until ? ` · ${t('messages.until', { at: formatTime(gate.until) })}` : ''}
        </span>
      </span>
      <time className={css.quiet} dateTime={gate.at}>
        {formatTime(gate.at)}
      </time>
    </li>
  );
}

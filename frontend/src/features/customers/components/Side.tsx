import { useTranslation } from 'react-i18next';
import type { SummaryCareTask } from '@/api/generated/aftersales/types.gen';
import { formatTime } from '@/lib/time';
import { Card } from '@/ui/Card';
import { PathLink } from '@/ui/PathLink';
import { SlaBadge } from '@/ui/SlaBadge';
import { StatusTag } from '@/ui/Tag';
import type { SentMessage } from '../model';
import css from './Page.module.css';

const SHOWN = 4;

/** The calls that are still to come, the next one first. */
export function ComingCalls({ tasks }: { tasks: readonly SummaryCareTask[] }) {
  const { t } = useTranslation('customers');
  if (tasks.length === 0) return null;
  return (
    <Card title={t('calls.title')} flush>
      <ul>
        {tasks.slice(0, SHOWN).map((task) => (
          <li key={task.id} className={css.consent}>
            <span className={css.consentWords}>
              <PathLink href={`/call-backs?open=${task.id}`}>
                {t(`code.task_kind.${task.kind}`, { defaultValue: task.kind })}
              </PathLink>
              <span className={css.small}>{task.assignee_name ?? t('unassigned')}</span>
            </span>
            {task.overdue ? (
              <SlaBadge due={task.act_at} />
            ) : (
              <span className={css.small}>{formatTime(task.act_at, 'date')}</span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What was said to the customer in the store's name. */
export function Messages({ messages }: { messages: readonly SentMessage[] }) {
  const { t } = useTranslation('customers');
  if (messages.length === 0) return null;
  return (
    <Card title={t('messages.title')} flush>
      <ul>
        {messages.slice(0, SHOWN).map((message) => (
          <li key={message.id} className={css.message}>
            <span className={css.line}>
              <PathLink href={`/messages?open=${message.id}`}>
                {t(`code.template.${message.template}`, { defaultValue: message.template })}
              </PathLink>
              <StatusTag tone={message.state === 'sent' ? 'success' : 'neutral'} dot>
                {t(`messages.state.${message.state}`, { defaultValue: message.state })}
              </StatusTag>
              <span className={css.small}>{formatTime(message.sent_at ?? message.due_at)}</span>
            </span>
            {message.text ? <span className={css.messageText}>{message.text}</span> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

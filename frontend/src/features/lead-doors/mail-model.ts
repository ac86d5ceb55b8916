import type { MailboxChange, MailboxCreate, MailboxOut } from '@/api/generated/leads/types.gen';

export type MailDraft = Required<Omit<MailboxCreate, 'authority'>> & { authority: string | null };
export type Sender = MailDraft['senders'][number];

export const SECURITIES = ['tls', 'starttls'] as const;
const PORTS: Record<string, number> = { tls: 993, starttls: 143 };

export const NEW_MAILBOX: MailDraft = {
  name: '',
  host: '',
  port: 993,
  security: 'tls',
  username: '',
  password: '',
  folder: 'INBOX',
  interval_minutes: 5,
  senders: [],
  authority: null,
  active: false,
};

export function draftOf(mailbox: MailboxOut): MailDraft {
  const { name, host, port, security, username, folder, interval_minutes, senders, authority, active } = mailbox;
  return { name, host, port, security, username, password: '', folder, interval_minutes, senders, authority, active };
}

/** The port follows the protection while it is the usual one. */
export const withSecurity = (draft: MailDraft, security: MailDraft['security']): MailDraft => ({
  ...draft,
  security,
  port: draft.port === PORTS[draft.security] ? (PORTS[security] ?? draft.port) : draft.port,
});

/** What is sent: the stored password stays unless one is typed. */
export function bodyOf(draft: MailDraft, isNew: boolean): MailboxCreate | MailboxChange {
  const { password, ...rest } = draft;
  const senders = rest.senders.filter((one) => one.address.trim() || one.label.trim());
  return { ...rest, senders, ...(isNew || password ? { password } : {}) };
}

/** Who connects elsewhere types the password again. */
export const needsPassword = (mailbox: MailboxOut | null, draft: MailDraft): boolean =>
  mailbox === null || (['host', 'port', 'security', 'username'] as const).some((name) => mailbox[name] !== draft[name]);

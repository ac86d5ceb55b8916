import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type {
  MailboxChange,
  MailboxCreate,
  MailboxOut,
  MailboxTest,
  PageMailRow,
  SubmissionRow,
  WebFormOut,
} from '@/api/generated/leads/types.gen';
import { onHint } from '@/api/hints';
import type { Draft } from './form-model';

const FORMS = '/api/v1/leads/web-forms';
const MAILBOXES = '/api/v1/leads/mailboxes';
const FORM_KEY = ['leads', 'web-forms'] as const;
const MAIL_KEY = ['leads', 'mailboxes'] as const;
const LOOK_AGAIN_MS = 15_000;

onHint('lead', [FORM_KEY, MAIL_KEY]);
onHint('intake', [FORM_KEY, MAIL_KEY]);

export const useForms = () =>
  useQuery({ queryKey: [...FORM_KEY, 'list'], queryFn: ({ signal }) => api<WebFormOut[]>(FORMS, { signal }) });

export const useEntries = (id: string) =>
  useQuery({
    queryKey: [...FORM_KEY, 'entries', id],
    queryFn: ({ signal }) => api<SubmissionRow[]>(`${FORMS}/${id}/entries`, { query: { limit: 50 }, signal }),
  });

/** A new form, or the next version of one. */
export function useSaveForm(form: WebFormOut | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ active, ...draft }: Draft) =>
      form
        ? api<WebFormOut>(`${FORMS}/${form.id}`, {
            method: 'PATCH',
            body: { ...draft, active },
            ifMatch: form.version,
          })
        : api<WebFormOut>(FORMS, { method: 'POST', body: draft }),
    onSuccess: () => client.invalidateQueries({ queryKey: FORM_KEY }),
    meta: { quiet: true },
  });
}

/** The screen looks again by itself: what a poll finds is told by no hint when there was nothing new. */
export const useMailboxes = () =>
  useQuery({
    queryKey: [...MAIL_KEY, 'list'],
    queryFn: ({ signal }) => api<MailboxOut[]>(MAILBOXES, { signal }),
    refetchInterval: LOOK_AGAIN_MS,
  });

export const useMails = (id: string) =>
  useInfiniteQuery({
    queryKey: [...MAIL_KEY, 'mails', id],
    queryFn: ({ pageParam, signal }) =>
      api<PageMailRow>(`${MAILBOXES}/${id}/mails`, { query: { limit: 20, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });

export function useSaveMailbox(mailbox: MailboxOut | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: MailboxCreate | MailboxChange) =>
      mailbox
        ? api<MailboxOut>(`${MAILBOXES}/${mailbox.id}`, { method: 'PATCH', body, ifMatch: mailbox.version })
        : api<MailboxOut>(MAILBOXES, { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: MAIL_KEY }),
    meta: { quiet: true },
  });
}

export const useTestMailbox = (id: string) =>
  useMutation({ mutationFn: () => api<MailboxTest>(`${MAILBOXES}/${id}/connection-test`, { method: 'POST' }) });

export function usePollMailbox(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api<MailboxOut>(`${MAILBOXES}/${id}/poll`, { method: 'POST' }),
    onSettled: () => client.invalidateQueries({ queryKey: MAIL_KEY }),
  });
}

/** Partners whose mails may be told apart: their vendor map and their name go with the lead. */
export const usePartners = () =>
  useQuery({
    queryKey: ['gateway', 'partners', 'names'],
    queryFn: async ({ signal }) =>
      (
        await api<{ items: { id: string; name: string }[] }>('/api/v1/gateway/partners', {
          query: { limit: 200 },
          signal,
        })
      ).items,
    staleTime: 10 * 60_000,
  });

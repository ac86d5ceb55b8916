import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { AccountOpen, AccountOut, PageAccountRow, ReviewDraft } from '@/api/generated/leads/types.gen';
import { onHint } from '@/api/hints';
import { randomId } from '@/lib/ids';
import type { AccountsSearch } from './model';

const ROOT = '/api/v1/leads/key-accounts';
const KEY = ['leads', 'key-accounts'] as const;
const one = (id: string) => [...KEY, 'one', id] as const;

onHint('clock', [KEY]);

export const useAccounts = ({ q, class: accountClass, due }: AccountsSearch) =>
  useInfiniteQuery({
    queryKey: [...KEY, 'list', q ?? '', accountClass ?? '', due ?? false],
    queryFn: ({ pageParam, signal }) =>
      api<PageAccountRow>(ROOT, {
        query: { query: q || undefined, account_class: accountClass, due, limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });

export const useAccount = (id: string) =>
  useQuery({ queryKey: one(id), queryFn: ({ signal }) => api<AccountOut>(`${ROOT}/${id}`, { signal }) });

export const useReviewDraft = (id: string, kind: string, day: string) =>
  useQuery({
    queryKey: [...one(id), 'draft', kind, day],
    queryFn: ({ signal }) => api<ReviewDraft>(`${ROOT}/${id}/review-draft`, { query: { kind, day }, signal }),
    enabled: day !== '',
  });

export function useOpenAccount() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, idempotencyKey }: { body: AccountOpen; idempotencyKey: string }) =>
      api<AccountOut>(ROOT, { method: 'POST', body, idempotencyKey }),
    onSuccess: (account) => {
      client.setQueryData(one(account.id), account);
      return client.invalidateQueries({ queryKey: [...KEY, 'list'] });
    },
    meta: { quiet: true },
  });
}

export interface AccountAct {
  /** below the account: `/visits`, `/contacts/…`; empty for the account itself */
  path: string;
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
}

/** Everything that is done with one account answers its whole file. */
export function useAccountAct(account: AccountOut) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, method, body }: AccountAct) =>
      api<AccountOut>(`${ROOT}/${account.id}${path}`, {
        method,
        body,
        ...(method === 'PATCH' ? { ifMatch: account.version } : {}),
        ...(method === 'POST' ? { idempotencyKey: randomId() } : {}),
      }),
    onSuccess: (fresh) => {
      client.setQueryData(one(account.id), fresh);
      return client.invalidateQueries({ queryKey: [...KEY, 'list'] });
    },
    meta: { quiet: true },
  });
}

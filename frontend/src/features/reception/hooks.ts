import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { PageVisitOut, VisitBoard, VisitorIdentify } from '@/api/generated/leads/types.gen';
import { onHint } from '@/api/hints';
import { showAtOnce } from '@/api/optimistic';
import { businessNow } from '@/lib/clock';
import type { DuplicateAnswer, VisitOut, VisitRegister, VisitStep } from './model';

const VISITS = '/api/v1/leads/visits';
const KEY = ['leads', 'visits'] as const;
const BOARD = [...KEY, 'board'] as const;

onHint('visit', [KEY]);

export const useVisitBoard = () =>
  useQuery({ queryKey: BOARD, queryFn: ({ signal }) => api<VisitBoard>(`${VISITS}/board`, { signal }) });

export const useVisitList = (day: string | null) =>
  useInfiniteQuery({
    queryKey: [...KEY, 'list', day],
    queryFn: ({ pageParam, signal }) =>
      api<PageVisitOut>(VISITS, { query: { day, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    enabled: day !== null,
  });

export const useDuplicate = (digits: string) =>
  useQuery({
    queryKey: ['leads', 'duplicate', digits],
    queryFn: ({ signal }) =>
      api<DuplicateAnswer>('/api/v1/leads/customers/duplicate-check', {
        method: 'POST',
        body: { mobile: digits },
        signal,
      }),
    enabled: digits.length === 11,
    gcTime: 0,
  });

export function useRegister() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, idempotencyKey }: { body: VisitRegister; idempotencyKey: string }) =>
      api<VisitOut>(VISITS, { method: 'POST', body, idempotencyKey }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
    meta: { quiet: true },
  });
}

function useVisitAction<Input extends { id: string }>(
  path: string,
  shown: (visit: VisitOut, input: Input, now: string) => VisitOut | null,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: Input) => api<VisitOut>(`${VISITS}/${id}/${path}`, { method: 'POST', body }),
    onMutate: (input) => {
      const now = new Date(businessNow() ?? 0).toISOString();
      return showAtOnce<VisitBoard>(client, BOARD, (old) => ({
        ...old,
        open: old.open.flatMap((visit) => (visit.id === input.id ? (shown(visit, input, now) ?? []) : [visit])),
      }));
    },
    onError: (_error, _input, rollback) => rollback?.(),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

export const useGreet = () =>
  useVisitAction<{ id: string }>('greeting', (visit, _input, now) => ({ ...visit, greeted_at: now }));

export const useLeave = () => useVisitAction<{ id: string; reason?: string }>('departure', () => null);

export const useStep = () =>
  useVisitAction<{ id: string; step: VisitStep; done: boolean }>('steps', (visit, { step, done }, now) => ({
    ...visit,
    greeted_at: step === 'greet' && done ? (visit.greeted_at ?? now) : visit.greeted_at,
    steps: Object.fromEntries(Object.entries({ ...visit.steps, [step]: now }).filter(([one]) => done || one !== step)),
  }));

export const useHost = () =>
  useVisitAction<{ id: string; staff_id: string }>('host', (visit, { staff_id }) => ({ ...visit, owner_id: staff_id }));

export const useIdentify = () =>
  useVisitAction<{ id: string } & VisitorIdentify>('identification', (visit, { name }) => ({
    ...visit,
    anonymous: false,
    customer_name: name ?? visit.customer_name,
  }));

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type {
  LoyaltySettingsOutput,
  MemberOut,
  PageLedgerEntryOut,
  PageMemberRow,
  PageReferralRow,
  SettingsOut,
} from '@/api/generated/loyalty/types.gen';
import { onHint } from '@/api/hints';

const ROOT = '/api/v1/loyalty';
export const loyaltyKeys = {
  members: ['loyalty', 'members'],
  member: (id: string) => ['loyalty', 'member', id],
  ledger: (id: string) => ['loyalty', 'ledger', id],
  referrals: ['loyalty', 'referrals'],
  settings: ['loyalty', 'settings'],
} as const;

onHint('member', (hint) => [loyaltyKeys.members, loyaltyKeys.member(hint.id), loyaltyKeys.ledger(hint.id)]);
onHint('referral', [loyaltyKeys.referrals]);
onHint('clock', [['loyalty']]);

function usePages<P extends { next_cursor?: string | null }>(
  queryKey: readonly unknown[],
  path: string,
  filters: object = {},
) {
  return useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      api<P>(`${ROOT}${path}`, { query: { ...filters, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor ?? null,
  });
}

export const useMembers = (tier: string | undefined) =>
  usePages<PageMemberRow>([...loyaltyKeys.members, tier ?? ''], '/members', { tier });
export const useLedger = (id: string) => usePages<PageLedgerEntryOut>(loyaltyKeys.ledger(id), `/members/${id}/entries`);
export const useReferrals = () => usePages<PageReferralRow>(loyaltyKeys.referrals, '/referrals');

export const useMember = (id: string) =>
  useQuery({
    queryKey: loyaltyKeys.member(id),
    queryFn: ({ signal }) => api<MemberOut>(`${ROOT}/members/${id}`, { signal }),
  });

export const useLoyaltySettings = () =>
  useQuery({
    queryKey: loyaltyKeys.settings,
    queryFn: ({ signal }) => api<SettingsOut>(`${ROOT}/settings`, { signal }),
    staleTime: 10 * 60_000,
  });

export function useChangeLoyaltySettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ settings, version }: { settings: LoyaltySettingsOutput; version: number }) =>
      api<SettingsOut>(`${ROOT}/settings`, { method: 'PUT', body: settings, ifMatch: version }),
    onSuccess: (saved) => client.setQueryData(loyaltyKeys.settings, saved),
    meta: { quiet: true },
  });
}

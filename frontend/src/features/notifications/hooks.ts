import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type {
  MessageOut,
  MessageTemplates,
  NoticePage,
  PageMessageRow,
  TemplateOut,
  UnreadOut,
} from '@/api/generated/notifications/types.gen';
import { onHint } from '@/api/hints';

const BASE = '/api/v1/notifications';
const NOTICES = ['notifications', 'notices'] as const;
const MESSAGES = ['notifications', 'messages'] as const;
const TEMPLATES = ['notifications', 'templates'] as const;

onHint('notice', [NOTICES]);
onHint('message', [MESSAGES]);

/** How many are unread; the server counts to 100. */
export const useUnread = () =>
  useQuery({
    queryKey: [...NOTICES, 'unread'],
    queryFn: async ({ signal }) =>
      (await api<NoticePage>(`${BASE}/staff-notices`, { query: { limit: 1 }, signal })).unread,
  });

export const useNotices = (unread: boolean) =>
  useInfiniteQuery({
    queryKey: [...NOTICES, 'list', unread],
    queryFn: ({ pageParam, signal }) =>
      api<NoticePage>(`${BASE}/staff-notices`, {
        query: { unread: unread || undefined, limit: 30, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });

export function useReadNotices() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { ids: string[] } | { all: true }) =>
      api<UnreadOut>(`${BASE}/staff-notices/read`, { method: 'POST', body }),
    onSuccess: ({ unread }) => client.setQueryData([...NOTICES, 'unread'], unread),
    onSettled: () => client.invalidateQueries({ queryKey: NOTICES }),
  });
}

export interface MessageFilter {
  state?: string | undefined;
  channel?: string | undefined;
  template?: string | undefined;
  customer?: string | undefined;
}

export const useMessages = ({ customer, ...filter }: MessageFilter) =>
  useInfiniteQuery({
    queryKey: [...MESSAGES, 'list', filter, customer],
    queryFn: ({ pageParam, signal }) =>
      api<PageMessageRow>(`${BASE}/messages`, {
        query: { ...filter, customer_id: customer, limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });

export const useMessage = (id: string) =>
  useQuery({
    queryKey: [...MESSAGES, 'one', id],
    queryFn: ({ signal }) => api<MessageOut>(`${BASE}/messages/${id}`, { signal }),
  });

export const useTemplates = () =>
  useQuery({
    queryKey: TEMPLATES,
    queryFn: async ({ signal }) => (await api<MessageTemplates>(`${BASE}/message-templates`, { signal })).items,
  });

export function useSaveTemplate({ code, channel, locale, version }: TemplateOut) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (text: string) =>
      api<TemplateOut>(`${BASE}/message-templates/${code}/${channel}/${locale}`, {
        method: 'PUT',
        body: { text },
        ifMatch: version,
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: TEMPLATES }),
    meta: { quiet: true },
  });
}

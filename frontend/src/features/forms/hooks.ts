import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, send } from '@/api/client';
import type { FollowUpAdvice } from '@/api/generated/leads/types.gen';
import { onHint } from '@/api/hints';
import type {
  ContactMatrix,
  CustomerCardOut,
  DailyReport,
  Layout,
  SignOffOut,
  Subject,
  VisitRegisterForm,
  VisitStatistics,
} from './model';

const FORMS = '/api/v1/leads/forms';
const KEY = ['leads', 'forms'] as const;
for (const entity of ['visit', 'lead', 'test_drive', 'order']) onHint(entity, [KEY]);

function useForm<T>(name: string, query: Record<string, string | undefined>, enabled = true) {
  return useQuery({
    queryKey: [...KEY, name, query],
    queryFn: ({ signal }) => api<T>(`${FORMS}/${name}`, { query, signal }),
    placeholderData: keepPreviousData,
    enabled,
  });
}

export const useVisitRegister = (day: string | undefined, layout: Layout | undefined) =>
  useForm<VisitRegisterForm>('visit-register', { day, layout });
export const useDailyReport = (day: string | undefined, adviser_id: string | undefined) =>
  useForm<DailyReport>('daily-report', { day, adviser_id });
export const useContactMatrix = (month: string | undefined, adviser_id: string | undefined) =>
  useForm<ContactMatrix>('contact-matrix', { month, adviser_id });
export const useVisitStatistics = (month: string | undefined) =>
  useForm<VisitStatistics>('visit-statistics', { month });

export const useCustomerCard = (customerId: string) =>
  useQuery({
    queryKey: [...KEY, 'card', customerId],
    queryFn: ({ signal }) => api<CustomerCardOut>(`/api/v1/leads/customers/${customerId}/card-form`, { signal }),
  });

export function useSign() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Omit<Subject, 'layout'> & { content_hash: string; remark: string }) =>
      api<SignOffOut>(`${FORMS}/sign-offs`, { method: 'POST', body }),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
    meta: { quiet: true },
  });
}

/** The answer and the advice beside one contact on the back of the card. */
export function useAdvise() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: FollowUpAdvice & { id: string }) =>
      api(`/api/v1/leads/follow-ups/${id}/advice`, { method: 'POST', body }),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
    meta: { quiet: true },
  });
}

export interface Export extends Subject {
  contacts: 'masked' | 'clear';
  reason: string | null;
}

/** Fetches the spreadsheet and hands it to the browser under the server's file name. */
export function useExport() {
  return useMutation({
    mutationFn: async (body: Export) => {
      const request = new Request(new URL(`${FORMS}/exports`, location.origin), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
      const response = await send(request);
      save(await response.blob(), fileName(response.headers.get('Content-Disposition')));
    },
    meta: { quiet: true },
  });
}

/** The name in a `filename*=UTF-8''…` disposition. */
export function fileName(disposition: string | null): string {
  const found = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? '')?.[1];
  return found ? decodeURIComponent(found) : 'form.xlsx';
}

function save(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

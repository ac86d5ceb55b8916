import { queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { AppraisalOut, LeadOut, PageAppraisalRow, WorksheetOut } from '@/api/generated/leads/types.gen';
import { customerQuery } from '@/ui/deal/customers';
import { dealKeys } from '@/ui/deal/keys';
import { useAct } from '@/ui/deal/useAct';
import { leadKeys } from '@/ui/sales/keys';

const PATH = '/api/v1/leads/appraisals';
const keyOf = ({ id }: { id: string }) => [...dealKeys.appraisals, 'one', id];
const settled = {
  keyOf,
  stale: [
    [...dealKeys.appraisals, 'list'],
    [...dealKeys.appraisals, 'of'],
  ],
};

/** The API takes several states; without a choice the work that is open. */
export function useAppraisals(states: readonly string[], mine: boolean) {
  return useInfiniteQuery({
    queryKey: [...dealKeys.appraisals, 'list', states, mine],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: '50', mine: String(mine) });
      for (const state of states) query.append('status', state);
      if (pageParam) query.set('cursor', pageParam);
      return api<PageAppraisalRow>(`${PATH}?${query}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });
}

export const appraisalQuery = (id: string) =>
  queryOptions({
    queryKey: keyOf({ id }),
    queryFn: ({ signal }) => api<AppraisalOut>(`${PATH}/${id}`, { signal }),
  });

export const useWorksheet = () =>
  useQuery({
    queryKey: [...dealKeys.appraisals, 'worksheet'],
    queryFn: ({ signal }) => api<WorksheetOut>('/api/v1/leads/appraisal-worksheet', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const useRequest = () => useAct<unknown, AppraisalOut>(PATH, settled);

export const useAppraisalAct = <Body>(id: string, action: string) =>
  useAct<Body, AppraisalOut>(`${PATH}/${id}/${action}`, settled);

export interface OwnCar {
  brand: string;
  series: string;
  year: string;
  plate: string;
  km: string;
  vin: string;
}

/** The car of their own that the customer told of when they asked for a new one. */
export function useOwnCar(customerId: string | null): { leadId: string | undefined; car: OwnCar } {
  const customer = useQuery({ ...customerQuery(customerId ?? ''), enabled: customerId !== null });
  const leadId = customerId ? customer.data?.open_leads[0]?.id : undefined;
  const lead = useQuery({
    queryKey: leadKeys.lead(leadId ?? ''),
    queryFn: ({ signal }) => api<LeadOut>(`/api/v1/leads/leads/${leadId}`, { signal }),
    enabled: leadId !== undefined,
  });
  const told = leadId ? lead.data?.trade_in : null;
  const text = (part: string) => String(told?.[part] ?? '');
  return {
    leadId,
    car: {
      brand: text('make'),
      series: text('model'),
      year: text('year'),
      plate: text('plate'),
      km: text('odometer_km'),
      vin: text('vin'),
    },
  };
}

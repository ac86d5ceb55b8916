import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { CustomerOut, CustomerRow, PageCustomerRow } from '@/api/generated/leads/types.gen';
import { dealKeys } from './keys';

const PATH = '/api/v1/leads/customers';

/** What a deal page shows of a customer. */
export type CustomerBrief = Pick<CustomerRow, 'id' | 'name' | 'mobile_masked' | 'owner_name' | 'open_lead'>;

export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: [...dealKeys.customers, 'one', id],
    queryFn: ({ signal }) => api<CustomerOut>(`${PATH}/${id}`, { signal }),
    staleTime: 60_000,
  });

/** By name, pinyin, initials, last four of the mobile, plate or VIN tail; without text the newest. */
export const useCustomerSearch = (text: string) =>
  useQuery({
    queryKey: [...dealKeys.customers, 'search', text],
    queryFn: async ({ signal }) =>
      (await api<PageCustomerRow>(PATH, { query: { query: text, limit: 8 }, signal })).items,
    placeholderData: (previous) => previous,
  });

import { keepPreviousData, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import type {
  BreakdownOut,
  CarRow,
  CustomerOut,
  DepositRule,
  FinancePartner,
  InstalmentOut,
  LoanOut,
  OrderBoard,
  OrderOut,
  PageAppraisalRow,
  PageCarModelRow,
  PageCarRow,
  PageOrderRow,
  PageQuoteOut,
  QuoteOut,
  QuotePrint,
  QuoteTermsInput,
  SupplyDocuments,
} from '@/api/generated/leads/types.gen';
import { dealKeys } from '@/ui/deal/keys';
import { useAct } from '@/ui/deal/useAct';

const LEADS = '/api/v1/leads';
export const orderKey = ({ id }: { id: string }) => [...dealKeys.orders, 'one', id];
export const quoteKey = ({ id }: { id: string }) => [...dealKeys.quotes, 'one', id];

const get =
  <T>(path: string, query: Record<string, string | number | boolean | null | undefined> = {}) =>
  ({ signal }: { signal: AbortSignal }) =>
    api<T>(`${LEADS}${path}`, { query, signal });

// catalogue

export const useModels = () =>
  useQuery({
    queryKey: [...dealKeys.stock, 'models'],
    queryFn: async (context) => (await get<PageCarModelRow>('/car-models', { limit: 200 })(context)).items,
    staleTime: 5 * 60_000,
  });

export const useFreeCars = (modelId: string | null) =>
  useQuery({
    queryKey: [...dealKeys.stock, 'free', modelId],
    queryFn: async (context) =>
      (await get<PageCarRow>('/cars', { model_id: modelId, free: true, limit: 50 })(context)).items,
    enabled: modelId !== null,
  });

export const useAppraisalsOf = (customerId: string | null) =>
  useQuery({
    queryKey: [...dealKeys.appraisals, 'of', customerId],
    queryFn: async (context) =>
      (await get<PageAppraisalRow>('/appraisals', { customer_id: customerId, limit: 20 })(context)).items,
    enabled: customerId !== null,
  });

// quotes

/** Computed by the server while the person types; the last figures stay until the next arrive. */
export const usePreview = (terms: QuoteTermsInput | null) =>
  useQuery({
    queryKey: [...dealKeys.quotes, 'preview', terms],
    queryFn: ({ signal }) => api<BreakdownOut>(`${LEADS}/quotes/preview`, { method: 'POST', body: terms, signal }),
    enabled: terms !== null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });

export const quoteQuery = (id: string) =>
  queryOptions({ queryKey: quoteKey({ id }), queryFn: get<QuoteOut>(`/quotes/${id}`) });

export const usePrint = (id: string, version: number) =>
  useQuery({ queryKey: [...quoteKey({ id }), 'print', version], queryFn: get<QuotePrint>(`/quotes/${id}/print`) });

export const useInstalments = (id: string, enabled: boolean) =>
  useQuery({
    queryKey: [...quoteKey({ id }), 'instalments'],
    queryFn: get<InstalmentOut[]>(`/quotes/${id}/instalments`),
    enabled,
  });

export const useVersions = (leadId: string | undefined) =>
  useQuery({
    queryKey: [...dealKeys.quotes, 'versions', leadId],
    queryFn: async (context) => (await get<PageQuoteOut>('/quotes', { lead_id: leadId, limit: 20 })(context)).items,
    enabled: leadId !== undefined,
  });

export const useWaiting = (enabled = true) =>
  useQuery({ queryKey: [...dealKeys.quotes, 'waiting'], queryFn: get<QuoteOut[]>('/quotes/waiting'), enabled });

export const useCreateQuote = () =>
  useAct<unknown, QuoteOut>(`${LEADS}/quotes`, { keyOf: quoteKey, stale: [dealKeys.quotes] });

export const useDecide = (id: string) =>
  useAct<{ approved: boolean; note: string }, QuoteOut>(`${LEADS}/quotes/${id}/decision`, {
    keyOf: quoteKey,
    stale: [
      [...dealKeys.quotes, 'waiting'],
      [...dealKeys.quotes, 'versions'],
    ],
  });

// orders

export const useDepositRules = () =>
  useQuery({
    queryKey: [...dealKeys.orders, 'rules'],
    queryFn: get<DepositRule[]>('/deposit-rules'),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const usePlaceOrder = () =>
  useAct<unknown, OrderOut>(`${LEADS}/orders`, { keyOf: orderKey, stale: [dealKeys.orders, dealKeys.quotes] });

export interface OrderSearch {
  view?: 'board' | undefined;
  status?: string | undefined;
  mine?: boolean | undefined;
}

export const useOrderList = ({ status, mine }: OrderSearch, enabled: boolean) =>
  useInfiniteQuery({
    queryKey: [...dealKeys.orders, 'list', status, mine],
    queryFn: ({ pageParam, signal }) =>
      api<PageOrderRow>(`${LEADS}/orders`, { query: { status, mine, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    enabled,
  });

export const useOrderBoard = (mine: boolean | undefined, enabled: boolean) =>
  useQuery({
    queryKey: [...dealKeys.orders, 'board', mine],
    queryFn: get<OrderBoard>('/orders/board', { mine }),
    enabled,
  });

export const orderQuery = (id: string) =>
  queryOptions({ queryKey: orderKey({ id }), queryFn: get<OrderOut>(`/orders/${id}`) });

/** Every action of an order answers with the whole order. */
export const useOrderAct = <Body>(id: string, action: string) =>
  useAct<Body, OrderOut>(`${LEADS}/orders/${id}/${action}`, {
    keyOf: orderKey,
    stale: [[...dealKeys.orders, 'list'], [...dealKeys.orders, 'board'], dealKeys.deliveries, dealKeys.stock],
  });

export const useMatchingCars = (id: string) =>
  useQuery({ queryKey: [...orderKey({ id }), 'cars'], queryFn: get<CarRow[]>(`/orders/${id}/matching-cars`) });

// loans

export const usePartners = (customerId: string) =>
  useQuery({
    queryKey: [...dealKeys.orders, 'partners', customerId],
    queryFn: get<FinancePartner[]>('/finance-partners', { customer_id: customerId }),
  });

export const useConsent = (customerId: string) =>
  useAct<unknown, { id: string }>(`${LEADS}/customers/${customerId}/consents`, {
    keyOf: ({ id }) => [...dealKeys.orders, 'consent', id],
    stale: [
      [...dealKeys.orders, 'partners', customerId],
      ['leads', 'customers'],
    ],
  });

export const useSubmitLoan = () =>
  useAct<unknown, LoanOut>(`${LEADS}/loans`, {
    keyOf: ({ id }) => [...dealKeys.orders, 'loan', id],
    stale: [dealKeys.orders, dealKeys.deliveries],
  });

export const useSupplyDocuments = (id: string) =>
  useAct<SupplyDocuments, LoanOut>(`${LEADS}/loans/${id}/documents`, {
    keyOf: (loan) => [...dealKeys.orders, 'loan', loan.id],
    stale: [dealKeys.orders, dealKeys.deliveries],
  });

export const useLoan = (id: string) =>
  useQuery({ queryKey: [...dealKeys.orders, 'loan', id], queryFn: get<LoanOut>(`/loans/${id}`) });

export const useCustomer = (id: string | null) =>
  useQuery({
    queryKey: [...dealKeys.customers, 'one', id],
    queryFn: get<CustomerOut>(`/customers/${id}`),
    staleTime: 60_000,
    enabled: id !== null,
  });

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type {
  InterestOut,
  ScoreOut,
  SignalClosing,
  SignalRow,
  TemperatureOut,
  TemperatureSetting,
} from '@/api/generated/leads/types.gen';
import { onHint } from '@/api/hints';
import { crowdKeys } from '../sales/keys';

const LEADS = '/api/v1/leads';

export const interestKeys = {
  score: (id: string) => ['leads', 'lead', id, 'score'],
  interest: (id: string) => ['interest', 'customer', id, 'behaviour'],
  temperature: (id: string) => ['interest', 'customer', id, 'temperature'],
  signals: (id: string) => ['interest', 'customer', id, 'signals'],
  customers: ['interest', 'customer'],
  cold: ['interest', 'cold'],
} as const;

onHint('signal', [...crowdKeys, interestKeys.customers]);
onHint('customer', [interestKeys.customers, interestKeys.cold]);

export const useScore = (leadId: string) =>
  useQuery({
    queryKey: interestKeys.score(leadId),
    queryFn: ({ signal }) => api<ScoreOut>(`${LEADS}/leads/${leadId}/score`, { signal }),
  });

export const useInterest = (customerId: string) =>
  useQuery({
    queryKey: interestKeys.interest(customerId),
    queryFn: ({ signal }) => api<InterestOut>(`${LEADS}/customers/${customerId}/interest`, { signal }),
  });

export const useTemperature = (customerId: string) =>
  useQuery({
    queryKey: interestKeys.temperature(customerId),
    queryFn: ({ signal }) => api<TemperatureOut>(`${LEADS}/customers/${customerId}/temperature`, { signal }),
  });

export const useSignals = (customerId: string) =>
  useQuery({
    queryKey: interestKeys.signals(customerId),
    queryFn: ({ signal }) =>
      api<{ items: SignalRow[] }>(`${LEADS}/signals`, {
        query: { customer_id: customerId, state: 'open', limit: 10 },
        signal,
      }),
    select: (page) => page.items,
  });

export function useCloseSignal() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { id: string; body: SignalClosing }) =>
      api<SignalRow>(`${LEADS}/signals/${id}/closing`, { method: 'POST', body }),
    onSettled: () => {
      for (const queryKey of [...crowdKeys, interestKeys.customers]) void client.invalidateQueries({ queryKey });
    },
  });
}

export function useSetTemperature(customerId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: TemperatureSetting) =>
      api<TemperatureOut>(`${LEADS}/customers/${customerId}/temperature`, { method: 'POST', body }),
    onSuccess: (saved) => client.setQueryData(interestKeys.temperature(customerId), saved),
    onSettled: () => {
      for (const queryKey of crowdKeys) void client.invalidateQueries({ queryKey });
    },
  });
}

import { useMutation } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Revealed } from '@/api/generated/leads/types.gen';

/** The clear number of a customer, for a call. The server writes down who asked; nothing keeps the answer here. */
export async function revealMobile(customerId: string): Promise<string> {
  const path = `/api/v1/leads/customers/${customerId}/reveal`;
  const { value } = await api<Revealed>(path, { method: 'POST', body: { field: 'mobile', reason: 'call' } });
  return value;
}

/** For buttons that reveal or dial: failures are told by a toast, `mutateAsync` gives the number. */
export const useReveal = () => useMutation({ mutationFn: revealMobile, gcTime: 0 });

export const dial = (number: string): void => window.location.assign(`tel:${number}`);

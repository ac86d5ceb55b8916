import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api/client';
import { asProblem } from '@/api/problem';
import { randomId } from '@/lib/ids';
import { crowdKeys } from '../sales/keys';

export interface ActOptions<Out> {
  /** where the answer, the whole record, goes */
  keyOf: (out: Out) => QueryKey;
  /** what else is stale then */
  stale: readonly QueryKey[];
}

/**
 * An action of the API that answers with the whole record: the answer is shown at once, lists follow.
 * Quiet: forms show the refusal at their fields. One key per form, so that a repeated submission is the same one.
 */
export function useAct<Body, Out>(path: string, { keyOf, stale }: ActOptions<Out>) {
  const client = useQueryClient();
  const [idempotencyKey, setKey] = useState(randomId);
  return useMutation({
    mutationFn: (body: Body) => api<Out>(path, { method: 'POST', body, idempotencyKey }),
    onSuccess: (out) => {
      setKey(randomId());
      client.setQueryData(keyOf(out), out);
    },
    onError: (error) => {
      // Without an answer the same submission may have arrived; a refused one is corrected and is another.
      if (!asProblem(error).isNetwork) setKey(randomId());
    },
    onSettled: () => {
      for (const queryKey of [...stale, ...crowdKeys]) void client.invalidateQueries({ queryKey });
    },
    meta: { quiet: true },
  });
}

import { send } from './client';
import { ApiProblem } from './problem';

/** Runtime configuration that every generated client imports: same door as hand-written calls, errors are thrown. */
export const createClientConfig = <T extends object>(config?: T): T =>
  ({
    ...config,
    baseUrl: typeof location === 'undefined' ? '' : location.origin,
    throwOnError: true,
    fetch: (input: RequestInfo | URL, init?: RequestInit) =>
      send(input instanceof Request ? input : new Request(input, init)),
  }) as unknown as T;

export { ApiProblem };

import { useLayoutEffect, useRef, useState } from 'react';

const GLOW_MS = 8000;
const NONE: ReadonlySet<string> = new Set();

/** Keys that were not there before: they came in while the page was open and glow for a while. */
export function useFresh(keys: readonly string[] | undefined): ReadonlySet<string> {
  const seen = useRef<Set<string> | null>(null);
  const [fresh, setFresh] = useState(NONE);
  const signature = keys?.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the keys
  useLayoutEffect(() => {
    if (!keys) return;
    const known = seen.current;
    seen.current = new Set([...(known ?? []), ...keys]);
    const added = known ? keys.filter((key) => !known.has(key)) : [];
    if (added.length > 0) setFresh(new Set(added));
  }, [signature]);
  useLayoutEffect(() => {
    if (fresh.size === 0) return;
    const timer = setTimeout(() => setFresh(NONE), GLOW_MS);
    return () => clearTimeout(timer);
  }, [fresh]);
  return fresh;
}

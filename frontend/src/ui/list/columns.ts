/** Columns that are shown, in their order; unknown ones are left out, and those that must be there come first. */
export function chosenColumns<C extends { id: string; fixed?: boolean; extra?: boolean }>(
  all: readonly C[],
  ids: readonly string[],
): readonly C[] {
  if (ids.length === 0) return all.filter((column) => !column.extra);
  const found = ids.flatMap((id) => all.find((column) => column.id === id) ?? []);
  const missing = all.filter((column) => column.fixed && !found.includes(column));
  return [...missing, ...found];
}

/** The same ids with one shown or hidden. */
export function withColumn(ids: readonly string[], id: string, shown: boolean): string[] {
  return shown ? [...ids.filter((other) => other !== id), id] : ids.filter((other) => other !== id);
}

/** The same ids with one moved by a step; at the ends it stays. */
export function movedColumn(ids: readonly string[], id: string, by: -1 | 1): string[] {
  const at = ids.indexOf(id);
  const to = at + by;
  if (at < 0 || to < 0 || to >= ids.length) return [...ids];
  const next = [...ids];
  [next[at], next[to]] = [next[to] as string, next[at] as string];
  return next;
}

export interface Choice {
  value: string;
  label: string;
}

interface Field {
  /** name in the address and in saved views */
  id: string;
  label: string;
  /** heading under which the panel shows it */
  group: string;
  /** a pill above the list; the others wait in the panel and show as chips */
  quick?: boolean;
  /** has a control of its own beside the bar: no chip, not in the panel */
  elsewhere?: boolean;
}

/** What a list can be asked for. `flag` is yes or nothing, `yesno` also no. */
export type FilterField = Field &
  (
    | { kind: 'choice'; options: readonly Choice[]; single?: boolean }
    | { kind: 'flag' }
    | { kind: 'yesno'; yes: string; no: string }
    | { kind: 'period'; presets: readonly string[] }
    | { kind: 'range'; min: number; max: number; unit: string }
    | { kind: 'number'; options: readonly number[]; unit: (value: string) => string }
    | { kind: 'text' }
  );

/** Filters that are set, each as one text: `H,A`, `true`, `this_month`, `2026-11-01..2026-11-15`, `40..`. */
export type FilterState = Readonly<Record<string, string>>;

/** What stands in the address: the router writes numbers and truth values as such. */
export type SearchValue = string | number | boolean | undefined;

import type { ComponentType } from 'react';
import type { Role } from './roles';

export const NAV_GROUPS = [
  'today',
  'sales',
  'supervision',
  'analysis',
  'vehicles',
  'aftersales',
  'members',
  'messages',
  'admin',
] as const;
export type NavGroup = (typeof NAV_GROUPS)[number];

export interface NavItem {
  /** label = key `nav.<id>` in the feature's `i18n/shell.<language>.json` */
  id: string;
  group: NavGroup;
  to: string;
  icon: ComponentType;
  order: number;
  /** roles that see it; absent = everybody */
  roles?: readonly Role[];
  /** position among the phone's bottom tabs (lowest four win); absent = reached through "more" */
  phoneTab?: number;
  /** two-key jump such as `g l` */
  keys?: string;
}

export interface CommandContext {
  /** opens a route by path, search included */
  go(to: string): void;
}

export interface Command {
  /** label = key `command.<id>` in the feature's `i18n/shell.<language>.json` */
  id: string;
  group: NavGroup | 'general';
  run(context: CommandContext): void;
  /** `n`, `mod+k`, `g l`; shown in the palette and the `?` sheet */
  keys?: string;
  roles?: readonly Role[];
  /** found by these words too (pinyin initials, abbreviations) */
  keywords?: readonly string[];
}

export interface PaletteHit {
  id: string;
  title: string;
  subtitle?: string;
  /** route to open */
  to: string;
}

/** Records in the palette: called while the person types, after a pause, with the previous call aborted. */
export interface PaletteSource {
  /** heading = key `command.<id>` in the feature's shell texts */
  id: string;
  minLength: number;
  search(text: string, signal: AbortSignal): Promise<readonly PaletteHit[]>;
}

/** A small control in the shell's top bar, on desk and phone. Make it `lazy`, so that it costs the landing page nothing. */
export interface BarItem {
  id: string;
  component: ComponentType;
  roles?: readonly Role[];
}

export interface FeatureManifest {
  bar?: readonly BarItem[];
  nav?: readonly NavItem[];
  commands?: readonly Command[];
  palette?: readonly PaletteSource[];
}

/** Typed identity: `features/<x>/manifest.ts` exports it by default and the shell collects all of them. */
export const defineFeature = (manifest: FeatureManifest): FeatureManifest => manifest;

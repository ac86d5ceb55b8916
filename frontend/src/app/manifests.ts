import type { BarItem, Command, FeatureManifest, NavItem, PaletteSource } from '@/lib/feature';

const found = import.meta.glob<FeatureManifest>('../features/*/manifest.ts', { import: 'default', eager: true });
const manifests = Object.values(found);

/** Everything the features announce; adding a feature needs no edit here. */
export const navItems: readonly NavItem[] = manifests
  .flatMap((item) => item.nav ?? [])
  .sort((a, b) => a.order - b.order);
export const featureCommands: readonly Command[] = manifests.flatMap((item) => item.commands ?? []);
export const paletteSources: readonly PaletteSource[] = manifests.flatMap((item) => item.palette ?? []);
export const barItems: readonly BarItem[] = manifests.flatMap((item) => item.bar ?? []);

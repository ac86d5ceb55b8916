import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useMe } from '@/api/session';
import { type Command, type CommandContext, NAV_GROUPS, type NavGroup, type NavItem } from '@/lib/feature';
import { mayUse } from '@/lib/roles';
import { featureCommands, navItems } from './manifests';

/** Nav entries of this person, by group, empty groups left out. */
export function useNavGroups(): readonly { group: NavGroup; items: readonly NavItem[] }[] {
  const { roles } = useMe();
  return useMemo(
    () =>
      NAV_GROUPS.map((group) => ({
        group,
        items: navItems.filter((item) => item.group === group && mayUse(roles, item.roles)),
      })).filter((entry) => entry.items.length > 0),
    [roles],
  );
}

export function usePhoneTabs(): readonly NavItem[] {
  const { roles } = useMe();
  return useMemo(
    () =>
      navItems
        .filter((item) => item.phoneTab !== undefined && mayUse(roles, item.roles))
        .sort((a, b) => (a.phoneTab ?? 0) - (b.phoneTab ?? 0))
        .slice(0, 4),
    [roles],
  );
}

/** Opens any path with its search part; nav data are strings, so the router's typed form does not fit here. */
export function useGo(): CommandContext['go'] {
  const navigate = useNavigate();
  return useMemo(() => (to) => void navigate({ href: to } as Parameters<typeof navigate>[0]), [navigate]);
}

/** Commands of the features plus one "open" command per nav entry, limited to this person's roles. */
export function useFeatureCommands(): readonly Command[] {
  const { roles } = useMe();
  return useMemo(
    () => [
      ...featureCommands.filter((command) => mayUse(roles, command.roles)),
      ...navItems
        .filter((item) => mayUse(roles, item.roles))
        .map((item) => ({
          id: `nav:${item.id}`,
          group: item.group,
          run: ({ go }: CommandContext) => go(item.to),
          ...(item.keys ? { keys: item.keys } : {}),
        })),
    ],
    [roles],
  );
}

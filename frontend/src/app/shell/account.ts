import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSignOut } from '@/api/session';

export function useRoleNames(roles: readonly string[]): string {
  const { t } = useTranslation('app');
  return roles.map((role) => t(`role.${role}`, { defaultValue: role })).join(' · ');
}

export function useSignOutAndLeave(): () => void {
  const router = useRouter();
  const signOut = useSignOut();
  return () => signOut.mutate(undefined, { onSettled: () => void router.navigate({ to: '/sign-in', search: {} }) });
}

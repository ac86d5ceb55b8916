import { useTranslation } from 'react-i18next';
import type { Command } from '@/lib/feature';

/** The name of a command: its own text, or that of the nav entry it opens. */
export function useCommandLabel(): (command: Pick<Command, 'id'>) => string {
  const { t } = useTranslation(['shell', 'app']);
  return ({ id }) => {
    if (id.startsWith('nav:')) return t('app:palette.open', { page: t(`shell:nav.${id.slice(4)}`) });
    if (id.startsWith('app.')) return t(`app:command.${id.slice(4)}`);
    return t(`shell:command.${id}`);
  };
}

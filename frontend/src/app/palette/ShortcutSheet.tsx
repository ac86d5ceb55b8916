import { useTranslation } from 'react-i18next';
import { useCommands } from '@/lib/commands';
import { showKeys } from '@/lib/keys';
import { Kbd } from '@/ui/Kbd';
import { Sheet } from '@/ui/Sheet';
import { useCommandLabel } from '../labels';
import css from './Palette.module.css';

/** The `?` sheet, written by the command registry itself. */
export default function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('app');
  const label = useCommandLabel();
  const commands = useCommands().filter(
    (command, at, all) => command.keys && all.findIndex(({ id }) => id === command.id) === at,
  );
  const groups = [...new Set(commands.map((command) => command.group))];
  return (
    <Sheet open onClose={onClose} title={t('command.shortcuts')} width="lg" reading>
      <div className={css.shortcuts}>
        {groups.map((group) => (
          <section key={group}>
            <h3 className={css.shortcutsTitle}>{t(`group.${group}`)}</h3>
            <ul>
              {commands
                .filter((command) => command.group === group)
                .map((command) => (
                  <li key={command.id} className={css.shortcut}>
                    {label(command)}
                    <span className="sr-only">{showKeys(command.keys ?? '').join(' ')}</span>
                    <Kbd keys={command.keys ?? ''} />
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Sheet>
  );
}

import { useEffect } from 'react';
import { useCommands } from '@/lib/commands';
import type { CommandContext } from '@/lib/feature';
import { isTyping, pressed } from '@/lib/keys';

const SEQUENCE_MS = 900;

/** One key listener for the whole app. Single keys are silent while typing and while a dialog is open. */
export function useShortcuts(context: CommandContext): void {
  const commands = useCommands();
  useEffect(() => {
    let previous = '';
    let at = 0;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const key = pressed(event);
      const plain = !key.includes('mod+') && !key.includes('alt+');
      if (plain && (isTyping(event.target) || document.querySelector('dialog[open]'))) return;
      const sequence = event.timeStamp - at < SEQUENCE_MS ? `${previous} ${key}` : '';
      const command = commands.find((item) => item.keys === sequence) ?? commands.find((item) => item.keys === key);
      previous = key;
      at = event.timeStamp;
      if (!command) return;
      event.preventDefault();
      previous = '';
      command.run(context);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [commands, context]);
}

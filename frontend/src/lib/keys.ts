const isMac = /Mac|iP(hone|ad)/.test(navigator.platform);

/** Normal form of a pressed key: `mod+k`, `shift+a`, `?`, `enter`. */
export function pressed(event: KeyboardEvent): string {
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase();
  const mod = event.metaKey || event.ctrlKey;
  const shift = event.shiftKey && (key.length > 1 || /[a-z]/.test(key));
  return `${mod ? 'mod+' : ''}${event.altKey ? 'alt+' : ''}${shift ? 'shift+' : ''}${key}`;
}

/** True while the person types, when single-key shortcuts must stay silent. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // A ticked box has the focus but takes no letters: the shortcut of the selection must still work.
  if (target.matches('input[type=checkbox], input[type=radio]')) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** `mod+k` → `⌘K` or `Ctrl K`, `g l` → `G L`. */
export function showKeys(keys: string): string[] {
  return keys.split(' ').map((chord) =>
    chord
      .split('+')
      .map((part) => {
        if (part === 'mod') return isMac ? '⌘' : 'Ctrl';
        return part.length === 1 ? part.toUpperCase() : part.charAt(0).toUpperCase() + part.slice(1);
      })
      .join(isMac ? '' : ' '),
  );
}

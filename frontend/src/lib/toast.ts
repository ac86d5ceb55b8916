import { createStore } from './store';

export interface Toast {
  id: number;
  text: string;
  tone: 'neutral' | 'success' | 'danger';
  undo?: () => void;
  /** milliseconds until it leaves; errors and undo stay longer */
  duration: number;
}

export const toasts = createStore<readonly Toast[]>([]);
let nextId = 1;

/** Shows a short message. With `undo` it offers to take the action back for 8 seconds. */
export function toast(
  text: string,
  options: { tone?: Toast['tone']; undo?: () => void; duration?: number } = {},
): number {
  const id = nextId++;
  const tone = options.tone ?? 'neutral';
  const duration = options.duration ?? (options.undo || tone === 'danger' ? 8000 : 4000);
  const item: Toast = { id, text, tone, duration, ...(options.undo ? { undo: options.undo } : {}) };
  toasts.set([...toasts.get().slice(-2), item]);
  return id;
}

export function dismissToast(id: number): void {
  toasts.set(toasts.get().filter((item) => item.id !== id));
}

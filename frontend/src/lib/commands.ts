import { useEffect, useRef } from 'react';
import type { Command } from './feature';
import { createStore, useStore } from './store';

/** Commands of the shell and of what is on screen now; palette, shortcuts and the `?` sheet all read this one list. */
const registry = createStore<readonly Command[]>([]);

export const useCommands = (): readonly Command[] => useStore(registry);

/** Adds commands until the returned function is called. A later command with the same keys wins while it is mounted. */
export function registerCommands(commands: readonly Command[]): () => void {
  registry.set([...commands, ...registry.get()]);
  return () => registry.set(registry.get().filter((command) => !commands.includes(command)));
}

/** Page-level commands: registered while the component is mounted, always calling the latest `run`. */
export function useRegisterCommands(commands: readonly Command[]): void {
  const latest = useRef(commands);
  latest.current = commands;
  const signature = commands.map((command) => `${command.id}|${command.keys ?? ''}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the list
  useEffect(() => {
    const stable = latest.current.map((command, index) => ({
      ...command,
      run: (context: Parameters<Command['run']>[0]) => latest.current[index]?.run(context),
    }));
    return registerCommands(stable);
  }, [signature]);
}

import { useQueries } from '@tanstack/react-query';
import { Command as Cmdk } from 'cmdk';
import { type KeyboardEvent, useDeferredValue, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '@/lib/commands';
import type { Command, CommandContext, PaletteHit } from '@/lib/feature';
import { Kbd } from '@/ui/Kbd';
import { Sheet } from '@/ui/Sheet';
import { useCommandLabel } from '../labels';
import { paletteSources } from '../manifests';
import css from './Palette.module.css';

/** Search and commands in one place: records come from the features' palette sources, commands from the registry. */
export default function Palette({ onClose, context }: { onClose: () => void; context: CommandContext }) {
  const { t } = useTranslation('app');
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState('');
  const { found, settled } = useRecords(text);
  const best = found.find(({ hits }) => hits.length > 0)?.hits[0];
  const first = best?.id;
  const [entered, setEntered] = useState(false);
  // Records arrive after the commands were filtered; the best one is then what Enter opens.
  useEffect(() => {
    if (first) setChosen(`hit:${first}`);
  }, [first]);
  const label = useCommandLabel();
  // What a page registers again stands before the shell's own.
  const commands = useCommands().filter(
    (command, at, all) => command.id !== 'app.search' && all.findIndex(({ id }) => id === command.id) === at,
  );
  const groups = [...new Set(commands.map((command) => command.group))];
  const run = (command: Command) => {
    onClose();
    command.run(context);
  };
  const open = (to: string) => {
    onClose();
    context.go(to);
  };
  // Who types fast has pressed Enter before the records are there: it counts once they are.
  useEffect(() => {
    if (!entered || !settled) return;
    setEntered(false);
    if (best) return open(best.to);
    const command = commands.find(({ id }) => id === chosen);
    if (command) run(command);
  });
  const waitForRecords = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !settled && !event.nativeEvent.isComposing) {
      event.preventDefault();
      setEntered(true);
    } else if (event.key !== 'Enter') setEntered(false);
  };
  return (
    <Sheet open onClose={onClose} title={t('command.search')} hideTitle>
      <Cmdk
        label={t('command.search')}
        className={css.palette}
        value={chosen}
        onValueChange={setChosen}
        onKeyDown={waitForRecords}
        loop
      >
        <Cmdk.Input
          value={text}
          onValueChange={setText}
          className={css.input}
          placeholder={t('palette.placeholder')}
          data-autofocus=""
        />
        <Cmdk.List className={css.list} label={t('palette.results')}>
          {first ? null : <Cmdk.Empty className={css.empty}>{t('palette.empty')}</Cmdk.Empty>}
          <Records found={found} onOpen={open} />
          {groups.map((group) => (
            <Cmdk.Group key={group} heading={t(`group.${group}`)} className={css.group}>
              {commands
                .filter((command) => command.group === group)
                .map((command) => (
                  <Cmdk.Item
                    key={command.id}
                    value={command.id}
                    keywords={[label(command), ...(command.keywords ?? [])]}
                    className={css.item}
                    onSelect={() => run(command)}
                  >
                    <span className={css.itemText}>{label(command)}</span>
                    {command.keys ? <Kbd keys={command.keys} /> : null}
                  </Cmdk.Item>
                ))}
            </Cmdk.Group>
          ))}
        </Cmdk.List>
      </Cmdk>
    </Sheet>
  );
}

interface Found {
  source: string;
  hits: readonly PaletteHit[];
}

/** `settled`: what is found is what was typed last. */
function useRecords(text: string): { found: Found[]; settled: boolean } {
  const query = useDeferredValue(text.trim());
  const results = useQueries({
    queries: paletteSources.map((source) => ({
      queryKey: ['palette', source.id, query],
      queryFn: ({ signal }: { signal: AbortSignal }) => source.search(query, signal),
      enabled: query.length >= source.minLength,
      staleTime: 10_000,
    })),
  });
  return {
    found: paletteSources.map((source, index) => ({ source: source.id, hits: results[index]?.data ?? [] })),
    settled: query === text.trim() && results.every((result) => !result.isFetching),
  };
}

function Records({ found, onOpen }: { found: readonly Found[]; onOpen: (to: string) => void }) {
  const label = useCommandLabel();
  return found.map(({ source, hits }) => {
    if (hits.length === 0) return null;
    return (
      <Cmdk.Group key={source} heading={label({ id: source })} className={css.group} forceMount>
        {hits.map((hit) => (
          <Cmdk.Item
            key={hit.id}
            value={`hit:${hit.id}`}
            forceMount
            className={css.item}
            onSelect={() => onOpen(hit.to)}
          >
            <span className={css.itemText}>{hit.title}</span>
            {hit.subtitle ? <span className={css.itemNote}>{hit.subtitle}</span> : null}
          </Cmdk.Item>
        ))}
      </Cmdk.Group>
    );
  });
}

import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { ApiProblem } from '@/api/problem';
import { i18n } from '@/lib/i18n';
import { renderApp } from '@/test/render';
import { setPhone } from '@/test/setup';
import { Button } from './Button';
import { Board } from './board/Board';
import { DataList } from './list/DataList';
import type { ListColumn, ListQuery } from './list/types';
import { SidePanel, WithPanel } from './SidePanel';

interface Row {
  id: string;
  name: string;
  stage: string;
}
const ROWS: Row[] = Array.from({ length: 60 }, (_, index) => ({
  id: `r${index}`,
  name: `Row ${index}`,
  stage: index % 2 ? 'b' : 'a',
}));
const COLUMNS: ListColumn<Row>[] = [
  { id: 'name', header: 'Name', cell: (row) => row.name, sortKey: 'name' },
  { id: 'stage', header: 'Stage', cell: (row) => row.stage, align: 'end' },
];
const text = (key: string, values = {}) => i18n.t(`ui:${key}`, values);

function query(overrides: Partial<ListQuery<Row>> = {}): ListQuery<Row> {
  return {
    data: { pages: [{ items: ROWS }], pageParams: [null] },
    error: null,
    isPending: false,
    hasNextPage: false,
    isFetchingNextPage: false,
    fetchNextPage: vi.fn(),
    refetch: vi.fn(),
    ...overrides,
  };
}

function list(overrides: Partial<Parameters<typeof DataList<Row>>[0]> = {}) {
  return (
    <DataList
      label="Leads"
      query={query()}
      columns={COLUMNS}
      rowKey={(row) => row.id}
      rowLabel={(row) => row.name}
      card={(row) => <p>{row.name}</p>}
      empty={<p>nothing yet</p>}
      {...overrides}
    />
  );
}

describe('DataList on the desk', () => {
  it('draws only what is near the view and says how many rows there are', async () => {
    renderApp(list());
    const grid = await screen.findByRole('grid', { name: 'Leads' });
    expect(grid).toHaveAttribute('aria-rowcount', '61');
    expect(within(grid).getAllByRole('row').length).toBeLessThan(40);
  });

  it('moves by J and K from anywhere and opens by Enter', async () => {
    const onOpen = vi.fn();
    renderApp(list({ onOpen }));
    const grid = await screen.findByRole('grid');
    // The shell's key listener is not mounted here; the list's own keys are the same moves.
    grid.focus();
    fireEvent.keyDown(grid, { key: 'ArrowDown' });
    fireEvent.keyDown(grid, { key: 'ArrowDown' });
    fireEvent.keyDown(grid, { key: 'Enter' });
    expect(onOpen).toHaveBeenCalledWith(ROWS[1]);
    expect(grid.getAttribute('aria-activedescendant')).toMatch(/-1$/);
  });

  it('selects a range by shift-click and offers the bulk action', async () => {
    const seen = vi.fn();
    renderApp(
      list({ bulkActions: (rows, clear) => <Button onClick={() => [seen(rows.length), clear()]}>Reassign</Button> }),
    );
    const boxes = await screen.findAllByRole('checkbox');
    const user = userEvent.setup();
    await user.click(boxes[1] as HTMLElement);
    await user.keyboard('{Shift>}');
    await user.click(boxes[4] as HTMLElement);
    await user.keyboard('{/Shift}');
    expect(await screen.findByRole('toolbar', { name: text('list.selected', { count: 4 }) })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Reassign' }));
    expect(seen).toHaveBeenCalledWith(4);
    expect(screen.queryByRole('toolbar')).not.toBeInTheDocument();
  });

  it('asks the server to sort and turns the order around', async () => {
    const onSort = vi.fn();
    renderApp(list({ onSort, sort: { key: 'name', desc: false } }));
    const heading = await screen.findByRole('columnheader', { name: 'Name' });
    expect(heading).toHaveAttribute('aria-sort', 'ascending');
    await userEvent.click(within(heading).getByRole('button'));
    expect(onSort).toHaveBeenCalledWith({ key: 'name', desc: true });
  });

  it('fetches the next page near the end, but not after a failure', async () => {
    const data = { pages: [{ items: ROWS.slice(0, 5) }], pageParams: [null] };
    const fetchNextPage = vi.fn();
    renderApp(list({ query: query({ data, hasNextPage: true, fetchNextPage }) }));
    await waitFor(() => expect(fetchNextPage).toHaveBeenCalled());
    const failing = vi.fn();
    renderApp(list({ query: query({ data, hasNextPage: true, fetchNextPage: failing, error: new Error('x') }) }));
    await screen.findAllByRole('grid');
    expect(failing).not.toHaveBeenCalled();
  });

  it('shows loading, failed, nothing and no result as different things', async () => {
    const none = { pages: [{ items: [] }], pageParams: [null] };
    const refetch = vi.fn();
    renderApp(list({ query: query({ isPending: true, data: undefined }) }));
    expect(await screen.findByRole('status')).toBeVisible();
    renderApp(list({ query: query({ data: undefined, error: new ApiProblem(500, 'x', 'Broken'), refetch }) }));
    await userEvent.click(await screen.findByRole('button', { name: text('action.retry') }));
    expect(refetch).toHaveBeenCalledOnce();
    renderApp(list({ query: query({ data: none }) }));
    expect(await screen.findByText('nothing yet')).toBeVisible();
    renderApp(list({ query: query({ data: none }), filtered: true }));
    expect(await screen.findByText(text('state.noResult'))).toBeVisible();
  });
});

describe('DataList on the phone', () => {
  it('is a list of cards that open', async () => {
    setPhone(true);
    const onOpen = vi.fn();
    renderApp(list({ onOpen }));
    await userEvent.click(await screen.findByRole('button', { name: 'Row 0' }));
    expect(onOpen).toHaveBeenCalledWith(ROWS[0]);
    expect(screen.queryByRole('grid')).not.toBeInTheDocument();
  });
});

describe('Board', () => {
  const columns = ['a', 'b', 'won'].map((id) => ({
    id,
    title: `Stage ${id}`,
    items: ROWS.slice(0, 6).filter((row) => row.stage === id),
  }));

  it('moves a card through its menu, only where it may go', async () => {
    const onMove = vi.fn();
    renderApp(
      <Board
        label="Pipeline"
        columns={columns}
        itemKey={(row) => row.id}
        itemLabel={(row) => row.name}
        card={(row) => <span>{row.name}</span>}
        onMove={onMove}
        canMove={(_row, to) => to !== 'won'}
      />,
    );
    await userEvent.click(await screen.findByRole('button', { name: `${text('board.move')} Row 0` }));
    expect(screen.getAllByRole('menuitem')).toHaveLength(1);
    await userEvent.click(screen.getByRole('menuitem', { name: text('board.moveTo', { column: 'Stage b' }) }));
    expect(onMove).toHaveBeenCalledWith(ROWS[0], 'b');
  });

  it('opens a card and shows empty columns', async () => {
    const onOpen = vi.fn();
    renderApp(
      <Board
        label="Pipeline"
        columns={columns}
        itemKey={(row) => row.id}
        itemLabel={(row) => row.name}
        card={(row) => row.name}
        onOpen={onOpen}
      />,
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Row 1' }));
    expect(onOpen).toHaveBeenCalledWith(ROWS[1]);
    expect(screen.getByText(text('board.empty'))).toBeVisible();
  });
});

describe('SidePanel', () => {
  it('takes the focus, steps and closes', async () => {
    const [onClose, onNext] = [vi.fn(), vi.fn()];
    renderApp(
      <WithPanel
        panel={
          <SidePanel title="Wang Wei" onClose={onClose} onNext={onNext}>
            facts
          </SidePanel>
        }
      >
        list
      </WithPanel>,
    );
    const panel = await screen.findByRole('complementary', { name: 'Wang Wei' });
    expect(panel).toHaveFocus();
    expect(within(panel).getByRole('button', { name: text('action.previous') })).toBeDisabled();
    await userEvent.click(within(panel).getByRole('button', { name: text('action.next') }));
    await userEvent.click(within(panel).getByRole('button', { name: text('action.close') }));
    expect(onNext).toHaveBeenCalledOnce();
    expect(onClose).toHaveBeenCalledOnce();
  });
});

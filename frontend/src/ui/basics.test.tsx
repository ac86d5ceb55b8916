import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { ApiProblem } from '@/api/problem';
import { resetBusinessTime } from '@/lib/clock';
import { i18n } from '@/lib/i18n';
import { toast } from '@/lib/toast';
import { renderApp } from '@/test/render';
import { Avatar } from './Avatar';
import { Button, IconButton } from './Button';
import { Card, Stat } from './Card';
import { PlusIcon } from './icons';
import { KeyValue } from './KeyValue';
import { Menu } from './Menu';
import { MoneyText } from './MoneyText';
import { PageHeader } from './PageHeader';
import { PhoneText } from './PhoneText';
import { Sheet } from './Sheet';
import { RowsSkeleton } from './Skeleton';
import { SlaBadge } from './SlaBadge';
import { EmptyState, ErrorState, ForbiddenState, NoResultState } from './States';
import { Steps } from './Steps';
import { Tabs } from './Tabs';
import { LevelTag, StatusTag } from './Tag';
import { Timeline } from './Timeline';

const text = (key: string, values = {}) => i18n.t(`ui:${key}`, values);

describe('buttons and menus', () => {
  it('swallows clicks while loading and keeps its name', async () => {
    const onClick = vi.fn();
    renderApp(
      <Button loading onClick={onClick}>
        Save
      </Button>,
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Save' }));
    expect(onClick).not.toHaveBeenCalled();
  });

  it('names an icon button', async () => {
    renderApp(<IconButton icon={PlusIcon} label="Add" />);
    expect(await screen.findByRole('button', { name: 'Add' })).toHaveAttribute('title', 'Add');
  });

  it('opens a menu, moves by arrows, chooses by Enter and gives focus back', async () => {
    const onSelect = vi.fn();
    renderApp(
      <Menu
        label="More"
        items={[
          { id: 'a', label: 'Edit', onSelect: vi.fn() },
          { id: 'b', label: 'Delete', danger: true, onSelect },
        ]}
        trigger={(props) => <Button {...props}>More</Button>}
      />,
    );
    await userEvent.click(await screen.findByRole('button', { name: 'More' }));
    expect(screen.getByRole('menuitem', { name: 'Edit' })).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(onSelect).toHaveBeenCalledOnce();
    expect(screen.queryByRole('menu')).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'More' })).toHaveFocus();
  });

  it('opens a sheet as a dialog and closes by its button', async () => {
    const onClose = vi.fn();
    renderApp(
      <Sheet open onClose={onClose} title="Log contact">
        <input data-autofocus="" aria-label="Note" />
      </Sheet>,
    );
    const dialog = await screen.findByRole('dialog', { name: 'Log contact' });
    expect(within(dialog).getByLabelText('Note')).toHaveFocus();
    await userEvent.click(within(dialog).getByRole('button', { name: text('action.close') }));
    expect(onClose).toHaveBeenCalledOnce();
  });
});

describe('facts', () => {
  it('shows money short with the exact amount in the tooltip', async () => {
    renderApp(<MoneyText fen={12_880_000} short />);
    expect(await screen.findByTitle('¥128,800')).toHaveTextContent('¥12.88');
  });

  it('keeps the number masked until it is revealed', async () => {
    const onReveal = vi.fn().mockResolvedValue('19900000001');
    renderApp(<PhoneText masked="199****0001" onReveal={onReveal} />);
    expect(await screen.findByText('199****0001')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: text('phone.reveal') }));
    expect(await screen.findByText('19900000001')).toBeVisible();
    expect(onReveal).toHaveBeenCalledOnce();
  });

  it('stays masked when revealing is refused', async () => {
    renderApp(<PhoneText masked="199****0001" onReveal={() => Promise.reject(new ApiProblem(403, 'forbidden', ''))} />);
    await userEvent.click(await screen.findByRole('button', { name: text('phone.reveal') }));
    expect(screen.getByText('199****0001')).toBeVisible();
  });

  it('counts on business time and says overdue in words', async () => {
    renderApp(<SlaBadge due="2026-11-20T02:10:00Z" />);
    expect(await screen.findByText(/4:\d\d|5:00/)).toBeVisible();
    act(() => resetBusinessTime('2026-11-20T02:12:00Z'));
    expect(await screen.findByText(text('sla.overdue', { time: '2:00' }))).toBeVisible();
  });

  it('tells kept from late', async () => {
    renderApp(
      <>
        <SlaBadge due="2026-11-20T02:10:00Z" doneAt="2026-11-20T02:09:00Z" />
        <SlaBadge due="2026-11-20T02:10:00Z" doneAt="2026-11-20T02:11:00Z" />
      </>,
    );
    expect(await screen.findByText(text('sla.kept'))).toBeVisible();
    expect(screen.getByText(text('sla.late'))).toBeVisible();
  });

  it('shows tags, levels, missing values, avatars and numbers', async () => {
    renderApp(
      <Card title="File">
        <StatusTag tone="success">Won</StatusTag>
        <LevelTag level="H" title="within 7 days" />
        <LevelTag level={null} />
        <Avatar name="Zhang Wei" />
        <Stat label="Leads" value={18} />
        <KeyValue items={[{ id: 'a', label: 'Budget', value: null }]} />
      </Card>,
    );
    const region = await screen.findByRole('region', { name: 'File' });
    expect(region).toHaveTextContent('Won');
    expect(region).toHaveTextContent('H within 7 days');
    expect(region).toHaveTextContent('ZW');
    expect(within(region).getByText('Budget').nextSibling).toHaveTextContent('–');
  });

  it('marks the current step and names the others', async () => {
    renderApp(
      <Steps
        label="Deal"
        steps={[
          { id: 'a', label: 'Visit', state: 'done' },
          { id: 'b', label: 'Quote', state: 'current' },
        ]}
      />,
    );
    const steps = within(await screen.findByRole('list', { name: 'Deal' })).getAllByRole('listitem');
    expect(steps[1]).toHaveAttribute('aria-current', 'step');
    expect(steps[0]).toHaveTextContent(text('steps.done'));
  });

  it('groups the timeline by day of the store', async () => {
    renderApp(
      <Timeline
        label="History"
        entries={[
          { id: '1', at: '2026-11-20T01:00:00Z', title: 'Called', by: 'Chen' },
          { id: '2', at: '2026-11-19T15:00:00Z', title: 'Late visit' },
          { id: '3', at: '2026-11-19T17:00:00Z', title: 'After midnight' },
        ]}
      />,
    );
    expect(within(await screen.findByRole('list', { name: '2026-11-20' })).getAllByRole('listitem')).toHaveLength(2);
    expect(screen.getByRole('list', { name: '2026-11-19' })).toHaveTextContent('Late visit');
  });
});

describe('pages and states', () => {
  it('sets the title of the page and of the tab', async () => {
    renderApp(<PageHeader title="Leads" subtitle="12 open" actions={<Button>New</Button>} />);
    expect(await screen.findByRole('heading', { level: 1, name: 'Leads' })).toBeVisible();
    expect(document.title).toContain('Leads');
  });

  it('changes tabs by arrow keys', async () => {
    const onChange = vi.fn();
    const items = [
      { id: 'a', label: 'Facts' },
      { id: 'b', label: 'History', count: 3 },
    ];
    renderApp(<Tabs label="Record" items={items} value="a" onChange={onChange} />);
    await userEvent.click(await screen.findByRole('tab', { name: 'Facts' }));
    await userEvent.keyboard('{ArrowLeft}');
    expect(onChange).toHaveBeenLastCalledWith('b');
  });

  it('offers one action when empty, and to take the filters off when nothing matches', async () => {
    const onClear = vi.fn();
    renderApp(
      <>
        <EmptyState title="No leads" action={<Button>New</Button>} />
        <NoResultState onClear={onClear} />
      </>,
    );
    await userEvent.click(await screen.findByRole('button', { name: text('state.clearFilters') }));
    expect(onClear).toHaveBeenCalledOnce();
  });

  it('shows the trace id of a failure and retries', async () => {
    const onRetry = vi.fn();
    renderApp(<ErrorState error={new ApiProblem(500, 'http_500', '', { trace_id: 'abc' })} onRetry={onRetry} />);
    expect(await screen.findByRole('alert')).toHaveTextContent('abc');
    await userEvent.click(screen.getByRole('button', { name: text('action.retry') }));
    expect(onRetry).toHaveBeenCalledOnce();
  });

  it('tells forbidden and offline apart from broken', async () => {
    renderApp(
      <>
        <ErrorState error={new ApiProblem(403, 'forbidden', '')} />
        <ErrorState error={new ApiProblem(0, 'network', '')} />
        <ForbiddenState />
        <RowsSkeleton rows={2} />
      </>,
    );
    expect(await screen.findAllByText(text('state.forbidden'))).toHaveLength(2);
    expect(screen.getByText(text('problem.network'))).toBeVisible();
    expect(screen.getByRole('status')).toHaveTextContent(text('state.loading'));
  });

  it('takes an action back from the toast', async () => {
    const undo = vi.fn();
    renderApp(<p>page</p>);
    await screen.findByText('page');
    act(() => void toast('Moved', { undo }));
    await userEvent.click(screen.getByRole('button', { name: text('action.undo') }));
    expect(undo).toHaveBeenCalledOnce();
    expect(screen.queryByText('Moved')).not.toBeInTheDocument();
  });
});

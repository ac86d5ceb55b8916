import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { ApiProblem } from '@/api/problem';
import { i18n } from '@/lib/i18n';
import { renderApp } from '@/test/render';
import { setPhone } from '@/test/setup';
import { Chips } from './Chips';
import { DateField, DateTimeField } from './DateField';
import { FilterBar } from './FilterBar';
import { FormErrors } from './FormErrors';
import { errorsAt, FormField } from './FormField';
import { MoneyInput } from './MoneyInput';
import { type Signature, SignaturePad } from './SignaturePad';

const PROBLEM = new ApiProblem(422, 'invalid', 'Please check', {
  errors: [
    { pointer: '/mobile', code: 'a', message: 'Eleven digits' },
    { pointer: '/items/0/price_fen', code: 'b', message: 'Too low' },
    { pointer: '/store', code: 'c', message: 'Store closed' },
  ],
});

describe('server errors at their fields', () => {
  it('shows the message at the field with that pointer and the rest below', async () => {
    renderApp(
      <>
        <FormField label="Mobile" problem={PROBLEM} pointer="/mobile" required>
          {(props) => <input {...props} />}
        </FormField>
        <FormErrors problem={PROBLEM} pointers={['/mobile', '/items']} />
      </>,
    );
    const field = await screen.findByLabelText(/Mobile/);
    expect(field).toHaveAccessibleDescription('Eleven digits');
    expect(field).toBeInvalid();
    expect(screen.getByText('Store closed')).toBeVisible();
    expect(screen.queryByText('Too low')).not.toBeInTheDocument();
    expect(errorsAt(PROBLEM, '/items/0')).toEqual(['Too low']);
    expect(errorsAt(PROBLEM, '/item')).toEqual([]);
  });
});

describe('choice, money, dates', () => {
  it('chooses one chip by mouse and by arrows', async () => {
    function Sample() {
      const [value, setValue] = useState<'a' | 'b' | null>(null);
      return (
        <Chips
          label="Result"
          value={value}
          onChange={setValue}
          options={[
            { value: 'a', label: 'Answered' },
            { value: 'b', label: 'Missed' },
          ]}
        />
      );
    }
    renderApp(<Sample />);
    await userEvent.click(await screen.findByText('Answered'));
    expect(screen.getByRole('radio', { name: 'Answered' })).toBeChecked();
    await userEvent.keyboard('{ArrowRight}');
    expect(screen.getByRole('radio', { name: 'Missed' })).toBeChecked();
  });

  it('takes yuan and gives fen, and refuses a third decimal', async () => {
    const onChange = vi.fn();
    renderApp(<MoneyInput id="m" value={null} onChange={onChange} />);
    const input = await screen.findByRole('textbox');
    await userEvent.type(input, '128800.55');
    expect(onChange).toHaveBeenLastCalledWith(12_880_055);
    await userEvent.type(input, '5');
    expect(onChange).toHaveBeenLastCalledWith(null);
    expect(input).toBeInvalid();
  });

  it('uses the phone’s own picker and speaks store time', async () => {
    setPhone(true);
    const onDate = vi.fn();
    const onTime = vi.fn();
    renderApp(
      <>
        <label htmlFor="day">Day</label>
        <DateField id="day" value="2026-11-21" onChange={onDate} />
        <label htmlFor="moment">Moment</label>
        <DateTimeField id="moment" value="2026-11-21T02:30:00Z" onChange={onTime} />
      </>,
    );
    expect(await screen.findByLabelText('Moment')).toHaveValue('2026-11-21T10:30');
    fireEvent.change(screen.getByLabelText('Moment'), { target: { value: '2026-11-21T11:00' } });
    expect(onTime).toHaveBeenCalledWith('2026-11-21T03:00:00.000Z');
    fireEvent.change(screen.getByLabelText('Day'), { target: { value: '' } });
    expect(onDate).toHaveBeenCalledWith(null);
  });

  it('loads the calendar only when a date is asked for on the desk', async () => {
    renderApp(<DateField id="d" value="2026-11-21" onChange={vi.fn()} />);
    await waitFor(() => expect(screen.getByDisplayValue('2026-11-21')).toBeEnabled(), { timeout: 8000 });
  });

  it('searches after a pause and offers to clear', async () => {
    const onSearch = vi.fn();
    const onClear = vi.fn();
    renderApp(<FilterBar search="" onSearch={onSearch} searchLabel="Find" filtered onClear={onClear} />);
    await userEvent.type(await screen.findByRole('searchbox', { name: 'Find' }), 'wang');
    await waitFor(() => expect(onSearch).toHaveBeenCalledExactlyOnceWith('wang'));
    await userEvent.click(screen.getByRole('button', { name: i18n.t('ui:state.clearFilters') }));
    expect(onClear).toHaveBeenCalledOnce();
  });
});

describe('signature', () => {
  function Sample({ seen }: { seen: (value: Signature | null) => void }) {
    const [value, setValue] = useState<Signature | null>(null);
    return (
      <SignaturePad
        value={value}
        onChange={(next) => {
          setValue(next);
          seen(next);
        }}
      />
    );
  }

  it('keeps strokes as path data and starts over', async () => {
    const seen = vi.fn();
    renderApp(<Sample seen={seen} />);
    const pad = await screen.findByRole('img', { name: i18n.t('ui:sign.label') });
    vi.spyOn(pad, 'getBoundingClientRect').mockReturnValue({ left: 0, top: 0, width: 600, height: 200 } as DOMRect);
    fireEvent.pointerDown(pad, { clientX: 10, clientY: 20, pointerId: 1 });
    fireEvent.pointerMove(pad, { clientX: 30, clientY: 40, pointerId: 1 });
    fireEvent.pointerUp(pad, { pointerId: 1 });
    expect(seen).toHaveBeenLastCalledWith({ kind: 'drawn', path: 'M10 20L30 40' });
    await userEvent.click(screen.getByRole('button', { name: i18n.t('ui:sign.clear') }));
    expect(seen).toHaveBeenLastCalledWith(null);
  });

  it('accepts a typed name instead', async () => {
    const seen = vi.fn();
    renderApp(<Sample seen={seen} />);
    await userEvent.click(await screen.findByRole('button', { name: i18n.t('ui:sign.type') }));
    await userEvent.type(screen.getByRole('textbox', { name: i18n.t('ui:sign.name') }), 'Wang Wei');
    expect(seen).toHaveBeenLastCalledWith({ kind: 'typed', name: 'Wang Wei' });
  });
});

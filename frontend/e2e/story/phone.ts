import { expectNoViolations } from '../accessible';
import { countEffort } from './effort';
import { dialog, press } from './hands';
import { expect, type House } from './house';
import { CUSTOMER, type Story } from './sales';

const LOOK = { phone: true, theme: 'dark' } as const;

/** The same people with a phone in their hand, at night: a walk-in in two taps, a call in one, the customer's page. */
export async function onThePhone(house: House, story: Story): Promise<void> {
  const reception = await house.page('林小满', LOOK);
  await expect(reception.locator('html')).toHaveAttribute('data-theme', 'dark');
  await reception.getByRole('link', { name: '前台', exact: true }).click();
  await expect(reception.getByRole('button', { name: '登记来访' })).toBeVisible();
  await expectNoViolations(reception);
  const registering = await countEffort(reception);
  await press(reception, '登记来访');
  const sheet = dialog(reception, '登记来访');
  await expect(sheet.getByRole('textbox', { name: /手机号/ })).toBeFocused();
  await reception.keyboard.type(String(Number(story.mobile) + 1));
  await press(sheet, '登记到店');
  await expect(reception.getByText(/已登记，由.+接待/)).toBeVisible();
  expect(await registering()).toEqual({ taps: 2, keys: 11 });

  const adviser = await house.page(story.adviser, LOOK);
  await expect(adviser.getByRole('list', { name: '待办队列' })).toBeVisible();
  await expectNoViolations(adviser);
  const calling = await countEffort(adviser);
  await adviser
    .getByRole('button', { name: /^拨打 / })
    .first()
    .click();
  await expect(dialog(adviser, /^记录跟进/)).toBeVisible();
  expect(await calling()).toEqual({ taps: 1, keys: 0 });
  await expectNoViolations(adviser);
  await adviser.goto(`/customers/${story.customer}`);
  await expect(adviser.getByRole('heading', { name: CUSTOMER })).toBeVisible();
  await expect(adviser.getByRole('region', { name: '客户历程' }).first()).toContainText('到店登记');
  await expectNoViolations(adviser);
  await adviser.context().close();
  await reception.context().close();
}

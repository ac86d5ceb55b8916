import type { Page } from '@playwright/test';
import { expectNoViolations } from '../accessible';
import { choose, dialog, press, sign } from './hands';
import { expect, type House } from './house';
import { CUSTOMER, type Story } from './sales';

const card = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true });

/** Everything known is filled in; the discount goes over the adviser's limit, the manager says yes on a page that was open. */
export async function quoteWithApproval(house: House, story: Story): Promise<void> {
  const page = await house.page(story.adviser);
  const manager = await house.page('吴刚');
  await manager.getByRole('link', { name: '审批', exact: true }).click();
  await expect(manager.getByRole('heading', { name: '报价审批' })).toBeVisible();

  await press(page, '带入报价');
  await expect(page.getByRole('heading', { name: `报价 · ${CUSTOMER}` })).toBeVisible();
  await expect(page.getByRole('radio', { name: /启明 Q3 ¥56,000/ })).toBeChecked();
  await page.getByLabel('现金优惠').fill('12800');
  await page.getByLabel('商业险').fill('4800');
  await press(page, '隔热膜');
  await choose(page, '付款方式', '贷款');
  await expect(page.getByText(/月供（36 期）/).first()).toBeVisible();
  await expect(page.getByText('超出顾问权限，需经理审批')).toBeVisible();
  await expectNoViolations(page);
  await press(page, '提交经理审批');
  await expect(page.getByRole('heading', { name: `${CUSTOMER} 的报价 V1` })).toBeVisible();
  await expect(page.getByRole('button', { name: '下订' })).toBeDisabled();

  const waiting = manager.getByRole('region', { name: new RegExp(CUSTOMER) }).last();
  await expect(waiting).toContainText(story.adviser);
  await expectNoViolations(manager);
  await press(waiting, '批准');
  await expect(manager.getByText('已批准')).toBeVisible();
  await expect(page.getByRole('button', { name: '下订' })).toBeEnabled();
  await expectNoViolations(page);
}

/** An earnest of the usual amount, a car from the yard, and the customer's own page by its link. */
export async function orderAndProgressPage(house: House, story: Story): Promise<void> {
  const page = await house.page(story.adviser);
  await press(page, '下订');
  const placing = dialog(page, '签订订单');
  await expect(placing).toContainText('定金');
  await expect(placing).toContainText('订金');
  await expectNoViolations(page);
  await press(placing, '收定金并下订');
  await expect(page.getByRole('heading', { name: `${CUSTOMER} 的订单` })).toBeVisible();
  story.order = new URL(page.url()).pathname;

  await page.getByRole('button', { name: '配车', exact: true }).first().click();
  const cars = dialog(page, /^配车/);
  await cars
    .getByRole('button', { name: /颜色相符/ })
    .first()
    .click();
  await expect(card(page, '车辆')).toContainText(/[A-HJ-NPR-Z0-9]{17}/);
  await press(card(page, '客户进度页'), '生成链接');
  const link = await card(page, '客户进度页').getByRole('textbox').inputValue();
  await expectNoViolations(page);

  const phone = await house.stranger({ phone: true });
  await phone.goto(link);
  await expect(phone.getByText('订单号')).toBeVisible();
  await expect(phone.getByRole('listitem').filter({ hasText: '配车' })).toHaveAttribute('data-state', 'done');
  expect(await phone.locator('body').innerText()).not.toContain(CUSTOMER);
  await expectNoViolations(phone);
  await phone.context().close();
}

/** Nothing leaves without the consent that names the partner; its decision comes back by itself. */
export async function loan(house: House, story: Story): Promise<void> {
  const page = await house.page(story.adviser);
  await page.getByRole('button', { name: '申请贷款' }).first().click();
  const consent = dialog(page, '单独授权');
  await expect(consent).toContainText('安行汽车金融');
  await expectNoViolations(page);
  await sign(consent);
  await press(consent, '客户已同意并签字');
  const application = dialog(page, '贷款申请');
  await application.getByLabel('身份证号').fill('11010519491231002X');
  await application.getByLabel('月收入').fill('20000');
  await press(application, '提交给 安行汽车金融');
  await expect(card(page, '贷款')).toContainText('可放心交车');
}

/** Money, papers, inspection, checklist, three signatures: then the keys. */
export async function delivery(house: House, story: Story): Promise<void> {
  const finance = await house.page('许诺');
  await finance.goto(story.order);
  await finance.getByRole('button', { name: '收款' }).first().click();
  await press(dialog(finance, '收款'), '确认收款');
  await finance.getByRole('button', { name: '开票' }).first().click();
  const invoice = dialog(finance, '登记发票');
  await invoice.getByLabel('发票号码').fill(`INV-${story.mobile}`);
  await press(invoice, '保存发票');
  await finance.getByRole('button', { name: '登记保险' }).first().click();
  const insurance = dialog(finance, '登记保险');
  await insurance.getByLabel('交强险保单号').fill(`JQ-${story.mobile}`);
  await insurance.getByLabel('商业险保单号').fill(`SY-${story.mobile}`);
  await press(insurance, '保存保险');
  await expect(card(finance, '发票 · 保险 · 上牌')).toContainText('交强险至');
  await expectNoViolations(finance);

  const page = await house.page(story.adviser);
  await press(page, '交车');
  const state = page.getByRole('region', { name: '交车准备' });
  await expect(state).toContainText('PDI 未通过');
  await expect(state.getByRole('button', { name: '交付车辆' })).toBeDisabled();
  await expectNoViolations(page);

  const workshop = await house.page('邓凯');
  await workshop.goto(`${story.order}/delivery`);
  await press(workshop, '登记 PDI');
  await expectNoViolations(workshop);
  await press(dialog(workshop, '登记 PDI'), '全部合格，登记通过');
  await expect(card(workshop, 'PDI')).toContainText('通过');

  const groups = page.getByRole('button', { name: / 全部完成$/ });
  await expect(groups.first()).toBeVisible();
  for (let left = await groups.count(); left > 0; left -= 1) {
    await groups.first().click();
    await expect(groups).toHaveCount(left - 1);
  }
  for (const who of ['客户', '销售顾问', '服务顾问']) {
    await press(page, `签字 ${who}`);
    const signing = dialog(page, new RegExp(`^${who}`));
    await sign(signing);
    await press(signing, '确认签字');
    await expect(page.getByRole('button', { name: `签字 ${who}` })).toHaveCount(0);
  }
  await expect(state).toContainText('一切就绪');
  await press(state, '交付车辆');
  await expect(page.getByRole('heading', { name: `恭喜 ${CUSTOMER} 提车！` })).toBeVisible();
  await expectNoViolations(page);
}

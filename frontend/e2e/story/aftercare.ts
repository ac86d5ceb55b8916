import type { Page } from '@playwright/test';
import { expectNoViolations } from '../accessible';
import { countEffort } from './effort';
import { choose, dialog, find, press } from './hands';
import { expect, type House } from './house';
import { CUSTOMER, INITIALS, type Story } from './sales';

const tailOf = (story: Story) => story.mobile.slice(-4);

/** What the keys set going, seen by those whom it concerns. */
export async function withoutAnyoneTyping(house: House, story: Story): Promise<void> {
  const page = await house.page(story.adviser);
  await page.getByRole('link', { name: '看看客户档案里发生了什么' }).click();
  const now = page.getByRole('region', { name: '当前情况' });
  await expect(now).toContainText('远航 X5');
  await expect(now).toContainText(/保养 20\d\d/);
  await expect(now).toContainText(/会员 \d+/);
  await expect(now).toContainText(/待生效 \d{4,}/);
  await expect(page.getByRole('region', { name: '后续回访' })).toContainText('3 天回访');
  await expect(page.getByRole('region', { name: '最近消息' })).toContainText('交车感谢');
  await expectNoViolations(page);

  const chief = await house.page('秦岭');
  await chief.getByRole('link', { name: '车主档案', exact: true }).click();
  await chief
    .getByRole('row', { name: new RegExp(CUSTOMER) })
    .first()
    .click();
  await expect(chief.getByRole('heading', { level: 1 })).toContainText('远航 X5');
  await expect(chief.getByRole('main')).toContainText('首保');
  await expectNoViolations(chief);

  await chief.getByRole('link', { name: '消息沙盒', exact: true }).click();
  await expect(chief.getByRole('row', { name: /交车感谢.*已发送.*恭喜您喜提远航 X5/ }).first()).toBeVisible();
  await expectNoViolations(chief);

  const channel = await house.page('方琳');
  await channel.getByRole('link', { name: '伙伴与 Webhook', exact: true }).click();
  await channel.getByRole('tab', { name: '投递记录' }).click();
  await expect(channel.getByRole('row', { name: /安行汽车金融/ }).first()).toBeVisible();
  await expectNoViolations(channel);
}

async function advance(page: Page, days: number): Promise<void> {
  const clock = page.getByRole('region', { name: '演示业务时间' });
  const before = await clock.getByRole('time').innerText();
  await press(clock, `业务时间前进 ${days} 天`);
  await expect(clock.getByRole('time')).not.toHaveText(before, { timeout: 120_000 });
  await expect(clock.getByRole('button').first()).toBeEnabled({ timeout: 120_000 });
}

/** Three days on: the call-back is due, a low answer stands as a complaint before the service manager at once. */
export async function lowAnswerBecomesComplaint(house: House, story: Story): Promise<void> {
  const chief = await house.page('秦岭');
  await chief.getByRole('link', { name: '投诉', exact: true }).click();
  const opened = chief.getByRole('region', { name: '待受理' });
  await expect(opened).toBeVisible();
  const desk = await house.page('尤佳');
  await desk.getByRole('link', { name: '回访', exact: true }).click();
  await advance(desk, 3);
  await find(desk, tailOf(story), CUSTOMER);
  await desk.getByRole('region', { name: '后续回访' }).getByRole('link', { name: '3 天回访', exact: true }).click();
  const call = desk.getByRole('complementary', { name: '3 天回访' });
  await expect(call).toContainText(CUSTOMER);
  await expectNoViolations(desk);
  const questions = call.locator('[data-question]');
  for (let at = 0; at < (await questions.count()); at += 1) {
    const chips = questions.nth(at).locator('label');
    const score = chips.filter({ hasText: at === 1 ? /^5$/ : /^8$/ });
    if ((await score.count()) > 0) await score.click();
    else if ((await chips.count()) > 0) await chips.first().click();
  }
  await expect(call).toContainText('低分，完成后会自动登记投诉');
  await press(call, '完成回访');
  await expect(call).toContainText('低分，已自动登记投诉');
  await expect(opened.getByRole('article').filter({ hasText: CUSTOMER })).toBeVisible();
  await expectNoViolations(chief);
}

/** Worked step by step by the service manager; whether it is mended, the relations desk asks the customer. */
export async function complaintIsWorked(house: House, _story: Story): Promise<void> {
  const chief = await house.page('秦岭');
  await chief
    .getByRole('region', { name: '待受理' })
    .getByRole('button', { name: new RegExp(CUSTOMER) })
    .click();
  const file = chief.getByRole('complementary', { name: /^TS\d+/ });
  const number = (await file.getByRole('heading').first().innerText()).split(/\s/)[0] ?? '';
  const step = async (act: string, fill?: (sheet: ReturnType<typeof dialog>) => Promise<void>, title = act) => {
    await press(file, act);
    const sheet = dialog(chief, title);
    await fill?.(sheet);
    await press(sheet, act);
    await expect(sheet).toHaveCount(0);
  };
  await step('受理', undefined, '受理投诉');
  await step('记录调查', (sheet) => sheet.getByLabel('调查结果').fill('交车当天讲解不足'));
  await step('提出方案', (sheet) => sheet.getByLabel('处理方案').fill('上门补讲一次功能'), '提出处理方案');
  await step('记录客户意见', (sheet) => choose(sheet, '客户是否同意方案', /^同意$/), '客户意见');
  await step('开始执行');
  await step('执行完成');
  await expectNoViolations(chief);

  const desk = await house.page('尤佳');
  await desk.getByRole('link', { name: '投诉', exact: true }).click();
  await desk
    .getByRole('region', { name: '待回访' })
    .getByRole('button', { name: new RegExp(number) })
    .click();
  await press(desk.getByRole('complementary', { name: number }), '满意度回访');
  const asking = dialog(desk, '满意度回访');
  await choose(asking, '客户是否满意', '满意，结案');
  await choose(asking, '满意度（选填）', /^9$/);
  await press(asking, '满意度回访');
  await expect(desk.getByRole('complementary', { name: number })).toContainText('已结案');
  await expect(file).toContainText('回访满意，结案');
}

/** Found by pinyin initials; the timeline holds what all four services did, newest first. */
export async function oneLifeOnOnePage(house: House, story: Story): Promise<void> {
  const page = await house.page('高远');
  const finding = await countEffort(page);
  await find(page, INITIALS, CUSTOMER);
  expect((await finding()).keys).toBeLessThanOrEqual(6);
  await page.goto(`/customers/${story.customer}`);
  const life = page.getByRole('region', { name: '客户历程' }).first();
  for (const what of ['投诉', '获得', '交车 远航', '贷款获批'])
    await expect(life.getByText(what).first()).toBeAttached();
  // Older lines come as one scrolls; the first of all is the file itself.
  await expect(async () => {
    await page.mouse.wheel(0, 4000);
    await expect(life.getByText('建立客户档案')).toBeVisible({ timeout: 300 });
  }).toPass();
  for (const what of ['客户接受置换价', '完成试驾', '到店登记', '新线索'])
    await expect(life.getByText(what).first()).toBeAttached();
  for (const [service, what] of [
    ['售后', '建立车主档案'],
    ['会员', '成为会员'],
    ['消息', '短信 · 交车感谢'],
    ['销售', '签订订单'],
  ] as const) {
    await choose(life, '按服务筛选', service);
    await expect(life.getByText(what).first()).toBeVisible();
  }
  await expectNoViolations(page);
}

/** A year on by the banner alone: the call-back of day 365 has come due, at the desk that makes it. */
export async function yearLater(house: House, _story: Story): Promise<void> {
  const desk = await house.page('尤佳');
  for (const days of [180, 180, 1, 1]) await advance(desk, days);
  await desk.getByRole('link', { name: '回访', exact: true }).click();
  await choose(desk, '按时间', /^今天/);
  await desk
    .getByRole('row', { name: new RegExp(`${CUSTOMER}.*365 天回访`) })
    .first()
    .click();
  const call = desk.getByRole('complementary', { name: '365 天回访' });
  await expect(call).toContainText('待回访');
  await expect(call).toContainText('X5');
  await expectNoViolations(desk);
}

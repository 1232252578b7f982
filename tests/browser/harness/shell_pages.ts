import type { Locator, Page } from 'playwright-core'

/** The frame of the workbench in a person's words: sign in, go somewhere, read what is said. */
export class Shell {
  constructor(
    readonly page: Page,
    private readonly baseUrl: string,
  ) {}

  /** Signs in and waits for the page asked for, the work desk by default. */
  async signIn(login: string, password: string, path = '/'): Promise<void> {
    await this.page.goto(this.baseUrl + path)
    await this.page.waitForURL(/\/sign-in/)
    await this.page.getByLabel('账号').fill(login)
    await this.page.getByLabel('密码').fill(password)
    await this.page.getByRole('button', { name: '登录', exact: true }).click()
    await this.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  }

  async signOut(): Promise<void> {
    await this.page.locator('wt-account-menu button').click()
    await this.page.getByRole('menuitem', { name: '退出登录' }).click()
    await this.page.waitForURL(/\/sign-in/)
  }

  /** Follows an entry of the left navigation, such as 审核审批. */
  async goTo(entry: string): Promise<void> {
    await this.page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: entry, exact: true }).click()
  }

  /** Entries of the left navigation, in order. */
  async entries(): Promise<string[]> {
    const links = this.page.getByRole('navigation', { name: '主导航' }).getByRole('link')
    await links.first().waitFor()
    return (await links.allInnerTexts()).map((text) => text.trim())
  }

  /** Waits until the frame says these words, such as 已通过 1 家。 */
  async says(words: string): Promise<void> {
    await this.page.locator('wt-notice-list').getByText(words).waitFor()
  }
}

/** 报送任务 as the provincial designer uses it. */
export class CollectionPages {
  constructor(private readonly page: Page) {}

  /**
   * Fills 新建报送任务 (the page must be open), opens the collection and waits for its page. `form` is part of the version's
   * label, `period` a label such as 2026年10月; the last period by default. Gives the number of units that owe a report.
   */
  async open({ form, period }: { readonly form: string; readonly period?: string }): Promise<number> {
    await this.choose('#version', form)
    if (period) await this.choose('#period', period)
    const owed = await this.page.locator('wt-owed-preview .total strong').innerText()
    await this.page.getByRole('button', { name: '开启任务' }).click()
    await this.confirm()
    await this.page.waitForURL(/\/collections\/\d+$/)
    return Number(owed)
  }

  async close(reason: string): Promise<void> {
    await this.page.getByRole('button', { name: '关闭任务' }).click()
    await this.page.getByLabel('关闭原因').fill(reason)
    await this.confirm()
    await this.page.getByRole('button', { name: '重新开放' }).waitFor()
  }

  private async choose(field: string, label: string): Promise<void> {
    await this.page.locator(`nz-select:has(${field})`).click()
    await this.page.locator('nz-option-item').filter({ hasText: label }).first().click()
  }

  private async confirm(): Promise<void> {
    await this.page.getByRole('dialog').locator('[data-act]').click()
  }
}

/** One line of the review list. */
export interface ReviewLine {
  readonly name: string
  readonly state: string
}

/** The reports of one collection as a reviewer uses them. */
export class ReviewPages {
  constructor(private readonly page: Page) {}

  /** From 审核审批: opens the collection of a form for a period, both as shown. */
  async openCollection(form: string, period: string): Promise<void> {
    const rows = this.page.locator('wt-review-collections-page tbody tr')
    await rows.filter({ hasText: form }).filter({ hasText: period }).getByRole('link').click()
    await this.page.locator('wt-review-list').waitFor()
  }

  /** Chooses a filter, such as 待我审核. */
  async filter(status: string): Promise<void> {
    const chip = this.page.getByRole('radio', { name: new RegExp(`^${status}`) })
    await chip.click()
    await this.page.waitForFunction(
      (button) => button?.getAttribute('aria-checked') === 'true',
      await chip.elementHandle(),
    )
  }

  /** The count a filter shows. */
  async count(status: string): Promise<number> {
    const text = await this.page.getByRole('radio', { name: new RegExp(`^${status}`) }).innerText()
    return Number(/\d+/.exec(text)?.[0])
  }

  async lines(): Promise<ReviewLine[]> {
    const rows = await this.page.locator('wt-review-list tbody tr').all()
    return Promise.all(
      rows.map(async (row) => ({
        name: await row.getByRole('link').innerText(),
        state: (await row.locator('.state').innerText()).trim(),
      })),
    )
  }

  /** Ticks units and passes them together. */
  async pass(...names: readonly string[]): Promise<void> {
    for (const name of names) await this.line(name).getByRole('checkbox').check()
    await this.page.getByRole('button', { name: /^批量通过/ }).click()
    await this.page.getByRole('dialog').getByRole('button', { name: '通过', exact: true }).click()
    await this.page.getByRole('dialog').waitFor({ state: 'detached' })
  }

  async return(name: string, reason: string): Promise<void> {
    await this.line(name).getByRole('button', { name: '退回' }).click()
    await this.page.getByLabel('退回原因').fill(reason)
    await this.page.getByRole('dialog').getByRole('button', { name: '退回', exact: true }).click()
    await this.page.getByRole('dialog').waitFor({ state: 'detached' })
  }

  /** Opens a unit's report. */
  async open(name: string): Promise<void> {
    await this.line(name).getByRole('link').click()
    await this.page.waitForURL(/\/fill\/\d+/)
  }

  private line(name: string): Locator {
    return this.page
      .locator('wt-review-list tbody tr')
      .filter({ has: this.page.getByRole('link', { name, exact: true }) })
  }
}

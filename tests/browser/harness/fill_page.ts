import type { Locator, Page } from 'playwright-core'

/** The filling page in the words of the person who fills. Cells are named by their address, such as D6, or by their indicator. */
export class FillPage {
  constructor(private readonly page: Page) {}

  /** From 填报 or the work desk: opens the report of a form (of a unit, where one reports for several). */
  async open(words: string): Promise<void> {
    await this.page.getByRole('row').filter({ hasText: words }).getByRole('link').first().click()
    await this.page.waitForURL(/\/fill\/\d+/)
    await this.page.locator('wt-sheet [data-cell]').first().waitFor()
  }

  /** Goes to a cell and types, as into a spreadsheet; Enter takes the value over. */
  async enterValue(address: string, text: string): Promise<void> {
    await this.cell(address).click()
    await this.page.keyboard.type(text)
    await this.page.keyboard.press('Enter')
  }

  /** What a cell shows. */
  async valueOf(address: string): Promise<string> {
    return (await this.cell(address).locator('.text').innerText()).trim()
  }

  /** Address of the cell in focus. */
  async focused(): Promise<string | null> {
    return this.page.locator('[data-cell].active').getAttribute('data-cell')
  }

  /** Messages of the open findings, 强制性 first. */
  async findings(): Promise<string[]> {
    return this.page.locator('wt-finding-list .message').allInnerTexts()
  }

  /** Writes the 核实说明 of the rule with this code. */
  async explain(rule: string, text: string): Promise<void> {
    await this.page.locator(`#explanation-${rule}`).fill(text)
  }

  /** Waits until everything typed is on the server. */
  async isSaved(): Promise<void> {
    await this.page
      .getByRole('status', { name: '保存状态' })
      .getByText(/^已保存/)
      .waitFor()
  }

  /** 审核, until the answer is there and what is to be corrected is in focus. */
  async check(): Promise<void> {
    const button = this.page.getByRole('button', { name: '审核', exact: true })
    const answer = this.page.waitForResponse((response) => response.url().endsWith('/check'))
    await button.click()
    await answer
    await button.waitFor()
  }

  /** 上报 with its confirmation; returns the receipt. */
  async submit(): Promise<string> {
    await this.page.getByRole('button', { name: '上报', exact: true }).click()
    await this.page.getByRole('dialog').locator('[data-act]').click()
    return this.page.locator('wt-notes code').innerText()
  }

  /** What the head of the page says about the report, such as why it was returned. */
  notes(): Promise<string> {
    return this.page.locator('wt-notes').innerText()
  }

  /** As a reviewer: 退回 with a reason, at a cell. */
  async returnAt(address: string, reason: string): Promise<void> {
    await this.cell(address).click()
    await this.page.getByRole('button', { name: '退回', exact: true }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByLabel('退回原因').fill(reason)
    await dialog.locator('[data-act]').click()
    await dialog.waitFor({ state: 'detached' })
  }

  private cell(name: string): Locator {
    return this.page.locator(`[data-cell="${name}"], [data-key="${name}"]`)
  }
}

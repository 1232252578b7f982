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

  /** Goes to a cell without typing. */
  async select(address: string): Promise<void> {
    await this.cell(address).click()
  }

  /** Presses keys one after another, such as `Enter` or `Control+z`. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key)
  }

  /** Types without leaving the cell. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text)
  }

  /** Commits text through an input method, as a Chinese keyboard does: composed first, then replaced. */
  async compose(composed: string, text: string): Promise<void> {
    const keyboard = await this.page.context().newCDPSession(this.page)
    await keyboard.send('Input.imeSetComposition', {
      text: composed,
      selectionStart: composed.length,
      selectionEnd: composed.length,
    })
    await keyboard.send('Input.insertText', { text })
    await keyboard.detach()
  }

  /** Pastes a block, as copied from a spreadsheet, with its first cell at an address. */
  async paste(address: string, block: string): Promise<void> {
    await this.select(address)
    await this.page.evaluate((text) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text)
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      document.activeElement?.dispatchEvent(event)
    }, block)
  }

  /** What Ctrl+C puts on the clipboard for the chosen block. */
  async copied(): Promise<string> {
    // Listening is under way before the key is pressed: two commands to the browser overtake each other.
    const heard = await this.page.evaluateHandle(() => ({
      copy: new Promise<string>((resolve) => {
        const take = (event: ClipboardEvent): void => resolve(event.clipboardData?.getData('text/plain') ?? '')
        document.addEventListener('copy', take, { once: true })
      }),
    }))
    await this.page.keyboard.press('Control+c')
    return heard.evaluate(({ copy }) => copy)
  }

  /** What a cell shows. */
  async valueOf(address: string): Promise<string> {
    await this.isDrawn()
    return (await this.cell(address).locator('.text').innerText()).trim()
  }

  /** Address of the cell in focus. */
  async focused(): Promise<string | null> {
    await this.isDrawn()
    return this.page.locator('[data-cell].active').getAttribute('data-cell')
  }

  /** What is said about the cell in focus: its name, how it is computed, why it does not apply. */
  aboutCell(): Promise<string> {
    return this.page.locator('wt-cell-panel').innerText()
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

  /** 撤回 with its confirmation, until the report can be changed again. */
  async withdraw(): Promise<void> {
    await this.page.getByRole('button', { name: '撤回', exact: true }).click()
    await this.page.getByRole('dialog').locator('[data-act]').click()
    await this.page.getByRole('button', { name: '上报', exact: true }).waitFor()
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

  /** Waits until the page has drawn what the last key changed. */
  private async isDrawn(): Promise<void> {
    await this.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))))
  }

  private cell(name: string): Locator {
    return this.page.locator(`[data-cell="${name}"], [data-key="${name}"]`)
  }
}

import type { Page } from 'playwright-core'

/** 从文件开始 and the page that shows what was recognised, in the words of the person who designs a form. */
export class ImportPage {
  constructor(
    private readonly page: Page,
    private readonly baseUrl: string,
  ) {}

  /** Opens the page by the button beside 新建表样. */
  async open(): Promise<void> {
    await this.page.goto(`${this.baseUrl}/design/forms`)
    await this.page.getByRole('link', { name: '从文件开始' }).first().click()
    await this.page.getByRole('heading', { name: '从文件开始' }).waitFor()
  }

  /** Chooses a file and waits for what was recognised. */
  async choose(name: string, file: Buffer): Promise<void> {
    await this.offer(name, file)
    await this.isRecognised()
  }

  /** Chooses a file that is refused; gives the reason shown. */
  async refused(name: string, file: Buffer): Promise<string> {
    await this.offer(name, file)
    return this.page.getByRole('alert').innerText()
  }

  /** Pastes as from Excel. */
  async paste(html: string): Promise<void> {
    await this.page.evaluate((text) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/html', text)
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, html)
    await this.isRecognised()
  }

  /** `认出 5 个填报格：对上指标 …`. */
  summary(): Promise<string> {
    return this.page.locator('header .summary').innerText()
  }

  /** Which outcome the list shows for each place, by address. */
  async outcomes(): Promise<Record<string, string>> {
    await this.page.getByRole('radio', { name: /^全部/ }).click()
    const lines = await this.page.locator('wt-proposal-panel [data-place]').all()
    const told = lines.map(async (line) => {
      const text = await line.locator('.outcome').innerText()
      return [(await line.getAttribute('data-place')) ?? '', text] as const
    })
    return Object.fromEntries(await Promise.all(told))
  }

  /** Brings a place in hand by a click on the picture. */
  async pick(address: string): Promise<void> {
    await this.page.locator(`wt-sheet-picture [data-at="${address}"]`).click()
    await this.card().getByText(address, { exact: true }).waitFor()
  }

  /** Presses keys with the list in focus. */
  async press(...keys: string[]): Promise<void> {
    await this.page.getByRole('listbox', { name: '填报格' }).focus()
    for (const key of keys) await this.page.keyboard.press(key)
  }

  /** 换指标: finds one by search and binds the place in hand to it. */
  async bindTo(code: string): Promise<void> {
    await this.card().getByRole('button', { name: '换指标' }).click()
    await this.card().getByRole('searchbox').fill(code)
    await this.card().getByRole('button', { name: code }).click()
  }

  /** 新建指标 with another name. */
  async defineAs(name: string): Promise<void> {
    await this.card().getByRole('button', { name: '新建指标' }).click()
    await this.card().getByLabel('名称').fill(name)
    await this.card().getByRole('button', { name: '按此新建' }).click()
  }

  async act(name: string): Promise<void> {
    await this.page.getByRole('button', { name }).first().click()
  }

  async tab(name: string): Promise<string> {
    await this.page.getByRole('tab', { name }).click()
    return this.page.getByRole('tabpanel').innerText()
  }

  /** 建立草稿 under a code, until the designer is open. */
  async makeDraft(code: string): Promise<void> {
    await this.act('建立草稿')
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: '编码' }).fill(code)
    await dialog.getByRole('button', { name: '建立草稿' }).click()
    await this.page.waitForURL(/\/design\/forms\/\d+$/)
  }

  /** 更新草稿 or 起草新版本, until the designer is open. */
  async updateDraft(action: string): Promise<void> {
    await this.act(action)
    await this.page.getByRole('dialog').locator('[data-act]').click()
    await this.page.waitForURL(/\/design\/forms\/\d+$/)
  }

  private async offer(name: string, buffer: Buffer): Promise<void> {
    await this.page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
  }

  private async isRecognised(): Promise<void> {
    await this.page.waitForURL(/\/design\/forms\/import\/\d+/)
    await this.page.locator('wt-sheet-picture td').first().waitFor()
  }

  private card() {
    return this.page.locator('wt-proposal-card')
  }
}

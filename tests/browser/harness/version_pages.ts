import type { Locator, Page } from 'playwright-core'

/** 版本差异, the conflict of two drafts and the history, in the words of the person who designs a form. */
export class VersionPages {
  constructor(
    private readonly page: Page,
    private readonly baseUrl: string,
  ) {}

  /** Opens the page of differences; `v12` names a version. */
  async compare(before: string, after: string): Promise<void> {
    await this.page.goto(`${this.baseUrl}/design/forms/compare?before=${before}&after=${after}`)
    await this.list().locator('li').first().waitFor()
  }

  /** What the list says: heading of the group and the entry's words. */
  async entries(): Promise<[string, string][]> {
    const found: [string, string][] = []
    for (const section of await this.list().locator('section').all()) {
      const heading = (await section.locator('h3').innerText()).replace(/\s+\d+$/, '')
      for (const entry of await section.locator('li').allInnerTexts()) found.push([heading, inOneLine(entry)])
    }
    return found
  }

  /** Follows the first entry of this name. */
  async goTo(title: string): Promise<void> {
    await this.list().getByRole('button', { name: title, exact: true }).first().click()
    await this.list().locator('li.current').filter({ hasText: title }).waitFor()
  }

  /** Ids of the cells in view, on the sheet before and on the sheet after. */
  async shownCells(): Promise<(string | null)[]> {
    const cells = await this.page.locator('wt-template-sheet td.shown').all()
    return Promise.all(cells.map((cell) => cell.getAttribute('data-cell')))
  }

  /** Waits until the draft is refused as stale and opens what differs. */
  async seeConflict(): Promise<void> {
    await this.page.getByRole('button', { name: '查看差异' }).click()
    await this.dialog().getByRole('heading', { name: '草稿有两份修改' }).waitFor()
  }

  async changesOf(side: '对方改了什么' | '我改了什么'): Promise<string> {
    return inOneLine(await this.dialog().getByRole('region', { name: side }).innerText())
  }

  async settle(choice: '采用对方的' | '保留我的'): Promise<void> {
    await this.dialog().getByRole('button', { name: choice }).click()
    await this.dialog().waitFor({ state: 'detached' })
  }

  async openHistory(): Promise<void> {
    await this.page.locator('header').getByRole('button', { name: '版本', exact: true }).click()
    await this.dialog().locator('tbody tr').first().waitFor()
  }

  async newestEntry(): Promise<string> {
    return inOneLine(await this.dialog().locator('tbody tr').first().innerText())
  }

  async restoreNewest(): Promise<void> {
    await this.dialog().locator('tbody tr').first().getByRole('button', { name: '恢复' }).click()
    await this.dialog().last().locator('[data-act]').click()
    await this.dialog().first().waitFor({ state: 'detached' })
  }

  private list(): Locator {
    return this.page.getByRole('region', { name: '差异列表' })
  }

  private dialog(): Locator {
    return this.page.getByRole('dialog')
  }
}

function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

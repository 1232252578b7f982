import type { Locator, Page } from 'playwright-core'

export interface NewIndicator {
  readonly code: string
  /** Left out where the row's own text is the name. */
  readonly name?: string
  readonly unit: string
}

export interface Rule {
  readonly severity: '强制性' | '核实性'
  /** With addresses, as a person writes it. */
  readonly formula: string
  readonly message: string
}

/** 表样 and its designer in the words of the person who designs a form. */
export class DesignerPage {
  constructor(
    private readonly page: Page,
    private readonly baseUrl: string,
  ) {}

  /** Begins a form on a blank sheet. */
  async create(form: { readonly code: string; readonly title: string; readonly type: string }): Promise<void> {
    await this.page.goto(`${this.baseUrl}/design/forms`)
    await this.page.getByRole('button', { name: '新建表样' }).first().click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: '编码' }).fill(form.code)
    await dialog.getByRole('textbox', { name: '名称' }).fill(form.title)
    await dialog.getByRole('radio', { name: form.type, exact: true }).check()
    await dialog.getByRole('button', { name: '开始设计' }).click()
    await this.page.waitForURL(/\/design\/forms\/\d+$/)
    await this.isDrawn()
  }

  async open(versionId: string): Promise<void> {
    await this.page.goto(`${this.baseUrl}/design/forms/${versionId}`)
    await this.isDrawn()
  }

  /** Waits until the spreadsheet is there. */
  async isDrawn(): Promise<void> {
    await this.page.locator('.wt-sheet-legend').first().waitFor({ timeout: 60_000 })
  }

  get versionId(): string {
    return /\/design\/forms\/(\d+)/.exec(this.page.url())?.[1] ?? ''
  }

  /** Selects a cell or a block by its address. */
  async select(address: string): Promise<void> {
    await this.tab('单元格')
    const field = this.page.getByRole('textbox', { name: '到单元格' })
    await field.fill(address)
    await field.press('Enter')
    await this.page.locator('wt-cell-panel .address strong').filter({ hasText: address }).waitFor()
    await this.page.waitForFunction(() => document.activeElement?.closest('wt-sheet-host') !== null)
  }

  /** Types a text into a cell on the sheet. */
  async write(address: string, text: string): Promise<void> {
    await this.select(address)
    await this.page.keyboard.type(text)
    await this.page.keyboard.press('Enter')
    await this.select(address)
    await this.page.waitForFunction(
      (wanted) => document.querySelector<HTMLTextAreaElement>('#cell-text')?.value === wanted,
      text,
    )
  }

  /** Says what the selected cells are: 填报格, 计算格, 文字, 表头, 章节标题, 表名. */
  async makeIt(role: string): Promise<void> {
    const choice = this.page.getByRole('radiogroup', { name: '这一格是什么' }).getByRole('radio', { name: role })
    await choice.click()
    await this.page.locator(`wt-cell-panel [role=radio][aria-checked=true]`, { hasText: role }).waitFor()
  }

  /** Makes a cell an input and binds it to an indicator defined on the spot. */
  async bindToNew(address: string, indicator: NewIndicator): Promise<void> {
    await this.select(address)
    await this.makeIt('填报格')
    await this.page.getByRole('button', { name: '新建指标' }).click()
    await this.page.getByLabel('编码', { exact: true }).fill(indicator.code)
    if (indicator.name) await this.page.getByLabel('名称', { exact: true }).fill(indicator.name)
    await this.page.getByLabel('计量单位').fill(indicator.unit)
    await this.page.getByRole('button', { name: '建立并绑定' }).click()
    await this.page.locator('wt-cell-panel .bound').getByText(indicator.code).waitFor()
  }

  /** Types a formula into a cell as in a spreadsheet: the first `=` leads to the formula field. */
  async typeFormula(address: string, formula: string): Promise<void> {
    await this.select(address)
    await this.page.keyboard.press('=')
    const field = this.page.getByLabel('公式', { exact: true })
    await field.waitFor()
    await this.page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA')
    await this.page.keyboard.type(formula)
    await this.page.keyboard.press('Enter')
  }

  /** Waits until the panel shows that a cell is bound to an indicator. */
  async isBound(address: string, code: string): Promise<void> {
    await this.select(address)
    await this.page
      .locator('wt-cell-panel .bound .name + .muted')
      .filter({ hasText: `${code} · ` })
      .waitFor()
  }

  /** Waits until the panel shows that a cell is bound to nothing. */
  async isNotBound(address: string): Promise<void> {
    await this.select(address)
    await this.page.locator('wt-cell-panel .bound .name + .muted').waitFor({ state: 'detached' })
  }

  /** Waits until the formula field of a cell shows a formula. */
  async hasFormula(address: string, formula: string): Promise<void> {
    await this.select(address)
    await this.page.waitForFunction(
      (wanted) =>
        document.querySelector<HTMLTextAreaElement>('wt-cell-panel wt-formula-field textarea')?.value === wanted,
      formula,
    )
  }

  async tool(name: string): Promise<void> {
    await this.page.getByRole('toolbar', { name: '表样工具' }).getByRole('button', { name, exact: true }).click()
  }

  async insertRowAbove(address: string): Promise<void> {
    await this.select(address)
    await this.tool('上方插行')
  }

  async addRule(rule: Rule): Promise<void> {
    await this.tab('审核规则')
    await this.page.getByRole('button', { name: '新增规则' }).click()
    await this.page.getByRole('radio', { name: rule.severity }).check()
    await this.page.getByLabel('应成立的公式').fill(rule.formula)
    await this.page.getByLabel('提示语').fill(rule.message)
    await this.page.getByRole('button', { name: '保存规则' }).click()
    await this.rules().getByText(rule.message).waitFor()
  }

  /** Of a published version: opens a rule, lets `change` change it, and takes the change into effect with a reason. */
  async adjustRule(code: string, reason: string, change: (editor: Locator) => Promise<void>): Promise<void> {
    await this.tab('审核规则')
    await this.rules().locator('.item').filter({ hasText: code }).getByRole('button', { name: '调整' }).click()
    const editor = this.rules().locator('.item.open')
    await change(editor)
    await editor.getByRole('button', { name: '记下调整' }).click()
    await this.page.getByRole('button', { name: '写明原因并生效' }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByLabel('调整原因').fill(reason)
    await dialog.locator('[data-act]').click()
    await dialog.waitFor({ state: 'detached' })
  }

  /** Formulas of the rules as the list shows them. */
  async ruleFormulas(): Promise<string[]> {
    await this.tab('审核规则')
    await this.rules().locator('.item, .nothing').first().waitFor()
    return this.rules().locator('.item > .hint:first-of-type, .item > p.hint').allInnerTexts()
  }

  /** Fills 表属性: the legal head by its labels. */
  async fillLegalHead(values: Readonly<Record<string, string>>): Promise<void> {
    await this.tab('表属性')
    for (const [label, value] of Object.entries(values)) {
      const field = this.page.getByLabel(label, { exact: true })
      await field.fill(value)
      await field.blur()
    }
  }

  /** Chooses who owes the form by category: 医院, 卫生院. */
  async limitScopeTo(...categories: string[]): Promise<void> {
    await this.tab('表属性')
    const scope = this.page.getByRole('group', { name: '哪些单位要报这张表' })
    for (const category of categories) await scope.getByLabel(category, { exact: true }).check()
  }

  /** What hinders publishing, one sentence each. */
  async problems(): Promise<string[]> {
    await this.tab('问题')
    const panel = this.page.locator('wt-problem-panel')
    await panel.locator('.list[aria-busy=false]').waitFor()
    return panel.locator('.item span:last-child').allInnerTexts()
  }

  /** Waits until everything drawn is on the server. */
  async isSaved(): Promise<void> {
    await this.page.locator('wt-save-line').getByText('已保存').waitFor()
  }

  /** Publishes and waits until the version says so. */
  async publish(): Promise<void> {
    await this.isSaved()
    await this.page.getByRole('button', { name: '发布', exact: true }).click()
    await this.page.getByRole('dialog').locator('[data-act]').click()
    await this.page.locator('header wt-version-tag').getByText('已发布').waitFor()
  }

  private async tab(name: string): Promise<void> {
    await this.page.getByRole('tab', { name }).click()
  }

  private rules(): Locator {
    return this.page.locator('wt-rule-panel .list').first()
  }
}

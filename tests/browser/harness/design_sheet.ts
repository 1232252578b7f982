import type { Page } from 'playwright-core'
import { parseAddress, type Template } from '../../../designer/src/template/index.js'

/** Heads of rows and columns on the sheet, in pixels. */
const ROW_HEAD = 46
const COLUMN_HEAD = 20
/** Sizes of what the form has not drawn. */
const EMPTY_WIDTH = 96
const EMPTY_HEIGHT = 28

interface Point {
  readonly x: number
  readonly y: number
}

/** The design sheet under the mouse and the keyboard: a canvas, so places are computed from the sizes the template gives. */
export class DesignSheet {
  constructor(
    private readonly page: Page,
    private readonly template: () => Template,
  ) {}

  /** Clicks a cell and types into it. */
  async write(address: string, text: string): Promise<void> {
    const { x, y } = await this.middle(address)
    await this.page.mouse.click(x, y)
    await this.page.locator('wt-cell-panel .address strong').filter({ hasText: address }).waitFor()
    await this.page.keyboard.type(text)
    await this.page.keyboard.press('Enter')
  }

  /** Drags from one cell to another: selects a block. */
  async dragSelect(from: string, to: string): Promise<void> {
    await this.drag(await this.middle(from), await this.middle(to))
    await this.page
      .locator('wt-cell-panel .address strong')
      .filter({ hasText: `${from}:${to}` })
      .waitFor()
  }

  /** Takes the selected block `address` by its border and drops it with its first cell at `to`. */
  async dragBlock(address: string, to: string): Promise<void> {
    const { left, top } = await this.box(address)
    const target = await this.box(to)
    const grip = { x: left + 12, y: top }
    await this.drag(grip, { x: target.left + 12, y: target.top + 2 })
  }

  /** Drags the fill handle of the selected block to the far corner of `to`. */
  async fill(address: string, to: string): Promise<void> {
    const [, last = address] = address.split(':')
    const { right, bottom } = await this.box(last)
    await this.drag({ x: right, y: bottom }, await this.middle(to))
  }

  /** Takes a whole row by its number and drops it where another stands. */
  async dragRow(row: number, onto: number): Promise<void> {
    const [from, to] = [await this.box(`A${row}`), await this.box(`A${onto}`)]
    const x = from.left - ROW_HEAD / 2
    await this.page.mouse.click(x, (from.top + from.bottom) / 2)
    await this.drag({ x, y: (from.top + from.bottom) / 2 }, { x, y: to.top + 2 })
  }

  /** The same with a column by its letter. */
  async dragColumn(column: string, onto: string): Promise<void> {
    const [from, to] = [await this.box(`${column}1`), await this.box(`${onto}1`)]
    const y = from.top - COLUMN_HEAD / 2
    await this.page.mouse.click((from.left + from.right) / 2, y)
    await this.drag({ x: (from.left + from.right) / 2, y }, { x: to.left + 2, y })
  }

  /** Does something and gives the template that is sent to the server because of it. */
  async saved(act: () => Promise<void>): Promise<Template> {
    const reply = this.page.waitForResponse(
      (response) => response.request().method() === 'PUT' && /\/form-versions\/\d+$/.test(response.url()),
    )
    await act()
    await this.page.locator('wt-save-line').getByText('即将保存').waitFor()
    await this.page.keyboard.press('Control+s')
    const sent = (await reply).request().postDataJSON() as { readonly template: Template }
    return sent.template
  }

  /** The sheet takes note of the mouse once a frame: what it is over, where it is dragged. */
  private async drag(from: Point, to: Point): Promise<void> {
    const { mouse } = this.page
    await mouse.move(from.x - 1, from.y)
    await mouse.move(from.x, from.y)
    await this.frame()
    await mouse.down()
    for (const share of [0.2, 0.6, 1]) {
      await mouse.move(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share)
      await this.frame()
    }
    await mouse.up()
    await this.frame()
  }

  private async frame(): Promise<void> {
    await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))))
  }

  private async middle(address: string): Promise<Point> {
    const { left, right, top, bottom } = await this.box(address)
    return { x: (left + right) / 2, y: (top + bottom) / 2 }
  }

  private async box(address: string) {
    const [first = ''] = address.split(':')
    const { row, column } = parseAddress(first) ?? { row: 0, column: 0 }
    const holder = await this.page.locator('.wt-sheet-holder').boundingBox()
    const widths = this.template().columns.map(({ width }) => width)
    const heights = this.template().rows.map(({ height }) => height)
    const left = (holder?.x ?? 0) + ROW_HEAD + sum(widths, column, EMPTY_WIDTH)
    const top = (holder?.y ?? 0) + COLUMN_HEAD + sum(heights, row, EMPTY_HEIGHT)
    return { left, top, right: left + (widths[column] ?? EMPTY_WIDTH), bottom: top + (heights[row] ?? EMPTY_HEIGHT) }
  }
}

function sum(sizes: readonly number[], count: number, empty: number): number {
  return Array.from({ length: count }, (_, at) => sizes[at] ?? empty).reduce((total, size) => total + size, 0)
}

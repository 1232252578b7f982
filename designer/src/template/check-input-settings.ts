import type { Layout } from './layout.js'
import type { Place, Say } from './check-template.js'
import type { Cell, Template } from './template.js'

/** What only inputs have: where they begin, who fills them, when they are shown, which code they stand under. */
export function checkInputSettings(template: Template, layout: Layout, say: Say): void {
  for (const cell of template.cells) {
    const place = { where: layout.addressOf(cell), cellId: cell.id }
    if (cell.role !== 'input') checkNoSettings(cell, place, say)
    if (cell.fillers?.length === 0) say('E_TEMPLATE_FILLERS', `请选择由谁填写 ${place.where}，或不作限制。`, place)
    if (cell.start) checkStart(template, cell, { place, say })
    if (cell.under !== undefined) checkUnder(template, cell, { layout, place, say })
  }
}

function checkNoSettings({ start, fillers, shown, under }: Cell, place: Place, say: Say): void {
  if ([start, fillers, shown, under].every((setting) => setting === undefined)) return
  say('E_TEMPLATE_SETTING', `${place.where} 不是填报单元格，不能设初始值、填写人、显示条件和上级代码。`, place)
}

function checkStart({ roster }: Template, { start, row }: Cell, { place, say }: { place: Place; say: Say }): void {
  if (start?.from === 'value' && (start.value ?? '').trim() === '') {
    say('E_TEMPLATE_START', `请填写 ${place.where} 的默认值。`, place)
  }
  if (start?.from === 'form' && !(start.form && start.key)) {
    say('E_TEMPLATE_START', `请选择 ${place.where} 从哪张表的哪个指标带入。`, place)
  }
  if (start && roster?.row === row) say('E_TEMPLATE_START', `变长表的行不能设初始值：${place.where}。`, place)
}

function checkUnder(
  template: Template,
  { under, binding }: Cell,
  { layout, place, say }: { layout: Layout; place: Place; say: Say },
): void {
  const typeOf = (indicator: string | undefined) => template.indicators.find(({ code }) => code === indicator)?.type
  const above = layout.cellsByKey.get(under ?? '')
  const isCode = typeOf(binding?.indicator) === 'code' && typeOf(above?.binding?.indicator) === 'code'
  if (isCode && above?.role === 'input' && above.binding?.key !== binding?.key) return
  say('E_TEMPLATE_UNDER', `${place.where} 的上级代码须是另一个填代码的填报格。`, place)
}

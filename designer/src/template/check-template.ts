import { checkFactColumn, checkIndicator } from '../indicator/index.js'
import { checkExpressions } from './check-expressions.js'
import { checkInputSettings } from './check-input-settings.js'
import { type Layout, layoutOf } from './layout.js'
import type { Cell, Template, TemplateProblem } from './template.js'
import { checkThresholds } from './thresholds.js'

/** Where a problem is; what is not given is null. */
export type Place = Partial<Pick<TemplateProblem, 'where' | 'cellId' | 'ruleCode' | 'position'>>
export type Say = (code: string, message: string, place: Place) => void

/** Everything that hinders publishing a well-formed template, in reading order: properties, cells, formulas, rules. */
export function checkTemplate(template: Template): TemplateProblem[] {
  const problems: TemplateProblem[] = []
  const say: Say = (code, message, place) =>
    void problems.push({ code, message, where: '', cellId: null, ruleCode: null, position: null, ...place })
  checkProperties(template, say)
  checkIds(template, say)
  // Places and names mean nothing while ids are missing or doubled.
  if (problems.some(({ code }) => code === 'E_TEMPLATE_ID')) return problems
  checkArea(template, say)
  if (problems.some(({ code }) => code === 'E_TEMPLATE_OVERLAP')) return problems
  const layout = layoutOf(template)
  checkCells(template, layout, say)
  checkInputSettings(template, layout, say)
  checkRoster(template, say)
  checkDefinitions(template, say)
  checkThresholds(template, say)
  checkExpressions(template, layout, say)
  return problems
}

function checkProperties(template: Template, say: Say): void {
  const { tableNo, maker, approver, approvalNo, validUntil } = template.legal
  if (template.title.trim() === '') say('E_TEMPLATE_TITLE', '请填写表名。', { where: '表名' })
  for (const [where, value] of Object.entries({
    表号: tableNo,
    制定机关: maker,
    批准机关: approver,
    批准文号: approvalNo,
  })) {
    if (value.trim() === '') say('E_TEMPLATE_LEGAL_HEAD', `请填写法定表头的“${where}”，发布的报表必须载明。`, { where })
  }
  if (!/^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/.test(validUntil)) {
    say('E_TEMPLATE_LEGAL_HEAD', '请填写有效期至，形如 2027-12。', { where: '有效期至' })
  }
  if (!template.cells.some(({ role }) => role === 'input')) {
    say('E_TEMPLATE_NO_INPUT', '表样还没有填报单元格：请选中单元格并绑定指标。', { where: '表样' })
  }
}

function checkRoster({ kind, roster, cells }: Template, say: Say): void {
  if ((kind === 'roster') !== (roster !== undefined)) {
    say('E_TEMPLATE_ROSTER', '变长表须指明重复的行，其他表不能有。', { where: '变长表' })
  }
  if (!roster) return
  const band = cells.filter(({ row }) => row === roster.row)
  const columns = new Set(band.flatMap(({ role, binding }) => (role === 'input' && binding ? [binding.key] : [])))
  if (columns.size === 0) say('E_TEMPLATE_ROSTER', '重复的行里没有填报单元格。', { where: '变长表' })
  if (roster.minRows > roster.maxRows) say('E_TEMPLATE_ROSTER', '最少行数不能大于最多行数。', { where: '变长表' })
  for (const key of roster.unique.flat()) {
    if (!columns.has(key)) say('E_TEMPLATE_ROSTER', `不能重复的“${key}”不是变长表的一列。`, { where: '变长表' })
  }
}

function checkIds(template: Template, say: Say): void {
  const { rows, columns, cells, sections, headerItems } = template
  const unique = (what: string, ids: readonly string[]): void => {
    const seen = new Set<string>()
    for (const id of ids) {
      if (seen.has(id)) say('E_TEMPLATE_ID', `${what}标识 ${id} 重复。`, { where: id })
      seen.add(id)
    }
  }
  unique(
    '行',
    rows.map(({ id }) => id),
  )
  unique(
    '列',
    columns.map(({ id }) => id),
  )
  unique(
    '单元格',
    cells.map(({ id }) => id),
  )
  unique(
    '章节',
    sections.map(({ id }) => id),
  )
  unique(
    '表头表尾项',
    headerItems.map(({ id }) => id),
  )
  const known = { row: new Set(rows.map(({ id }) => id)), column: new Set(columns.map(({ id }) => id)) }
  for (const { id, row, column } of cells) {
    if (!known.row.has(row) || !known.column.has(column))
      say('E_TEMPLATE_ID', `单元格 ${id} 所在的行或列不存在。`, { where: id, cellId: id })
  }
  const titles = new Set(sections.map(({ id }) => id))
  for (const { id, sectionId } of rows) {
    if (sectionId !== null && !titles.has(sectionId)) say('E_TEMPLATE_ID', `行 ${id} 所属的章节不存在。`, { where: id })
  }
}

/** Above this, cells that cover more than there is are not laid out to see which of them overlap. */
const LAID_OUT = 500_000

function checkArea({ cells, rows, columns }: Template, say: Say): void {
  const area = cells.reduce((sum, { rowSpan, columnSpan }) => sum + rowSpan * columnSpan, 0)
  if (area > Math.max(LAID_OUT, rows.length * columns.length)) {
    say('E_TEMPLATE_OVERLAP', '合并区域互相重叠，总面积超过了表格。', { where: '表样' })
  }
}

function checkCells(template: Template, layout: Layout, say: Say): void {
  const indicators = new Set(template.indicators.map(({ code }) => code))
  const taken = new Map<string, Cell>()
  const keys = new Map<string, Cell>()
  for (const cell of template.cells) {
    const place = { where: layout.addressOf(cell), cellId: cell.id }
    checkOverlap(cell, { layout, taken, say })
    if (cell.role === 'input' && !cell.binding)
      say('E_TEMPLATE_UNBOUND', `填报单元格 ${place.where} 还没有绑定指标。`, place)
    if (cell.role === 'computed' && cell.formula === null && (cell.binding?.offset ?? 0) === 0) {
      say('E_TEMPLATE_NO_FORMULA', `计算单元格 ${place.where} 还没有公式。`, place)
    }
    if (cell.role !== 'computed' && cell.formula !== null)
      say('E_TEMPLATE_FORMULA', `只有计算单元格可以有公式：${place.where}。`, place)
    if (!['input', 'computed'].includes(cell.role) && cell.binding)
      say('E_TEMPLATE_BINDING', `${place.where} 不是填报或计算单元格，不能绑定指标。`, place)
    if (cell.binding) checkBinding(cell, { indicators, keys, place, say })
  }
}

function checkBinding(
  cell: Cell,
  at: { indicators: ReadonlySet<string>; keys: Map<string, Cell>; place: Place; say: Say },
): void {
  const { binding } = cell
  if (!binding) return
  const { place, say } = at
  const { indicator, rowItem, columnItem, key, offset } = binding
  if (!at.indicators.has(indicator))
    say('E_TEMPLATE_INDICATOR_MISSING', `${place.where} 绑定的指标 ${indicator} 不存在。`, place)
  if (
    key !== [indicator, rowItem, columnItem].filter((part) => part !== null).join('__') ||
    (columnItem !== null && rowItem === null)
  ) {
    say('E_TEMPLATE_KEY', `${place.where} 的绑定与其取值名 ${key} 不一致。`, place)
  }
  const column = checkFactColumn(key)
  if (column) say(column.code, column.message, place)
  if (offset !== 0) {
    if (cell.role === 'input') say('E_TEMPLATE_OFFSET', `${place.where} 显示的是其他报表期的数，不能填报。`, place)
    return
  }
  const lower = key.toLowerCase()
  const other = at.keys.get(lower)
  if (other) say('E_TEMPLATE_KEY_TWICE', `指标 ${key} 被绑定到两个单元格，一个数只能填在一处。`, place)
  at.keys.set(lower, cell)
}

function checkOverlap(cell: Cell, at: { layout: Layout; taken: Map<string, Cell>; say: Say }): void {
  const { layout, taken, say } = at
  const row = layout.rowPosition.get(cell.row) ?? 0
  const column = layout.columnPosition.get(cell.column) ?? 0
  const where = layout.addressOf(cell)
  if (row + cell.rowSpan > layout.rowPosition.size || column + cell.columnSpan > layout.columnPosition.size) {
    say('E_TEMPLATE_MERGE', `${where} 的合并区域超出了表格。`, { where, cellId: cell.id })
  }
  for (let r = row; r < row + cell.rowSpan; r++) {
    for (let c = column; c < column + cell.columnSpan; c++) {
      const other = taken.get(`${r}:${c}`)
      if (other)
        return say('E_TEMPLATE_OVERLAP', `${where} 与 ${layout.addressOf(other)} 的区域重叠。`, {
          where,
          cellId: cell.id,
        })
      taken.set(`${r}:${c}`, cell)
    }
  }
}

function checkDefinitions(template: Template, say: Say): void {
  const lists = new Set(template.codeLists.map(({ code }) => code))
  const codes = new Map<string, string>()
  for (const indicator of template.indicators) {
    const where = indicator.code
    for (const { code, message } of checkIndicator(indicator)) say(code, `指标 ${where}：${message}`, { where })
    if (indicator.codeList && !lists.has(indicator.codeList)) {
      say('E_TEMPLATE_CODE_LIST', `指标 ${where} 的代码表 ${indicator.codeList} 不存在。`, { where })
    }
    const twin = codes.get(where.toLowerCase())
    if (twin) say('E_TEMPLATE_INDICATOR_TWICE', `指标编码 ${where} 与 ${twin} 重复（不区分大小写）。`, { where })
    codes.set(where.toLowerCase(), where)
  }
  const rules = new Set<string>()
  for (const { code } of template.rules) {
    if (rules.has(code)) say('E_TEMPLATE_RULE_TWICE', `审核规则编号 ${code} 重复。`, { where: code, ruleCode: code })
    rules.add(code)
  }
}

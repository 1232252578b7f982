import { type Finding, shortName } from '../check/index.js'
import type { CompiledCell, CompiledForm, HeaderItem } from '../template/index.js'
import { checkKeys } from './check-keys.js'
import { standsUnder } from './code-list.js'
import type { EntryState } from './evaluate.js'
import { type DraftValues, isInvalid, parseInput } from './parse-input.js'
import { isAsked, isOpen, usedRows } from './used-rows.js'

/** What every form asks without a rule: nothing invalid, nothing required left blank where it applies. */
export function checkInputs(form: CompiledForm, draft: DraftValues, state: EntryState): Finding[] {
  const findings: Finding[] = []
  const used = usedRows(form, state)
  if (used) findings.push(...rowCountFindings(form, used.size), ...checkKeys(form, state))
  for (const input of form.inputs) {
    const { cell, slot } = input
    if (!isOpen(input, state)) continue
    const finding = invalidFinding(form, input, draft) ?? underFinding(form, input, draft)
    if (finding) findings.push(finding)
    else if (cell.required && (state.now[slot] ?? null) === null && isAsked(input, used))
      findings.push(requiredFinding(form, input))
  }
  for (const formula of form.formulas) {
    if (!state.tooLarge.has(formula.slot)) continue
    const message = `${nameOf(form, formula)}的计算结果过大，请检查填报的数值和单位。`
    findings.push(failed(formula, `INVALID.${formula.cell.binding?.key ?? formula.cell.id}`, message))
  }
  return findings
}

function rowCountFindings({ template }: CompiledForm, rows: number): Finding[] {
  const { minRows = 0, maxRows = rows } = template.roster ?? {}
  const say = (rule: string, message: string): Finding[] => [
    { rule, severity: 'error', state: 'failed', message, cells: [], keys: [] },
  ]
  if (rows < minRows) return say('REQUIRED.rows', `至少填报 ${minRows} 行。`)
  return rows > maxRows ? say('LIMIT.rows', `最多填报 ${maxRows} 行，现有 ${rows} 行。`) : []
}

/** Required head and foot items that are blank, e.g. 填表人. */
export function checkHeader(items: readonly HeaderItem[], header: Readonly<Record<string, string>>): Finding[] {
  return items
    .filter(({ id, required }) => required && (header[id] ?? '').trim() === '')
    .map(({ id, title }) => ({
      rule: `REQUIRED.header.${id}`,
      severity: 'error',
      state: 'failed',
      message: `请填写${title}。`,
      cells: [],
      keys: [],
    }))
}

function invalidFinding(form: CompiledForm, input: CompiledCell, draft: DraftValues): Finding | null {
  const key = input.cell.binding?.key ?? ''
  const value = draft[key]
  if (!isInvalid(value) || !input.indicator) return null
  const parsed = parseInput(value.invalid, input.indicator, codeListOf(form, input))
  const why = 'message' in parsed ? parsed.message : '请重新填写。'
  return failed(input, `INVALID.${key}`, `${nameOf(form, input)}填写的“${value.invalid}”不能识别：${why}`)
}

/** A code below another one that was chosen elsewhere, where that one has been changed since. */
function underFinding(form: CompiledForm, input: CompiledCell, draft: DraftValues): Finding | null {
  const { under, binding } = input.cell
  const [value, above] = [draft[binding?.key ?? ''], draft[under ?? '']]
  const list = codeListOf(form, input)
  if (under === undefined || !list || typeof value !== 'string' || typeof above !== 'string') return null
  if (standsUnder(list, value, above)) return null
  const parent = form.inputs.find(({ cell }) => cell.binding?.key === under)
  const message = `${nameOf(form, input)}不属于所选的${parent ? nameOf(form, parent) : '上级'}，请重新选择。`
  return failed(input, `UNDER.${binding?.key ?? ''}`, message)
}

function requiredFinding(form: CompiledForm, input: CompiledCell): Finding {
  return failed(
    input,
    `REQUIRED.${input.cell.binding?.key ?? ''}`,
    `${nameOf(form, input)}必须填写${input.decimals === null ? '' : '；确实为零请填 0'}。`,
  )
}

function failed(input: CompiledCell, rule: string, message: string): Finding {
  const key = input.cell.binding?.key
  return { rule, severity: 'error', state: 'failed', message, cells: [input.cell.id], keys: key ? [key] : [] }
}

function nameOf(form: CompiledForm, input: CompiledCell): string {
  return input.indicator ? shortName(input.indicator.name) : form.layout.addressOf(input.cell)
}

export function codeListOf(form: CompiledForm, input: CompiledCell) {
  return form.template.codeLists.find(({ code }) => code === input.indicator?.codeList) ?? null
}

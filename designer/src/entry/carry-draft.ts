import type { CompiledForm } from '../template/index.js'
import { codeListOf } from './check-inputs.js'
import { type DraftValue, type DraftValues, isInvalid, parseInput } from './parse-input.js'

/** What becomes of a draft when its report goes over to another version. Every value is in `draft` or in `removed`. */
export interface CarriedDraft {
  readonly draft: DraftValues
  /** Values whose cell is gone, or is filled by nobody any more, by key. */
  readonly removed: DraftValues
  /** Values that are read in another way: no value any more, or one at last. */
  readonly reread: Readonly<Record<string, readonly [before: DraftValue, after: DraftValue]>>
}

/** Reads every value of a draft again as the other version reads it; values are known by key, wherever their cells stand. */
export function carryDraft(draft: DraftValues, to: CompiledForm): CarriedDraft {
  const inputs = new Map(to.inputs.map((input) => [input.cell.binding?.key ?? '', input]))
  const kept: Record<string, DraftValue> = {}
  const removed: Record<string, DraftValue> = {}
  const reread: Record<string, readonly [DraftValue, DraftValue]> = {}
  for (const [key, value] of Object.entries(draft)) {
    const input = inputs.get(key)
    if (value === null) continue
    if (!input?.indicator) removed[key] = value
    else {
      const raw = isInvalid(value) ? value.invalid : value
      const parsed = parseInput(raw, input.indicator, codeListOf(to, input))
      const next: DraftValue = 'value' in parsed ? parsed.value : { invalid: raw }
      kept[key] = next
      if (isInvalid(next) !== isInvalid(value) || (!isInvalid(next) && next !== value)) reread[key] = [value, next]
    }
  }
  return { draft: kept, removed, reread }
}

import type { DesignChange, Place } from '@weitong/designer/sheet'
import { type Binding, bindingOf, type TemplateCodeList, type TemplateIndicator } from '@weitong/designer/template'
import type { ApiClient } from '../../../api/api-client.js'
import type { CodeListEntry, IndicatorEntry, Page } from '../../../api/contract.js'
import type { DesignSession } from './design-session.js'

/** A cell and the indicator it is to be bound to; without `binding` the indicator alone, no items. */
export interface Wish {
  readonly place: Place
  readonly entry: IndicatorEntry
  readonly binding?: Binding
}

/** Binds cells as one step of undo; their indicators, and the code lists these use, come into the form with it. */
export async function bindCells(api: ApiClient, session: DesignSession, wishes: readonly Wish[]): Promise<void> {
  const template = session.template()
  const surface = session.surface()
  if (!template || !surface) return
  const entries = [...new Map(wishes.map(({ entry }) => [entry.code, entry])).values()]
  const known = new Set(entries.map(({ code }) => code))
  const missing = new Set(entries.flatMap(({ codeList }) => codeList ?? []))
  for (const { code } of template.codeLists) missing.delete(code)
  const lists = await Promise.all([...missing].map((code) => api.get<CodeListEntry>(`/code-lists/${code}`)))
  const changes: DesignChange[] = wishes.flatMap(({ place, entry, binding }) => {
    const design = surface.designAt(place)
    return design ? [{ kind: 'cell', place, design: { ...design, binding: binding ?? bindingOf(entry.code) } }] : []
  })
  const patch = {
    indicators: [...template.indicators.filter(({ code }) => !known.has(code)), ...entries.map(definitionOf)],
    codeLists: [...template.codeLists, ...lists.map(listOf)],
  }
  surface.apply([{ kind: 'head', patch }, ...changes])
}

/** The indicator of exactly this name, where the dictionary has one and no more. */
export async function indicatorNamed(api: ApiClient, name: string): Promise<IndicatorEntry | null> {
  if (name === '') return null
  const { rows } = await api.get<Page<IndicatorEntry>>('/indicators', { search: name.slice(0, 40), size: 20 })
  const same = rows.filter((each) => each.name === name)
  return same.length === 1 ? (same[0] ?? null) : null
}

function definitionOf(entry: IndicatorEntry): TemplateIndicator {
  const { usedIn: _1, revision: _2, retired: _3, changedAt: _4, changedBy: _5, ...definition } = entry
  return definition
}

function listOf({ code, title, items }: CodeListEntry): TemplateCodeList {
  return {
    code,
    title,
    items: items.map(({ code: item, name, parent }) => ({ code: item, name, ...(parent === null ? {} : { parent }) })),
  }
}

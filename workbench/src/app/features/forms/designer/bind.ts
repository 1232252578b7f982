import type { DesignChange, Place } from '@weitong/designer/sheet'
import type { Binding, TemplateCodeList, TemplateIndicator } from '@weitong/designer/template'
import type { ApiClient } from '../../../api/api-client.js'
import type { CodeListEntry, IndicatorEntry } from '../../../api/contract.js'
import type { DesignSession } from './design-session.js'

/** The name of a value: indicator, row item, column item. */
export function keyOf({ indicator, rowItem, columnItem }: Omit<Binding, 'key' | 'offset'>): string {
  return [indicator, rowItem, columnItem].filter((part) => part !== null).join('__')
}

function bindingOf(indicator: string): Binding {
  return { key: indicator, indicator, rowItem: null, columnItem: null, offset: 0 }
}

/** A cell and the indicator it is to be bound to. */
export interface Wish {
  readonly place: Place
  readonly entry: IndicatorEntry
}

/** Binds cells as one step of undo; their indicators, and the code lists these use, come into the form with it. */
export async function bindCells(api: ApiClient, session: DesignSession, wishes: readonly Wish[]): Promise<void> {
  const template = session.template()
  const surface = session.surface()
  if (!template || !surface) return
  const entries = wishes.map(({ entry }) => entry)
  const known = new Set(entries.map(({ code }) => code))
  const missing = new Set(entries.flatMap(({ codeList }) => codeList ?? []))
  for (const { code } of template.codeLists) missing.delete(code)
  const lists = await Promise.all([...missing].map((code) => api.get<CodeListEntry>(`/code-lists/${code}`)))
  const changes: DesignChange[] = wishes.flatMap(({ place, entry }) => {
    const design = surface.designAt(place)
    return design ? [{ kind: 'cell', place, design: { ...design, binding: bindingOf(entry.code) } }] : []
  })
  const patch = {
    indicators: [...template.indicators.filter(({ code }) => !known.has(code)), ...entries.map(definitionOf)],
    codeLists: [...template.codeLists, ...lists.map(listOf)],
  }
  surface.apply([{ kind: 'head', patch }, ...changes])
}

function definitionOf(entry: IndicatorEntry): TemplateIndicator {
  const { usedIn: _1, revision: _2, retired: _3, changedAt: _4, changedBy: _5, ...definition } = entry
  return definition
}

function listOf({ code, title, items }: CodeListEntry): TemplateCodeList {
  return { code, title, items: items.map((item) => ({ code: item.code, name: item.name })) }
}

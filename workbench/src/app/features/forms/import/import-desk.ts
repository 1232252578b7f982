import { computed, Injectable, signal } from '@angular/core'
import {
  type BindingProposal,
  type CheckProposal,
  type Decision,
  type Decisions,
  draftFrom,
  isWanted,
  type Outcome,
  outcomeOf,
} from '@weitong/designer/recognition'
import { diffTemplates, type TemplateIndicator } from '@weitong/designer/template'
import type { FormDraft, FormRecognition } from '../../../api/contract.js'
import { DecisionStore } from './decision-store.js'

/** One place with what becomes of it. */
export interface Item {
  readonly binding: BindingProposal
  readonly outcome: Outcome
  /** Whether a person has said so. */
  readonly decided: boolean
}

export interface CheckItem {
  readonly check: CheckProposal
  readonly wanted: boolean
  readonly decided: boolean
}

/** Which places are listed. */
export type Shown = 'open' | 'fresh' | 'bound' | 'refused' | 'all'

/**
 * One recognised file on the desk: its sheets, what was decided about each, and what the draft will be. Decisions outlive a reload of
 * the page.
 */
@Injectable()
export class ImportDesk {
  private readonly kept = signal<DecisionStore | null>(null)
  private readonly bySheet = signal<Readonly<Record<string, Decisions>>>({})
  private readonly found = signal<ReadonlyMap<string, TemplateIndicator>>(new Map())

  readonly recognition = signal<FormRecognition | null>(null)
  /** The draft that the file is imported into, or null for a new form. */
  readonly into = signal<FormDraft | null>(null)
  readonly sheetName = signal('')
  readonly current = signal<string | null>(null)
  readonly shown = signal<Shown>('open')

  readonly sheet = computed(
    () => this.recognition()?.sheets.find(({ plain }) => plain.name === this.sheetName()) ?? null,
  )
  readonly decisions = computed<Decisions>(() => this.bySheet()[this.sheetName()] ?? {})
  readonly items = computed<readonly Item[]>(() => {
    const decisions = this.decisions()
    return (this.sheet()?.proposal.bindings ?? []).map((binding) => {
      const decision = decisions[binding.address]
      return { binding, outcome: outcomeOf(binding, decision), decided: decision !== undefined }
    })
  })
  readonly checks = computed<readonly CheckItem[]>(() => {
    const decisions = this.decisions()
    return (this.sheet()?.proposal.checks ?? []).map((check) => {
      const decision = decisions[check.id]
      return { check, wanted: isWanted(check, decision), decided: decision !== undefined }
    })
  })
  readonly byAddress = computed(() => new Map(this.items().map((item) => [item.binding.address, item])))
  readonly listed = computed(() => {
    const shown = this.shown()
    return this.items().filter((item) => shown === 'all' || item.outcome.as === shown)
  })
  /** What can be taken unseen and nobody has looked at yet. */
  readonly certain = computed(() =>
    this.items().filter(({ binding, decided }) => !decided && binding.confidence === 'sure'),
  )
  readonly inHand = computed(() => this.byAddress().get(this.current() ?? '') ?? null)
  /** Indicators bound to more than one place. */
  readonly twice = computed<ReadonlySet<string>>(() => {
    const seen = new Set<string>()
    const twice = new Set<string>()
    for (const { outcome } of this.items()) {
      if (outcome.as !== 'bound') continue
      if (seen.has(outcome.code)) twice.add(outcome.code)
      seen.add(outcome.code)
    }
    return twice
  })
  readonly indicators = computed<ReadonlyMap<string, TemplateIndicator>>(
    () =>
      new Map([...(this.recognition()?.indicators ?? []).map((each) => [each.code, each] as const), ...this.found()]),
  )
  /** What differs between the draft as it is and as it will be. */
  readonly changes = computed(() => {
    const [into, sheet] = [this.into(), this.sheet()]
    if (!into || !sheet) return []
    const target = { base: into.template, indicators: this.indicators(), taken: new Set<string>() }
    const { template } = draftFrom(sheet.proposal, this.decisions(), target)
    return diffTemplates(into.template, template)
  })

  open(recognition: FormRecognition, into: FormDraft | null): void {
    const store = new DecisionStore(recognition.id)
    const { decisions, found, sheet } = store.read()
    const known = recognition.sheets.some(({ plain }) => plain.name === sheet)
    this.recognition.set(recognition)
    this.into.set(into)
    this.bySheet.set(decisions)
    this.found.set(new Map(found.map((each) => [each.code, each])))
    this.kept.set(store)
    this.choose(known ? sheet : this.likeliest(recognition, into))
  }

  choose(sheet: string): void {
    this.sheetName.set(sheet)
    const open = this.items().filter(({ outcome }) => outcome.as === 'open')
    this.shown.set(open.length > 0 ? 'open' : 'all')
    this.current.set((open[0] ?? this.items()[0])?.binding.address ?? null)
    this.keep()
  }

  /** Takes a decision about a place or a check; null leaves it as proposed. */
  decide(place: string, decision: Decision | null): void {
    this.decideAll([place], decision)
  }

  decideAll(places: readonly string[], decision: Decision | null): void {
    this.bySheet.update((all) => {
      const next: Record<string, Decision> = { ...all[this.sheetName()] }
      for (const place of places) {
        if (decision) next[place] = decision
        else delete next[place]
      }
      return { ...all, [this.sheetName()]: next }
    })
    this.keep()
  }

  /** Binds a place to an indicator found in the dictionary. */
  bind(place: string, indicator: TemplateIndicator): void {
    this.found.update((found) => new Map([...found, [indicator.code, indicator]]))
    this.decide(place, { as: 'indicator', code: indicator.code })
  }

  /** Forgets the decisions, once there is a draft of them. */
  finish(): void {
    this.kept()?.clear()
  }

  /** The sheet that looks like the form, else the one with most places. */
  private likeliest(recognition: FormRecognition, into: FormDraft | null): string {
    const like = recognition.sheets.find(({ proposal }) => proposal.likeForm === into?.template.code)
    const largest = [...recognition.sheets].sort((a, b) => b.proposal.bindings.length - a.proposal.bindings.length)[0]
    return (like ?? largest)?.plain.name ?? ''
  }

  private keep(): void {
    this.kept()?.write({ decisions: this.bySheet(), found: [...this.found().values()], sheet: this.sheetName() })
  }
}

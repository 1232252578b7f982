import type { BindingProposal, CheckProposal, FreshIndicator } from './proposal.js'

/** What a person decided about one proposal; what is not named is taken as proposed. */
export type Decision =
  | { readonly as: 'accepted' }
  | { readonly as: 'refused' }
  | { readonly as: 'indicator'; readonly code: string }
  /** A new indicator, as proposed or as a person defines it. */
  | { readonly as: 'fresh'; readonly define?: FreshIndicator }

/** By address of a place, or id of a check. */
export type Decisions = Readonly<Record<string, Decision>>

/** What becomes of a place: a value of an indicator, one nobody has decided on, or no value at all. */
export type Outcome =
  | { readonly as: 'bound'; readonly code: string }
  | { readonly as: 'fresh'; readonly define: FreshIndicator }
  | { readonly as: 'open' }
  | { readonly as: 'refused' }

export function outcomeOf(binding: BindingProposal, decision: Decision | undefined): Outcome {
  const fresh: Outcome = { as: 'fresh', define: binding.fresh }
  const proposed: Outcome = binding.indicator === null ? fresh : { as: 'bound', code: binding.indicator }
  switch (decision?.as) {
    case 'refused':
      return { as: 'refused' }
    case 'indicator':
      return { as: 'bound', code: decision.code }
    case 'fresh':
      return decision.define ? { as: 'fresh', define: decision.define } : fresh
    case 'accepted':
      return proposed
    default:
      return binding.confidence === 'doubtful' ? { as: 'open' } : proposed
  }
}

/** Whether a check becomes a rule of the draft. */
export function isWanted({ confidence }: CheckProposal, decision: Decision | undefined): boolean {
  return decision ? decision.as === 'accepted' : confidence === 'sure'
}

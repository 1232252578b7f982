import type { Decision, Decisions, FreshIndicator } from '@weitong/designer/recognition'

interface Sent {
  readonly as: Decision['as']
  readonly code?: string | undefined
  readonly define?: (Omit<FreshIndicator, 'unit'> & { readonly unit: string | null }) | undefined
}

/** Decisions as the kernel knows them, of what the validator has let through. */
export function readDecisions(sent: Readonly<Record<string, Sent>>): Decisions {
  return Object.fromEntries(Object.entries(sent).map(([place, decision]) => [place, readDecision(decision)]))
}

function readDecision({ as, code, define }: Sent): Decision {
  if (as === 'indicator') return { as, code: code ?? '' }
  if (as === 'fresh' && define) return { as, define: { ...define, unit: define.unit ?? '' } }
  return { as }
}

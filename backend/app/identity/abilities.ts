/** Roles a grant may give. The three separated administrators will have roles of their own, never these. */
export const ROLES = ['designer', 'filler', 'reviewer', 'analyst'] as const
export type Role = (typeof ROLES)[number]

/**
 * Who may do what. `anyone` needs no session, `signed-in` needs one, otherwise a grant of one of the roles is needed and the
 * subtrees of those grants become the acting scopes. Conditions on the thing itself (own unit, review step, state) are in
 * the feature's policy and in the transition table.
 */
export const ABILITIES = {
  'session.create': 'anyone',
  'session.read': 'signed-in',
  'session.delete': 'signed-in',
  'home.read': 'signed-in',
  'organisation.list': ['designer', 'reviewer', 'analyst', 'filler'],
  'indicator.list': ['designer'],
  'indicator.create': ['designer'],
  'code_list.list': ['designer'],
  'code_list.read': ['designer'],
  'form.list': ['designer'],
  'form.create': ['designer'],
  'form_recognition.create': ['designer'],
  'form_recognition.read': ['designer'],
  'form.import': ['designer'],
  'form_version.import': ['designer'],
  'form_version.read': ['designer'],
  'form_version.draft': ['designer'],
  'form_version.save': ['designer'],
  'form_version.publish': ['designer'],
  'form_version.paper': ['designer'],
  'form_version.history': ['designer'],
  'form_version.restore': ['designer'],
  'form_version.set_aside': ['designer'],
  'form_version.compare': ['designer'],
  'form_version.effective': ['designer'],
  'form_version.retire': ['designer'],
  'form_version.reinstate': ['designer'],
  'form.retire': ['designer'],
  'form.reinstate': ['designer'],
  'form_version.use': 'signed-in',
  'collection.list': 'signed-in',
  'collection.read': 'signed-in',
  'collection.regions': 'signed-in',
  'collection.preview': ['designer'],
  'collection.open': ['designer'],
  'collection.close': ['designer'],
  'collection.reopen': ['designer'],
  'task.list': ['filler'],
  'submission.read': ['filler', 'reviewer', 'analyst'],
  'submission.paper': ['filler', 'reviewer', 'analyst'],
  'submission.save': ['filler'],
  'submission.check': ['filler'],
  'submission.submit': ['filler'],
  'submission.withdraw': ['filler'],
  'review.list': ['reviewer'],
  'review.explanations': ['reviewer'],
  'review.pass': ['reviewer'],
  'review.return': ['reviewer'],
  'review.unlock': ['reviewer'],
  'analysis.forms': ['analyst'],
  'analysis.read': ['analyst'],
  'analysis.export': ['analyst'],
  'job.list': 'signed-in',
  'job.read': 'signed-in',
  'job.file': 'signed-in',
  'job.cancel': 'signed-in',
} as const satisfies Record<string, 'anyone' | 'signed-in' | readonly Role[]>

export type Ability = keyof typeof ABILITIES

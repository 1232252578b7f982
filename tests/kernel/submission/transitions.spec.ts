import { test } from '@japa/runner'
import type { OrgAttributes } from '@weitong/designer/organisation'
import {
  allowed,
  counts,
  nextState,
  type ReviewStep,
  reviewSteps,
  STATE_LABELS,
  STATES,
  STATUS_FILTERS,
  type SubmissionAction,
  type SubmissionState,
  waitingStep,
  whyNot,
} from '@weitong/designer/submission'
import { buildOrg } from '../support/orgs.js'

const step = (level: ReviewStep['level'], label: string): ReviewStep => ({
  level,
  label,
  name: label,
  organisationId: level,
})
const THREE = [step('county', '县审'), step('city', '市审'), step('province', '省审')]
const TWO = [step('city', '市州审核'), step('province', '省审')]
const ONE = [step('province', '省审')]

const ACTIONS: readonly SubmissionAction[] = [
  'save',
  'check',
  'submit',
  'withdraw',
  'pass',
  'return',
  'unlock',
  'carry',
  'national-accept',
  'national-return',
]

type Row = Partial<Record<SubmissionAction, SubmissionState>>

/** Every cell of the table: what is not named is forbidden. */
const FILLING: Row = { save: 'draft', check: 'checked', submit: 'submitted' }
const common: Readonly<Record<SubmissionState, Row>> = {
  empty: { save: 'draft' },
  draft: FILLING,
  checked: FILLING,
  returned: FILLING,
  submitted: { withdraw: 'draft', return: 'returned' },
  'county-passed': { return: 'returned' },
  'city-passed': { return: 'returned' },
  'province-approved': { unlock: 'returned', carry: 'carried' },
  carried: { 'national-accept': 'national-accepted', 'national-return': 'national-returned' },
  'national-accepted': {},
  'national-returned': { unlock: 'returned' },
}

const workflows: readonly (readonly [
  name: string,
  steps: readonly ReviewStep[],
  pass: Partial<Record<SubmissionState, SubmissionState>>,
])[] = [
  [
    '县 → 市 → 省',
    THREE,
    { submitted: 'county-passed', 'county-passed': 'city-passed', 'city-passed': 'province-approved' },
  ],
  ['市州 → 省', TWO, { submitted: 'city-passed', 'city-passed': 'province-approved' }],
  ['省', ONE, { submitted: 'province-approved' }],
]

for (const [name, steps, pass] of workflows) {
  test.group(`submission: ${name}`, () => {
    for (const state of STATES) {
      for (const action of ACTIONS) {
        const next = action === 'pass' ? pass[state] : common[state][action]
        test(`${action} from ${state}: ${next ?? 'forbidden'}`, ({ assert }) => {
          const at = { steps, seen: false }
          assert.equal(allowed(state, action, at), next !== undefined)
          if (next !== undefined) {
            assert.equal(nextState(state, action, at), next)
            return
          }
          assert.throws(() => nextState(state, action, at))
          assert.match(whyNot(state, action, at) ?? '', /[\u4e00-\u9fff].*。$/)
        })
      }
    }
  })
}

test.group('submission: withdrawing', () => {
  test('not once the first reviewer has looked, and says why', ({ assert }) => {
    const seen = { steps: THREE, seen: true }
    assert.isFalse(allowed('submitted', 'withdraw', seen))
    assert.equal(whyNot('submitted', 'withdraw', seen), '上级已开始审核，不能撤回；如需修改请联系上级退回。')
    assert.isTrue(allowed('submitted', 'return', seen))
    assert.isTrue(allowed('submitted', 'pass', seen))
  })
})

test.group('submission: who reviews', () => {
  const administrations = new Map(
    ['420000', '420200', '420281', '429004', '420100'].map((code) => [
      code,
      { id: `org-${code}`, level: '', name: code },
    ]),
  )
  const stepsOf = (org: Partial<OrgAttributes>): string[] =>
    reviewSteps(buildOrg(org), administrations).map(({ organisationId, label }) => `${label} ${organisationId}`)
  const cases: readonly (readonly [what: string, org: Partial<OrgAttributes>, steps: readonly string[]])[] = [
    ['a county hospital', {}, ['县审 org-420281', '市审 org-420200', '省审 org-420000']],
    [
      'a hospital of 仙桃, which has no counties',
      { division: '429004', city: '429004', county: '429004' },
      ['市州审核 org-429004', '省审 org-420000'],
    ],
    [
      'a unit of 仙桃 without county',
      { division: '429004', city: '429004', county: '' },
      ['市州审核 org-429004', '省审 org-420000'],
    ],
    [
      'a provincial hospital in 武汉',
      { division: '420106', city: '420100', county: '420106', affiliation: '2' },
      ['省审 org-420000'],
    ],
    [
      'a hospital of the centre',
      { division: '420106', city: '420100', county: '420106', affiliation: '1' },
      ['省审 org-420000'],
    ],
    ['a private clinic', { affiliation: '', host: '7' }, ['县审 org-420281', '市审 org-420200', '省审 org-420000']],
  ]
  for (const [what, org, steps] of cases) {
    test(what, ({ assert }) => assert.deepEqual(stepsOf(org), steps))
  }

  test('an administration that is missing is an error, not a step less', ({ assert }) => {
    assert.throws(() => stepsOf({ division: '420999', city: '420900', county: '420999' }), /420999/)
  })
})

test.group('submission: states', () => {
  test('each has a Chinese name of its own', ({ assert }) => {
    const labels = STATES.map((state) => STATE_LABELS[state])
    assert.lengthOf(new Set(labels), STATES.length)
    for (const label of labels) assert.match(label, /^[\u4e00-\u9fff]+$/)
  })

  test('each status takes in the ones behind it', ({ assert }) => {
    const { submitted, county, city, approved } = STATUS_FILTERS
    assert.includeMembers([...submitted], [...county])
    assert.includeMembers([...county], [...city])
    assert.includeMembers([...city], [...approved])
    assert.sameMembers([...approved], ['province-approved', 'carried', 'national-accepted', 'national-returned'])
  })

  test('drafts and returned reports are in no sum', ({ assert }) => {
    const out = STATES.filter((state) => !counts(state))
    assert.sameMembers(out, ['empty', 'draft', 'checked', 'returned'])
  })

  test('the step a report waits at', ({ assert }) => {
    const levels = STATES.map((state) => waitingStep(state, THREE)?.level ?? null)
    assert.deepEqual(
      levels,
      STATES.map(
        (state) =>
          ({ submitted: 'county', 'county-passed': 'city', 'city-passed': 'province' })[state as string] ?? null,
      ),
    )
    assert.isNull(waitingStep('province-approved', ONE))
  })
})

import { test } from '@japa/runner'
import {
  allowed,
  nextState,
  type ReviewStep,
  STATES,
  type SubmissionAction,
  type SubmissionState,
} from '@weitong/designer/submission'
import type { Refused, Reply } from '../../support/http_client.js'
import { actor, ownerRows } from '../../support/world.js'
import { goodValues, openForm, type ReportClient, reportOf } from './report.js'

const ACTIONS = ['save', 'check', 'submit', 'withdraw', 'pass', 'return', 'unlock'] as const
type Act = (typeof ACTIONS)[number]

/** Who does it: the filler, the administration whose step waits, the province. */
const LEVEL_LOGIN = { county: 'daye', city: 'huangshi', province: 'sheng-shenhe' } as const
const STATE_CODES = ['E_SUBMISSION_STATE', 'E_SUBMISSION_EMPTY', 'E_SUBMISSION_ALREADY_SEEN']

test.group('the transition table over HTTP', () => {
  for (const seen of [false, true]) {
    test(`every state × action gives the answer of the table, ${seen ? 'seen' : 'unseen'}`, async ({ assert }) => {
      const { form, collection } = await openForm()
      const report = await reportOf('daye-rmyy', collection)
      await report.save(goodValues(form))
      const steps = (
        await ownerRows<{ review_steps: ReviewStep[] }>('select review_steps from obligations where id = $1', [
          report.obligationId,
        ])
      ).flatMap((row) => row.review_steps)
      const circumstances = { steps, seen }
      for (const state of STATES.filter((each) => each !== 'empty')) {
        for (const action of ACTIONS) {
          await force(report, { state, seen, steps })
          const reply = await tryAct(report, { action, state, values: goodValues(form) })
          const title = `${action} from ${state}`
          if (allowed(state, action, circumstances)) {
            assert.isTrue(succeeded(reply), `${title}: ${reply.status} ${JSON.stringify(reply.body)}`)
            assert.equal(await stateOf(report), expectedState(state, action, circumstances), title)
          } else {
            assert.include(
              STATE_CODES,
              codeOf(reply) ?? 'none',
              `${title}: ${reply.status} ${JSON.stringify(reply.body)}`,
            )
            assert.equal(await stateOf(report), state, title)
          }
        }
      }
    }).timeout(120_000)
  }
})

interface Forced {
  readonly state: SubmissionState
  readonly seen: boolean
  readonly steps: readonly ReviewStep[]
}

/** The report as it stands in that state, with as many steps passed and no lock. */
async function force(report: ReportClient, { state, seen, steps }: Forced): Promise<void> {
  const passed = ['county-passed', 'city-passed', 'province-approved'].indexOf(state) + 1
  await ownerRows('update locks set released_at = now() where submission_id is not null returning id')
  await ownerRows(
    `update submissions set state = $2, seen_at = case when $3 then now() end, passed = $4, submitted_by = null
     where obligation_id = $1 returning id`,
    [
      report.obligationId,
      state,
      seen,
      JSON.stringify(
        steps.slice(0, passed).map(({ level, organisationId }) => ({ level, organisationId, by: '0', at: '' })),
      ),
    ],
  )
}

/** The person whose turn it would be; a save changes something, or it would change no state. */
async function tryAct(
  report: ReportClient,
  { action, state, values }: { action: Act; state: SubmissionState; values: Record<string, string> },
): Promise<Reply<Refused>> {
  const { revision } = await report.view()
  if (action === 'save') {
    const [first = ''] = Object.keys(values)
    return report.trySave<Refused>({ ...values, [first]: String(2000 + revision) }, { base: revision })
  }
  if (action === 'check' || action === 'submit' || action === 'withdraw') return report.try<Refused>(action, revision)
  const level = state === 'county-passed' ? 'city' : state === 'submitted' ? 'county' : 'province'
  const reviewer = report.as(await actor(LEVEL_LOGIN[action === 'unlock' ? 'province' : level]))
  return reviewer.tryReview<Refused>(action)
}

/** A batch answers 200 and lists what failed. */
function codeOf(reply: Reply<Refused & { failed?: readonly { code: string }[] }>): string | undefined {
  return reply.body.failed?.[0]?.code ?? reply.body.code
}

function succeeded(reply: Reply<Refused>): boolean {
  return reply.status === 200 && codeOf(reply) === undefined
}

function expectedState(
  state: SubmissionState,
  action: SubmissionAction,
  at: { steps: readonly ReviewStep[]; seen: boolean },
): SubmissionState {
  return nextState(state, action, at)
}

async function stateOf(report: ReportClient): Promise<string | undefined> {
  const [row] = await ownerRows<{ state: string }>('select state from submissions where obligation_id = $1', [
    report.obligationId,
  ])
  return row?.state
}

import { endpoint } from '#identity'
import { checkSubmission } from './check_submission.js'
import { draftActBody, paperBody, previewQuery, saveBody, testBody, withdrawBody } from './http/submission_validator.js'
import { listTasks } from './list_tasks.js'
import { listTestPeriods, requestTestBench } from './request_test_bench.js'
import { requestReportPaper } from './request_report_paper.js'
import { saveSubmission } from './save_submission.js'
import { previewReport } from './preview_report.js'
import { personOf } from './submission_policy.js'
import { submitSubmission } from './submit_submission.js'
import { viewSubmission } from './view_submission.js'
import { withdrawSubmission } from './withdraw_submission.js'

export const submissionRoutes = [
  endpoint({
    method: 'GET',
    path: '/form-versions/:id/preview',
    ability: 'form_version.preview',
    query: previewQuery,
    handle: (input) => previewReport(personOf(input), { versionId: input.params.id ?? '', ...input.query }),
  }),
  endpoint({
    method: 'GET',
    path: '/form-versions/:id/test-periods',
    ability: 'check.test_periods',
    handle: ({ acting, params }) => listTestPeriods(acting, params.id ?? ''),
  }),
  endpoint({
    method: 'POST',
    path: '/form-versions/:id/test-runs',
    ability: 'check.test',
    body: testBody,
    status: 202,
    handle: ({ acting, params, body }) => requestTestBench(acting, { versionId: params.id ?? '', ...body }),
  }),
  endpoint({ method: 'GET', path: '/tasks', ability: 'task.list', handle: ({ acting }) => listTasks(acting) }),
  endpoint({
    method: 'GET',
    path: '/submissions/:obligationId',
    ability: 'submission.read',
    handle: (input) => viewSubmission(personOf(input), input.params.obligationId ?? ''),
  }),
  endpoint({
    method: 'POST',
    path: '/submissions/:obligationId/paper',
    ability: 'submission.paper',
    body: paperBody,
    status: 202,
    handle: (input) =>
      requestReportPaper(personOf(input), { obligationId: input.params.obligationId ?? '', ...input.body }),
  }),
  endpoint({
    method: 'POST',
    path: '/submissions/:obligationId/save',
    ability: 'submission.save',
    body: saveBody,
    handle: (input) =>
      saveSubmission(personOf(input), { obligationId: input.params.obligationId ?? '', ...input.body }),
  }),
  endpoint({
    method: 'POST',
    path: '/submissions/:obligationId/check',
    ability: 'submission.check',
    body: draftActBody,
    handle: (input) =>
      checkSubmission(personOf(input), { obligationId: input.params.obligationId ?? '', ...input.body }),
  }),
  endpoint({
    method: 'POST',
    path: '/submissions/:obligationId/submit',
    ability: 'submission.submit',
    body: draftActBody,
    handle: (input) =>
      submitSubmission(personOf(input), { obligationId: input.params.obligationId ?? '', ...input.body }),
  }),
  endpoint({
    method: 'POST',
    path: '/submissions/:obligationId/withdraw',
    ability: 'submission.withdraw',
    body: withdrawBody,
    handle: (input) =>
      withdrawSubmission(personOf(input), { obligationId: input.params.obligationId ?? '', ...input.body }),
  }),
]

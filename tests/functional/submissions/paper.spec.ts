import { test } from '@japa/runner'
import { extractText } from 'unpdf'
import type { FormDraft, JobView } from '../../../workbench/src/app/api/contract.js'
import type { Client, Refused } from '../../support/http_client.js'
import { finishedJob } from '../../support/jobs.js'
import { actor, anonymous, auditEvents } from '../../support/world.js'
import { goodValues, openForm, type OpenForm, reportOf } from './report.js'

const SIZE = { size: 'A4' }

/** Asks, waits and reads the file back: its text and how many pages it has. */
async function paperOf(client: Client, path: string): Promise<{ job: JobView; text: string; pages: number }> {
  const asked = await client.expect('JobView', client.post<JobView>(path, SIZE), 202)
  const job = await finishedJob(client, asked.id)
  if (job.state !== 'done') throw new Error(job.message)
  const file = await client.download(`/jobs/${job.id}/file`)
  const { text, totalPages } = await extractText(new Uint8Array(file.body), { mergePages: true })
  return { job, text: text.replaceAll(/\s+/g, ''), pages: totalPages }
}

test.group('submissions: paper', (group) => {
  let open: OpenForm
  group.setup(async () => {
    open = await openForm()
  })

  test('the PDF of a report says what the page says, marked 草稿 until it is submitted', async ({ assert }) => {
    const report = await reportOf('daye-rmyy', open.collection)
    await report.save(goodValues(open.form))
    const path = `/submissions/${report.obligationId}/paper`
    const draft = await paperOf(report.client, path)
    assert.equal(draft.pages, 1)
    assert.match(draft.job.fileName ?? '', /_2026年10月_草稿\.pdf$/)
    const { organisation } = await report.view()
    for (const word of ['1,200', '300', '1,500', '900.50', '诊疗人次', organisation.name, '草稿', '第1页/共1页']) {
      assert.include(draft.text, word)
    }
    assert.lengthOf(await auditEvents('submission.paper', draft.job.id), 1)
    await report.submit()
    const submitted = await paperOf(report.client, path)
    assert.notInclude(submitted.text, '草稿')
    assert.notInclude(submitted.job.fileName ?? '', '草稿')
  })

  test('refuses without a session, without the role, of others and of another shape', async ({ assert }) => {
    const report = await reportOf('daye-rmyy', open.collection)
    const path = `/submissions/${report.obligationId}/paper`
    assert.equal((await anonymous().post<Refused>(path, SIZE)).status, 401)
    assert.equal((await (await actor('sheng-sheji')).post<Refused>(path, SIZE)).status, 403)
    const stranger = await (await actor('xiantao')).post<Refused>(path, SIZE)
    assert.deepEqual([stranger.status, stranger.body.code], [404, 'E_OBLIGATION_NOT_FOUND'])
    assert.equal((await report.client.post<Refused>(path, { size: 'B5' })).status, 422)
    assert.equal((await report.client.post<Refused>(path, { ...SIZE, more: 1 })).body.code, 'E_VALIDATION')
  })

  test('a designer gets the empty form; nobody else does', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const path = `/form-versions/${open.form.versionId}/paper`
    const empty = await paperOf(designer, path)
    assert.match(empty.job.fileName ?? '', /空表\.pdf$/)
    assert.include(empty.text, '诊疗人次')
    assert.notInclude(empty.text, '1,200')
    assert.lengthOf(await auditEvents('form_version.paper', empty.job.id), 1)
    assert.equal((await anonymous().post<Refused>(path, SIZE)).status, 401)
    assert.equal((await (await actor('daye-rmyy')).post<Refused>(path, SIZE)).status, 403)
    assert.equal((await designer.post<Refused>('/form-versions/999999999/paper', SIZE)).status, 404)
    assert.equal((await designer.post<Refused>(path, {})).status, 422)
  })

  test('a draft of a sensitive form is drawn as it is, marked', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const { form } = open
    const next = await designer.post<FormDraft>(`/forms/${form.formId}/drafts`, { fromVersionId: form.versionId })
    const { template, version, revision } = next.body
    const cells = template.cells.map((cell) => (cell.text === '诊疗人次' ? { ...cell, text: '门诊和急诊人次' } : cell))
    const changed = { ...template, secrecy: 'sensitive', cells }
    await designer.expect('FormDraft', designer.put(`/form-versions/${version.id}`, { revision, template: changed }))
    const { text } = await paperOf(designer, `/form-versions/${version.id}/paper`)
    for (const word of ['门诊和急诊人次', '敏感', '按保密规定保管']) assert.include(text, word)
  })
})

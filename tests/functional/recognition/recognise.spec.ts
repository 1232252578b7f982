import { test } from '@japa/runner'
import exceljs from 'exceljs'
import jszip from 'jszip'
import { exportForm } from '../../load/recognition/export_form.js'
import { shippedForm } from '../../kernel/support/forms.js'
import type { FormRecognition } from '../../../workbench/src/app/api/contract.js'
import type { Refused } from '../../support/http_client.js'
import { actor, anonymous, auditEvents } from '../../support/world.js'

const PATH = '/form-recognitions'
const plain = async (): Promise<Buffer> => (await exportForm(shippedForm('WJT-1-9', 2))).file

/** The file with one more part inside, or with parts changed. */
async function repacked(change: (zip: jszip) => void): Promise<Buffer> {
  const zip = await jszip.loadAsync(await plain())
  change(zip)
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' })
}

const emptyRows = (count: number): string =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${Array.from({ length: count }, (_, at) => `<row r="${at + 1}"/>`).join('')}</sheetData></worksheet>`

test.group('form_recognition.create', () => {
  test('only designers, and only with a session', async ({ assert }) => {
    assert.equal((await anonymous().upload(PATH, await plain())).status, 401)
    const filler = await actor('daye-rmyy')
    const refused = await filler.upload<Refused>(PATH, await plain())
    assert.deepEqual([refused.status, refused.body.code], [403, 'E_FORBIDDEN'])
  })

  test('reads a form off a plain workbook', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const { file, truth } = await exportForm(shippedForm('WJT-1-9', 2))
    const name = encodeURIComponent('卫健统1-9.xlsx')
    const reply = await designer.expect(
      'FormRecognition',
      designer.upload<FormRecognition>(`${PATH}?name=${name}`, file),
      201,
    )
    assert.equal(reply.fileName, '卫健统1-9.xlsx')
    assert.lengthOf(await auditEvents('form_recognition.create', reply.id), 1)
    const [sheet] = reply.sheets
    const proposal = sheet?.proposal
    assert.equal(proposal?.legal.tableNo, '卫健统1-9表')
    assert.sameMembers(proposal?.bindings.map(({ address }) => address) ?? [], [...truth.keys()])
    // What the dictionary has not got is new; what it has is never wrong.
    for (const { address, indicator, confidence } of proposal?.bindings ?? []) {
      if (confidence === 'sure') assert.equal(indicator, truth.get(address) ?? '')
    }
  })

  const refusals: Readonly<Record<string, () => Promise<Buffer>>> = {
    E_IMPORT_EMPTY: () => Promise.resolve(Buffer.alloc(0)),
    E_IMPORT_TOO_BIG: () => Promise.resolve(Buffer.alloc(9 * 2 ** 20, 1)),
    E_IMPORT_NOT_XLSX: () => Promise.resolve(Buffer.from('指标名称,数量\n床位,3\n')),
    E_IMPORT_OLD_FORMAT: () => Promise.resolve(Buffer.from('d0cf11e0a1b11ae1'.padEnd(1024, '0'), 'hex')),
    E_IMPORT_ENCRYPTED: () =>
      Promise.resolve(
        Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      ),
    E_IMPORT_MACROS: () => repacked((zip) => zip.file('xl/vbaProject.bin', 'x')),
    E_IMPORT_EXTERNAL_LINKS: () => repacked((zip) => zip.file('xl/externalLinks/externalLink1.xml', '<x/>')),
    E_IMPORT_ZIP_BOMB: () => repacked((zip) => zip.file('xl/media/image1.bin', Buffer.alloc(100 * 2 ** 20))),
    E_IMPORT_TOO_LARGE: () => repacked((zip) => zip.file('xl/worksheets/sheet1.xml', emptyRows(1_000_000))),
    E_IMPORT_UNREADABLE: () => repacked((zip) => zip.file('xl/worksheets/sheet1.xml', '<worksheet><sheetData><row')),
    E_IMPORT_TOO_WIDE: async () => {
      const workbook = new exceljs.Workbook()
      workbook.addWorksheet('宽').getCell(1, 257).value = '第 257 列'
      return Buffer.from(await workbook.xlsx.writeBuffer())
    },
    E_IMPORT_NESTED_TABLES: () =>
      Promise.resolve(Buffer.from('<table><tr><td><table><tr><td>甲</td></tr></table></td></tr></table>')),
    E_IMPORT_NO_TABLE: async () => {
      const workbook = new exceljs.Workbook()
      workbook.addWorksheet('说明').getCell('A1').value = '请按要求填报'
      return Buffer.from(await workbook.xlsx.writeBuffer())
    },
  }
  for (const [code, file] of Object.entries(refusals)) {
    test(`refuses with ${code}`, async ({ assert }) => {
      const designer = await actor('sheng-sheji')
      const reply = await designer.upload<Refused>(PATH, await file())
      assert.deepEqual([reply.status, reply.body.code], [422, code])
      assert.match(reply.body.message, code === 'E_IMPORT_OLD_FORMAT' ? /请另存为 \.xlsx/ : /[\u4e00-\u9fff]/)
    })
  }
})

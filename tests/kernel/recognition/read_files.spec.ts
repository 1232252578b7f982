import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import jszip from 'jszip'
import { recognise } from '@weitong/designer/recognition'
import { convertOldFormat } from '../../../backend/app/files/convert_old_format.js'
import { readInThread } from '../../../backend/app/files/read_in_thread.js'
import { readPlain } from '../../../backend/app/files/read_plain.js'
import { type HandLayout, writeLayout } from '../../load/recognition/layout.js'
import { movedAddress, writeClipboard, writeDocx } from '../../load/recognition/other_carriers.js'

const LAYOUTS = new URL('../../load/recognition/layouts/', import.meta.url)
const layouts = readdirSync(LAYOUTS).map(
  (name) => JSON.parse(readFileSync(new URL(name, LAYOUTS), 'utf8')) as HandLayout,
)
const NOTHING = { indicators: [], forms: [], codeLists: [] }

async function placesIn(file: Buffer): Promise<string[]> {
  const [sheet] = (await readPlain(file)).sheets
  return (sheet && recognise(sheet, NOTHING)?.bindings.map(({ address }) => address)) ?? []
}

/** A document of Word with this body. */
async function docx(body: string): Promise<Buffer> {
  const zip = new jszip()
  zip.file('[Content_Types].xml', '<Types/>')
  zip.file('word/document.xml', `<w:document><w:body>${body}</w:body></w:document>`)
  return zip.generateAsync({ type: 'nodebuffer' })
}

const paragraph = (text: string, properties = ''): string => `<w:p>${properties}<w:r><w:t>${text}</w:t></w:r></w:p>`
const cell = (inside: string): string => `<w:tc><w:tcPr/>${inside}</w:tc>`
const table = (rows: readonly (readonly string[])[]): string =>
  `<w:tbl><w:tblPr><w:tblStyle w:val="a3"/></w:tblPr>${rows.map((cells) => `<w:tr>${cells.map((text) => cell(paragraph(text))).join('')}</w:tr>`).join('')}</w:tbl>`

test.group('Reading documents and the clipboard', () => {
  for (const { title, sheets } of layouts) {
    test(`${title}: the same places in Word and on the clipboard as in the workbook`, async ({ assert }) => {
      for (const sheet of sheets) {
        const wanted = await placesIn(await writeLayout({ title, sheets: [sheet] }))
        assert.isNotEmpty(wanted)
        assert.deepEqual(await placesIn(writeClipboard({ ...sheet, formulas: {} })), wanted)
        assert.deepEqual(
          await placesIn(await writeDocx(sheet)),
          wanted.map((address) => movedAddress(sheet, address)),
        )
      }
    })
  }

  test('every table under a heading of its own is a sheet of its own, with its lines', async ({ assert }) => {
    const centred = '<w:pPr><w:jc w:val="center"/></w:pPr>'
    const rows = [
      ['指标', '计量单位', '数量'],
      ['床位', '张', ''],
      ['医师', '人', ''],
    ]
    const file = await docx(
      paragraph('床位情况月报表', centred) +
        paragraph('表号：鄂卫统1表') +
        table(rows) +
        paragraph('填表人：') +
        paragraph('人员情况季报表', centred) +
        table(rows),
    )
    const { sheets } = await readPlain(file)
    assert.deepEqual(
      sheets.map(({ name }) => name),
      ['床位情况月报表', '人员情况季报表'],
    )
    const [first, second] = sheets.map((sheet) => recognise(sheet, NOTHING))
    assert.deepEqual([first?.title, first?.periodType, first?.legal.tableNo], ['床位情况月报表', 'month', '鄂卫统1表'])
    assert.deepEqual([second?.title, second?.periodType, second?.bindings.length], ['人员情况季报表', 'quarter', 2])
    assert.deepEqual(first?.foot, ['填表人'])
  })

  test('a table within a table is refused, in Word and on the clipboard', async ({ assert }) => {
    const nested = await docx(`<w:tbl><w:tr>${cell(table([['甲', '乙']]))}</w:tr></w:tbl>`)
    await assert.rejects(() => readPlain(nested), 'E_IMPORT_NESTED_TABLES')
    const html = Buffer.from('<table><tr><td><table><tr><td>甲</td></tr></table></td></tr></table>')
    await assert.rejects(() => readPlain(html), 'E_IMPORT_NESTED_TABLES')
  })

  test('what old systems export: HTML in a Chinese encoding under the name of a workbook', async ({ assert }) => {
    // 指标, 单位, 数量 and 床位, 张 in GBK.
    const [head, row] = ['D6B8B1EA</td><td>B5A5CEBB</td><td>CAFDC1BF', 'B4B2CEBB</td><td>D5C5</td><td>'].map((text) =>
      Buffer.concat(
        text.split(/(<[^>]+>)/).map((part) => (part.startsWith('<') ? Buffer.from(part) : Buffer.from(part, 'hex'))),
      ),
    )
    const tags = ['<table border=1><tr><td>', '</td></tr><tr><td>', '</td></tr></table>'].map((text) =>
      Buffer.from(text),
    )
    const parts = [tags[0], head, tags[1], row, tags[2]].flatMap((part) => part ?? [])
    const { sheets } = await readPlain(Buffer.concat(parts))
    assert.deepEqual(
      sheets[0]?.cells.map(({ text }) => text),
      ['指标', '单位', '数量', '床位', '张', ''],
    )
  })

  test('a file that takes too long is given up', async ({ assert }) => {
    const [layout] = layouts
    const file = layout ? await writeLayout(layout) : Buffer.alloc(0)
    await assert.rejects(() => readInThread(file, { deadlineMs: 1 }), 'E_IMPORT_TOO_SLOW')
  })

  test('spans of a pasted table that are larger than any form are refused, not drawn', async ({ assert }) => {
    const wide = Buffer.from(`<table><tr>${'<td colspan=200>甲</td>'.repeat(3)}</tr></table>`)
    await assert.rejects(() => readPlain(wide), 'E_IMPORT_TOO_WIDE')
    const long = Buffer.from(`<table>${'<tr><td>甲</td></tr>'.repeat(2001)}</table>`)
    await assert.rejects(() => readPlain(long), 'E_IMPORT_TOO_LARGE')
  })
})

test.group('Files of old formats', (group) => {
  let folder: string
  const old = Buffer.from('d0cf11e0a1b11ae1', 'hex')
  group.each.setup(() => {
    folder = mkdtempSync(join(tmpdir(), 'weitong-path-'))
    return () => rmSync(folder, { recursive: true })
  })

  /** A program of that name which does what the script says; `$6` is the folder for results, `$7` the file. */
  const program = (script: string): void => {
    writeFileSync(join(folder, 'soffice'), `#!/bin/sh\n${script}\n`)
    chmodSync(join(folder, 'soffice'), 0o755)
  }
  const codeOf = async (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => '',
      (error: { code?: string }) => error.code ?? String(error),
    )

  test('without LibreOffice they are refused', async ({ assert }) => {
    assert.equal(await codeOf(convertOldFormat(old, { path: folder })), 'E_IMPORT_OLD_FORMAT')
  })

  test('where it is on the PATH it is asked for xlsx, or docx of a document, and nothing is left behind', async ({
    assert,
  }) => {
    program('echo "$@" > "$6/form.$4"; pwd >> "$6/form.$4"')
    const asked = (await convertOldFormat(old, { path: folder })).toString()
    assert.match(asked, /--headless --convert-to xlsx --outdir (\S+) \1\/form\.xls\n/)
    const word = Buffer.concat([old, Buffer.from('WordDocument', 'utf16le')])
    assert.match((await convertOldFormat(word, { path: folder })).toString(), /--convert-to docx .*form\.doc\n/)
    const [, work = ''] = /--outdir (\S+)/.exec(asked) ?? []
    assert.throws(() => readdirSync(work), /ENOENT/)
  })

  test('a file that it cannot read, or not in time, is refused', async ({ assert }) => {
    program('exit 1')
    assert.equal(await codeOf(convertOldFormat(old, { path: folder })), 'E_IMPORT_OLD_FORMAT')
    program('sleep 60')
    assert.equal(await codeOf(convertOldFormat(old, { path: folder, deadlineMs: 100 })), 'E_IMPORT_OLD_FORMAT')
  })
})

import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Paper, paperDocument } from '@weitong/reports/document'
import env from '#start/env'
import type { JobResult, RunningJob } from '#platform'

/** Noto Sans Hans (OFL-1.1); only the glyphs of a document go into it. */
const font = (weight: string): string =>
  fileURLToPath(new URL(`../fonts/NotoSansHans-${weight}.otf`, import.meta.resolve('@embedpdf/fonts-sc')))

/**
 * Loaded by the first job, so that the web process never has it. Nothing in a document is fetched: neither from the network nor,
 * but for the two fonts, from the disk.
 */
async function loadPdfmake(): Promise<typeof import('pdfmake')> {
  const { default: pdfmake } = await import('pdfmake')
  const [normal, bold] = [font('Regular'), font('Bold')]
  pdfmake.setFonts({ Paper: { normal, bold, italics: normal, bolditalics: bold } })
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path: string) => path === normal || path === bold)
  return pdfmake
}

/** Draws a paper as PDF, the result of a job. Layout holds the process for its time, so only the worker does it. */
export async function writePaper(job: RunningJob, paper: Paper): Promise<JobResult> {
  const pdfmake = await loadPdfmake()
  await job.report(40, '正在排版')
  const content = await pdfmake.createPdf(paperDocument(paper) as never).getBuffer()
  await job.report(90, '正在写入文件')
  const filePath = join('exports', `${job.id}-${job.attempt}.pdf`)
  const target = join(env.get('DATA_DIR'), filePath)
  await mkdir(dirname(target), { recursive: true })
  try {
    await writeFile(target, content)
  } catch (error) {
    await rm(target, { force: true })
    throw error
  }
  return { fileName: paper.fileName, filePath, message: `共 ${paper.pages.length} 页` }
}

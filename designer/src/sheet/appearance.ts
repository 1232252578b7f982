import type { TemplateIndicator } from '../template/index.js'
import type { CellDesign } from './design-state.js'

/** How a cell looks on the design sheet. Colours are `#rrggbb`. */
export interface CellLook {
  readonly bold: boolean
  readonly size: number
  readonly align: 'left' | 'center' | 'right'
  /** Space before the text in CSS pixels. */
  readonly inset: number
  readonly ground: string | null
  readonly ink: string
  /** Faint words shown in place of the cell's own text, or null. */
  readonly words: string | null
  /** Corner mark of what is filled or computed. */
  readonly corner: string | null
  /** Corner mark of a cell that not everybody fills. */
  readonly limited: boolean
  readonly required: boolean
}

/** Grounds and inks of the sheet; the legend beside the sheet uses the same. */
export const SHEET_COLOURS = {
  ink: '#1f2328',
  faint: '#4f5862',
  head: '#f0f3f6',
  bound: '#e8f0f9',
  boundCorner: '#1b5fae',
  unbound: '#fdf1d8',
  unboundInk: '#7f5200',
  computed: '#eceff2',
  computedCorner: '#4f5862',
  limited: '#6b4fa0',
  required: '#b02318',
  problem: '#b02318',
  line: '#b9c0c8',
} as const

const INDENT = 16
const PADDING = 6

/** What the look of a cell needs to know beside its design. */
export interface LookContext {
  indicator(code: string): TemplateIndicator | undefined
  /** A stored formula in the notation people read. */
  formula(stored: string): string
}

/** The look of a cell by its role; binding and formula show as faint words. */
export function lookOf(design: CellDesign, context: LookContext): CellLook {
  const plain: CellLook = {
    bold: false,
    size: 11,
    align: design.align,
    inset: PADDING + design.indent * INDENT,
    ground: null,
    ink: SHEET_COLOURS.ink,
    words: null,
    corner: null,
    limited: design.when !== null,
    required: design.required,
  }
  switch (design.role) {
    case 'title':
      return { ...plain, bold: true, size: 16 }
    case 'head':
      return { ...plain, bold: true, ground: SHEET_COLOURS.head }
    case 'section':
      return { ...plain, bold: true }
    case 'label':
      return plain
    case 'input':
      return { ...plain, ...inputLook(design, context), align: 'left' }
    case 'computed':
      return { ...plain, ...computedLook(design, context), align: 'left' }
  }
}

function inputLook(design: CellDesign, context: LookContext): Partial<CellLook> {
  const { unbound, unboundInk, bound, boundCorner, faint } = SHEET_COLOURS
  if (!design.binding) return { ground: unbound, corner: unboundInk, ink: unboundInk, words: '未绑定指标' }
  return { ground: bound, corner: boundCorner, ink: faint, words: nameOf(design, context) }
}

function computedLook(design: CellDesign, context: LookContext): Partial<CellLook> {
  const { unbound, unboundInk, computed, computedCorner, faint } = SHEET_COLOURS
  if (!design.formula) return { ground: unbound, corner: unboundInk, ink: unboundInk, words: '未设公式' }
  const words = `=${context.formula(design.formula)}${design.binding ? `　${nameOf(design, context)}` : ''}`
  return { ground: computed, corner: computedCorner, ink: faint, words }
}

function nameOf(design: CellDesign, context: LookContext): string {
  if (!design.binding) return ''
  const { indicator, rowItem, columnItem, offset } = design.binding
  const name = context.indicator(indicator)?.name ?? indicator
  const items = [rowItem, columnItem].filter((item) => item !== null).join('·')
  const period = offset === 0 ? '' : offset === 'lastYear' ? '上年同期 ' : '上期 '
  return `${period}${name}${items ? `（${items}）` : ''}`
}

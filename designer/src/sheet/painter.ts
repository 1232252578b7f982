import type { ICellDataForSheetInterceptor, IStyleData, Nullable } from '@univerjs/core'
import {
  BooleanNumber,
  BorderStyleTypes,
  CellValueType,
  HorizontalAlign,
  VerticalAlign,
  WrapStrategy,
} from '@univerjs/core'
import type { CellLook } from './appearance.js'
import { SHEET_COLOURS } from './appearance.js'

type Shown = Nullable<ICellDataForSheetInterceptor>

const ALIGN = { left: HorizontalAlign.LEFT, center: HorizontalAlign.CENTER, right: HorizontalAlign.RIGHT }
const MARK = 6
/** Small enough for two lines in an ordinary row: names are long, columns of numbers narrow. */
const PLACEHOLDER_SIZE = 9
const LINE = { s: BorderStyleTypes.THIN, cl: { rgb: SHEET_COLOURS.line } }
const FRAME = { t: LINE, r: LINE, b: LINE, l: LINE }

/** Dresses a cell for the screen. The sheet's own data stay as they are. */
export function paint(cell: Shown, look: CellLook, hasProblem: boolean): ICellDataForSheetInterceptor {
  return {
    ...cell,
    ...(look.words === null ? {} : { v: look.words, t: CellValueType.STRING, p: null, f: null }),
    interceptorStyle: styleOf(look),
    markers: {
      ...cell?.markers,
      ...(look.corner ? { tr: { color: look.corner, size: MARK } } : {}),
      ...(look.limited ? { bl: { color: SHEET_COLOURS.limited, size: MARK } } : {}),
      ...(look.required ? { tl: { color: SHEET_COLOURS.required, size: MARK } } : {}),
      ...(hasProblem ? { br: { color: SHEET_COLOURS.problem, size: MARK + 2 } } : {}),
    },
  }
}

/** A cell that a merged one covers: it carries the frame of its side. */
export function paintCovered(cell: Shown): ICellDataForSheetInterceptor {
  return { ...cell, interceptorStyle: { bd: FRAME } }
}

function styleOf(look: CellLook): IStyleData {
  const isPlaceholder = look.words !== null
  return {
    bl: look.bold ? BooleanNumber.TRUE : BooleanNumber.FALSE,
    fs: isPlaceholder ? PLACEHOLDER_SIZE : look.size,
    cl: { rgb: look.ink },
    ...(look.ground ? { bg: { rgb: look.ground } } : {}),
    bd: FRAME,
    ht: ALIGN[look.align],
    vt: VerticalAlign.MIDDLE,
    tb: WrapStrategy.WRAP,
    pd: { l: look.inset, r: 6, t: 0, b: 0 },
  }
}

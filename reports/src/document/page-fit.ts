export type PaperSize = 'A4' | 'A3'

/** How a sheet fits a page, in points. */
export interface PageFit {
  readonly size: PaperSize
  readonly landscape: boolean
  readonly widths: readonly number[]
  /** Points per CSS pixel of the sheet. */
  readonly scale: number
  readonly fontSize: number
  /** Room for the table on the first page, below title and legal head, and on the others. */
  readonly firstHeight: number
  readonly height: number
  readonly margin: number
}

const SIZES: Readonly<Record<PaperSize, readonly [short: number, long: number]>> = {
  A4: [595.28, 841.89],
  A3: [841.89, 1190.55],
}
const MARGIN = 36
const POINTS_PER_PIXEL = 0.75
/** Below this the letters of an upright page would be too small, so it is turned. */
const SMALLEST_UPRIGHT = 0.72
const LARGEST = 1.15
/** What the page sets 14 pixels high. */
const FONT_PIXELS = 14
/** Title, legal head, lines above and below the table; page number. */
const HEAD_HEIGHT = 110
const FOOT_HEIGHT = 44

/** Width and height of the page in points. */
export function pageArea({
  size,
  landscape,
}: Pick<PageFit, 'size' | 'landscape'>): readonly [width: number, height: number] {
  const [short, long] = SIZES[size]
  return landscape ? [long, short] : [short, long]
}

/** Scales columns given in CSS pixels to the width of the page, turned when it is wide. */
export function fitToPage(pixels: readonly number[], size: PaperSize): PageFit {
  const [short] = SIZES[size]
  const total = pixels.reduce((sum, width) => sum + width, 0) * POINTS_PER_PIXEL
  const landscape = (short - 2 * MARGIN) / total < SMALLEST_UPRIGHT
  const [width, height] = pageArea({ size, landscape })
  const share = Math.min(LARGEST, (width - 2 * MARGIN) / total)
  const scale = POINTS_PER_PIXEL * share
  const inner = height - 2 * MARGIN - FOOT_HEIGHT
  return {
    size,
    landscape,
    widths: pixels.map((each) => each * scale),
    scale,
    fontSize: Math.max(6, Math.min(10, FONT_PIXELS * scale)),
    firstHeight: inner - HEAD_HEIGHT,
    height: inner - 20,
    margin: MARGIN,
  }
}

import type { PlainCell } from '@weitong/designer/recognition'

/** What of a style says something about a form. */
export interface Style {
  readonly align: PlainCell['align']
  readonly bordered: boolean
  readonly indent: number
  readonly format: string
  /** In CSS pixels. */
  readonly width: number | null
}

/** Styles of a document: classes as Excel writes them (`.xl65 {…}`), attributes, and what stands at the element itself. */
export class Styles {
  private readonly classes = new Map<string, string>()

  /** Takes in the content of a style element. */
  learn(sheet: string): void {
    for (const [, names = '', declarations = ''] of sheet.matchAll(/([^{}]{1,400})\{([^{}]*)\}/g)) {
      for (const [, name = ''] of names.matchAll(/\.([\w-]+)/g)) {
        this.classes.set(name, `${this.classes.get(name) ?? ''};${declarations}`)
      }
    }
  }

  of(attributes: Readonly<Record<string, string>>): Style {
    const own = (attributes['class'] ?? '').split(/\s+/).map((name) => this.classes.get(name) ?? '')
    const text = `${own.join(';')};${attributes['style'] ?? ''}`
    const value = (name: string): string | undefined =>
      [...text.matchAll(new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*((?:"[^"]*"|[^;"])*)`, 'gi'))].at(-1)?.[1]?.trim()
    const align = (attributes['align'] ?? value('text-align') ?? '').toLowerCase()
    return {
      align: align === 'center' || align === 'right' || align === 'left' ? align : null,
      bordered: isBordered(value),
      indent: Number(value('mso-char-indent-count') ?? 0) || Math.round((lengthOf(value('padding-left')) ?? 0) / 12),
      format: formatOf(value('mso-number-format') ?? ''),
      width: lengthOf(attributes['width']) ?? lengthOf(value('width')),
    }
  }
}

type Lookup = (name: string) => string | undefined

const isLine = (text: string | undefined): boolean =>
  text !== undefined && /\d/.test(text) && !/none|^0(?:px|pt)?\b/i.test(text)

function isBordered(value: Lookup): boolean {
  const sides = ['top', 'left', 'bottom', 'right'].filter((side) => {
    const own = value(`border-${side}`)
    return own === undefined ? isLine(value('border')) : isLine(own)
  })
  return sides.length >= 2
}

/** `0\.00` as Excel escapes it; '' for what is no number format. */
function formatOf(text: string): string {
  const bare = text.replaceAll(/^"|"$/g, '').replaceAll('\\', '')
  return /^(?:General|)$/i.test(bare) ? '' : bare
}

function lengthOf(text: string | undefined): number | null {
  const [, number, unit = 'px'] = /^([\d.]+)\s*(px|pt|)$/i.exec(text ?? '') ?? []
  if (number === undefined) return null
  return Math.round(Number(number) * (unit.toLowerCase() === 'pt' ? 4 / 3 : 1))
}

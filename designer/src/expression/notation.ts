import { ExpressionError } from './error.js'
import { type Token, tokenize } from './lexer.js'

/** What notation needs to know of a layout: where cells are, and which value a cell holds. */
export interface NotationLayout {
  /** Cell at an address such as `D6`, covering merges; null where nothing is. */
  cellAt(address: string): { readonly id: string; readonly key: string | null } | null
  addressOfCell(id: string): string | null
  addressOfKey(key: string): string | null
}

/**
 * What a person typed, as it is kept: `D6` becomes `[M0301]` when the cell holds that value, else `#cellId`; the corners of a
 * range become cell ids. So a row inserted above, or inside a range, changes nothing that is stored.
 * Throws ExpressionError for an address where nothing is.
 */
export function toStored(shown: string, layout: NotationLayout): string {
  const tokens = tokenize(shown)
  return rewrite(shown, tokens, (token, index) => {
    if (token.type !== 'address' || tokens[index + 1]?.type === 'open') return null
    const cell = layout.cellAt(token.value)
    if (!cell) {
      throw new ExpressionError('E_EXPRESSION_ADDRESS', `单元格 ${token.value} 没有内容，不能引用。`, token.at)
    }
    const corner = tokens[index - 1]?.type === 'colon' || tokens[index + 1]?.type === 'colon'
    return cell.key === null || corner ? `#${cell.id}` : `[${cell.key}]`
  })
}

/** The stored notation as a person sees it on the sheet; names without a cell stay as they are. */
export function toShown(stored: string, layout: NotationLayout): string {
  return rewrite(stored, tokenize(stored), (token) => {
    if (token.type === 'value') return layout.addressOfKey(token.value)
    return token.type === 'cell' ? layout.addressOfCell(token.value) : null
  })
}

/** Replaces some tokens of an expression in stored notation; everything else stays as it is. */
export function rewriteTokens(stored: string, change: (token: Token) => string | null): string {
  return rewrite(stored, tokenize(stored), change)
}

/** Replaces some tokens and keeps everything between as it was, without a leading `=`. */
function rewrite(
  source: string,
  tokens: readonly Token[],
  change: (token: Token, index: number) => string | null,
): string {
  let out = ''
  let at = /^\s*[=＝]?\s*/.exec(source)?.[0].length ?? 0
  for (const [index, token] of tokens.entries()) {
    const replacement = token.type === 'end' ? null : change(token, index)
    if (replacement === null) continue
    out += source.slice(at, token.at) + replacement
    at = token.end
  }
  return (out + source.slice(at)).trim()
}

/** A piece of XML or HTML: a tag or the text between tags. Nothing is nested here; whoever reads keeps track. */
export type Piece =
  | {
      readonly kind: 'open'
      readonly name: string
      readonly attributes: Readonly<Record<string, string>>
      readonly empty: boolean
    }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }

/** HTML elements whose content is no markup. */
const RAW = new Set(['style', 'script', 'title', 'xml'])

/**
 * Takes markup apart, as tolerant as the clipboards of office programs ask for: comments, declarations and conditional sections are
 * left out, names are lower case. One pass, no look back.
 */
export function* pieces(source: string): Generator<Piece> {
  let at = 0
  while (at < source.length) {
    const tag = source.indexOf('<', at)
    if (tag < 0) return yield { kind: 'text', text: decoded(source.slice(at)) }
    if (tag > at) yield { kind: 'text', text: decoded(source.slice(at, tag)) }
    const next = source[tag + 1] ?? ''
    if (next === '!' || next === '?') {
      at = afterDeclaration(source, tag)
      continue
    }
    const stop = tagEnd(source, tag + 1)
    const inside = source.slice(tag + 1, stop)
    at = stop + 1
    if (next === '/') {
      yield { kind: 'close', name: inside.slice(1).trim().toLowerCase() }
      continue
    }
    const [name = ''] = /^[^\s/>]+/.exec(inside) ?? []
    // A lone < in a text is a text.
    if (!/^[A-Za-z]/.test(name)) {
      yield { kind: 'text', text: decoded(`<${inside}`) }
      continue
    }
    const open = { kind: 'open', name: name.toLowerCase(), empty: inside.endsWith('/') } as const
    yield { ...open, attributes: attributesOf(inside.slice(name.length)) }
    if (!RAW.has(open.name) || open.empty) continue
    const end = new RegExp(`</${open.name}`, 'gi')
    end.lastIndex = at
    const close = end.exec(source)?.index ?? source.length
    yield { kind: 'text', text: source.slice(at, close) }
    at = close
  }
}

function afterDeclaration(source: string, tag: number): number {
  const [ending, length] = source.startsWith('<!--', tag) ? ['-->', 3] : ['>', 1]
  const end = source.indexOf(String(ending), tag + 2)
  return end < 0 ? source.length : end + Number(length)
}

/** The `>` that ends a tag, not one within quotes. */
function tagEnd(source: string, from: number): number {
  let quote = ''
  for (let at = from; at < source.length; at++) {
    const char = source[at] ?? ''
    if (quote !== '') quote = char === quote ? '' : quote
    else if (char === '>') return at
    else if ((char === '"' || char === "'") && source[at - 1] === '=') quote = char
  }
  return source.length
}

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [, name = '', , double, single, bare] of text.matchAll(
    /([^\s=/]+)(\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?/g,
  )) {
    found[name.toLowerCase()] = decoded(double ?? single ?? bare ?? '')
  }
  return found
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  ensp: '\u2002',
  emsp: '\u3000',
  times: '×',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  middot: '·',
  ldquo: '“',
  rdquo: '”',
  le: '≤',
  ge: '≥',
  permil: '‰',
  plusmn: '±',
}

function decoded(text: string): string {
  if (!text.includes('&')) return text
  return text.replaceAll(/&(#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]{2,8});/g, (whole, name: string) => {
    if (!name.startsWith('#')) return NAMED[name] ?? String(whole)
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}

import { readWorkbook } from '#files'
import { type Acting, inTransaction, rows } from '#platform'

/** Contract `UnitMatches`: what became of each line. */
export interface UnitMatches {
  readonly matched: readonly { readonly id: string; readonly name: string; readonly code: string }[]
  /** Names that several units have, with where each of them is. */
  readonly ambiguous: readonly {
    readonly line: string
    readonly units: readonly { readonly id: string; readonly name: string; readonly code: string }[]
  }[]
  readonly unknown: readonly string[]
}

interface Found {
  readonly line: string
  readonly units: UnitMatches['ambiguous'][number]['units']
}

/** Longer lists are the whole province, which is chosen by region. */
export const MOST_LINES = 5000

/** Finds units by whole name, code or credit code, one a line; a line may say name and code, apart by a tab or a comma. */
export function matchUnits(acting: Acting, lines: readonly string[]): Promise<UnitMatches> {
  const wanted = [...new Set(lines.map((line) => line.trim()).filter((line) => line !== ''))].slice(0, MOST_LINES)
  return inTransaction(acting, async (trx) => {
    const found = await rows<Found>(
      trx,
      `with lines as (select line, position from unnest(:lines::text[]) with ordinality l(line, position)),
         words as (select position, word from lines, regexp_split_to_table(line, '\\s*[\\t,，;；]\\s*') word where word <> ''),
         mine as (select id, name, code, credit_code from organisations
           where kind = 'institution' and status = 'active' and path ^@ any (:scopes)),
         hits as (
           select position, m.id, m.name, m.code from words join mine m on m.name = word
           union select position, m.id, m.name, m.code from words join mine m on m.code = word
           union select position, m.id, m.name, m.code from words join mine m on m.credit_code = word)
       select l.line, coalesce(jsonb_agg(jsonb_build_object('id', h.id::text, 'name', h.name, 'code', h.code) order by h.id)
         filter (where h.id is not null), '[]') as units
       from lines l left join hits h using (position) group by l.line, l.position order by l.position`,
      { lines: wanted, scopes: acting.scopes },
    )
    const units = new Map(found.flatMap(({ units: one }) => (one.length === 1 && one[0] ? [[one[0].id, one[0]]] : [])))
    return {
      matched: [...units.values()],
      ambiguous: found.filter(({ units: several }) => several.length > 1),
      unknown: found.filter(({ units: none }) => none.length === 0).map(({ line }) => line),
    }
  })
}

/** The same for a workbook: every text on its first sheet that is somebody's name or code; what is neither says nothing. */
export async function matchUnitsInFile(acting: Acting, file: Buffer): Promise<UnitMatches> {
  const { sheets } = await readWorkbook(file)
  return matchUnits(acting, linesOf(sheets[0]?.cells ?? []))
}

/** A row that names a unit twice, by name and by code, is one line; rows without either remain as they are read. */
function linesOf(cells: readonly { readonly row: number; readonly text: string }[]): string[] {
  const byRow = new Map<number, string[]>()
  for (const { row, text } of cells) byRow.set(row, [...(byRow.get(row) ?? []), text.trim()])
  return [...byRow.values()].map((texts) => texts.filter((text) => text !== '').join('\t'))
}

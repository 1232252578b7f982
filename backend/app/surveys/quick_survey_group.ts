import { now, rows, type Trx } from '#platform'

/** The survey that holds the forms of quick surveys of an area, made when the first one is opened. */
export async function quickSurveyGroup(trx: Trx, area: string): Promise<string> {
  await trx.rawQuery(
    `insert into surveys (title, maker, area, kind, note, created_at)
     values ('应急快速调查', '省卫生健康委员会', :area, 'quick', '每次快速调查的表样由系统生成，自动归入这里。', :at)
     on conflict (area) where kind = 'quick' do nothing`,
    { area, at: now() } as never,
  )
  const [group] = await rows<{ id: string }>(trx, `select id from surveys where kind = 'quick' and area = :area`, {
    area,
  })
  if (!group) throw new Error(`the group of quick surveys of ${area} is neither there nor can it be made`)
  return group.id
}

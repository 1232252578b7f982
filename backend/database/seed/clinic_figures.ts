import { Random } from './random.js'

/** What a village clinic reports on 卫健统1-3 for a year, without the cells that are computed. Money in 千元. */
export function clinicFigures(unit: {
  readonly code: string
  readonly name: string
  readonly town: string
}): Record<string, string> {
  const random = new Random('clinic', unit.code)
  const village = random.integer(1, 2)
  const doctors = random.integer(0, 1)
  const nurses = random.integer(0, 1)
  const visits = random.integer(600, 5200)
  const drugs = Math.round(visits * random.between(0.015, 0.03) * 100) / 100
  const fee = Math.round(visits * 0.01 * 100) / 100
  const medical = Math.round((drugs + fee) * 1.1 * 100) / 100
  const [health = 0, essential = 0, other = 0] = [random.integer(12, 40), random.integer(4, 15), random.integer(0, 4)]
  const income = Math.round((medical + health + essential + other) * 100) / 100
  const numbers = {
    V0110: random.integer(60, 160),
    V0111: random.integer(600, 2600),
    V0201: village + doctors + nurses,
    V0202: 0,
    V0203: doctors,
    V0204: nurses,
    V0205: village,
    V0206: random.integer(0, 1),
    V0207: 0,
    V0208: 0,
    V0209: 0,
    V0210: 0,
    V0211: 0,
    V0301: income,
    V0302: medical,
    V0303: drugs,
    V0304: fee,
    V0305: health,
    V0306: essential,
    V0307: 0,
    V0308: other,
    V0309: Math.round(income * 95) / 100,
    V0310: Math.round(income * 40) / 100,
    V0311: Math.round(drugs * 80) / 100,
    V0401: visits,
    V0402: Math.round(visits * 0.05),
    V0403: random.integer(40, 160),
    V0404: random.integer(10, 60),
    V0405: random.integer(60, 260),
  }
  return {
    V0101: unit.name,
    V0102: unit.code,
    V0103: '1',
    V0104: unit.name.replace(/^.*(镇|乡|区|处)(?=.)/, '').replace('卫生室', ''),
    V0105: unit.town,
    V0106: '1',
    V0107: random.chance(0.2) ? '1' : '2',
    V0108: '1',
    V0109: '1',
    ...Object.fromEntries(Object.entries(numbers).map(([key, value]) => [key, String(value)])),
  }
}

import type { Cell, CellFiller } from './template.js'

const ROLES: Readonly<Record<CellFiller['role'], string>> = { filler: '填报员', reviewer: '审核员' }
const LEVELS: Readonly<Record<CellFiller['level'], string>> = {
  institution: '机构',
  town: '乡镇级',
  county: '县级',
  city: '市级',
  province: '省级',
}

/** Whether somebody who holds these roles at these levels fills the cell, given that they fill the report at all. */
export function isFilledBy({ fillers }: Pick<Cell, 'fillers'>, held: readonly CellFiller[]): boolean {
  return (
    fillers === undefined ||
    fillers.some(({ role, level }) => held.some((own) => own.role === role && own.level === level))
  )
}

/** 县级填报员、市级审核员. */
export function fillerWords(fillers: readonly CellFiller[]): string {
  return fillers.map(({ role, level }) => LEVELS[level] + ROLES[role]).join('、')
}

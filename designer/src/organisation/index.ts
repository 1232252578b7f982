export type { OrgAttributes } from './organisation.js'

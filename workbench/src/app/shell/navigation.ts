import type { Session } from '../api/contract.js'
import type { IconName } from '../ui/icon.js'

/** One entry of the left navigation, shown to a person who has `right` (null: to everyone). */
export interface Destination {
  readonly title: string
  readonly path: string
  readonly icon: IconName
  readonly right: keyof Session['can'] | null
}

/** Entries under a heading; the first group has none. */
export interface DestinationGroup {
  readonly heading: string | null
  readonly destinations: readonly Destination[]
}

const GROUPS: readonly DestinationGroup[] = [
  {
    heading: null,
    destinations: [
      { title: '工作台', path: '/', icon: 'home', right: 'desk' },
      { title: '填报', path: '/fill', icon: 'fill', right: 'fill' },
      { title: '审核审批', path: '/reviews', icon: 'review', right: 'review' },
      { title: '报送任务', path: '/collections', icon: 'tasks', right: 'openCollection' },
      { title: '快速调查', path: '/quick-surveys', icon: 'quick', right: 'openCollection' },
      { title: '分析', path: '/analysis', icon: 'chart', right: 'analyse' },
    ],
  },
  {
    heading: '设计',
    destinations: [
      { title: '调查', path: '/design/surveys', icon: 'survey', right: 'design' },
      { title: '表样', path: '/design/forms', icon: 'form', right: 'design' },
      { title: '试填', path: '/design/trials', icon: 'trial', right: 'design' },
      { title: '指标', path: '/design/indicators', icon: 'indicator', right: 'design' },
      { title: '代码表', path: '/design/code-lists', icon: 'codes', right: 'design' },
    ],
  },
  {
    heading: '系统',
    destinations: [
      { title: '账号', path: '/system/accounts', icon: 'account', right: 'manageAccounts' },
      { title: '授权', path: '/system/grants', icon: 'review', right: 'manageGrants' },
      { title: '谁能看到', path: '/system/who', icon: 'search', right: 'manageGrants' },
      { title: '审计', path: '/system/audit', icon: 'tasks', right: 'readAudit' },
    ],
  },
]

/** The navigation as far as these rights go; a group with nothing in it is left out. */
export function destinationsFor(can: Session['can']): readonly DestinationGroup[] {
  return GROUPS.map((group) => ({
    heading: group.heading,
    destinations: group.destinations.filter((entry) => entry.right === null || can[entry.right]),
  })).filter((group) => group.destinations.length > 0)
}

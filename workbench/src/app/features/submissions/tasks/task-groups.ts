import type { FillTask } from '../../../api/contract.js'

/** What is owed for one 报送任务: one report, or one for each unit that is reported for. */
export interface TaskGroup {
  readonly collectionId: string
  /** The task that stands for the group: its form, period and due day are those of all. */
  readonly head: FillTask
  readonly tasks: readonly FillTask[]
  readonly submitted: number
}

/** Whether the report has gone out. */
export function isSubmitted({ state }: FillTask): boolean {
  return !['empty', 'draft', 'checked', 'returned'].includes(state)
}

/** Whether the filler still has something to do. */
export function isOpen(task: FillTask): boolean {
  return task.collectionState === 'open' && !isSubmitted(task)
}

/** Units by name: where one stands in the list does not change with what has been done. */
export function inOrder(tasks: readonly FillTask[]): readonly FillTask[] {
  return [...tasks].sort((a, b) => a.organisation.name.localeCompare(b.organisation.name, 'zh'))
}

/** Tasks by collection: those with something to do first, the nearest due day first; the others, the newest first. */
export function groupTasks(tasks: readonly FillTask[]): readonly TaskGroup[] {
  const byCollection = new Map<string, FillTask[]>()
  for (const task of tasks) byCollection.set(task.collectionId, [...(byCollection.get(task.collectionId) ?? []), task])
  const groups = [...byCollection.entries()].flatMap(([collectionId, found]) => {
    const [head] = found
    if (!head) return []
    return [{ collectionId, head, tasks: inOrder(found), submitted: found.filter((task) => !isOpen(task)).length }]
  })
  const rank = (group: TaskGroup): number => (group.tasks.some(isOpen) ? 0 : 1)
  return groups.sort((a, b) => rank(a) - rank(b) || (rank(a) === 0 ? byDue(a, b) : byDue(b, a)))
}

function byDue(a: TaskGroup, b: TaskGroup): number {
  return a.head.due < b.head.due ? -1 : a.head.due > b.head.due ? 1 : 0
}

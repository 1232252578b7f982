import { test } from '@japa/runner'
import type { FillTask } from '../../workbench/src/app/api/contract.js'
import { siblings } from '../../workbench/src/app/features/submissions/panel/siblings.js'
import { saveWords } from '../../workbench/src/app/features/submissions/panel/save-words.js'
import { groupTasks, isOpen } from '../../workbench/src/app/features/submissions/tasks/task-groups.js'

let ids = 0

function task(overrides: Partial<FillTask> & { readonly unit?: string }): FillTask {
  ids += 1
  const { unit = '甲医院', ...rest } = overrides
  return {
    obligationId: String(ids),
    organisation: { id: unit, name: unit, kind: 'institution', level: null, divisionCode: '420281' },
    collectionId: 'monthly',
    formCode: 'WJT-1-9',
    formTitle: '医院月报',
    tableNo: '卫健统1-9表',
    period: '2026-10',
    periodLabel: '2026年10月',
    due: '2026-11-25',
    dueTime: null,
    kind: 'regular',
    daysLeft: 2,
    state: 'empty',
    overdue: false,
    collectionState: 'open',
    filled: 0,
    returnReason: null,
    savedAt: null,
    ...rest,
  }
}

test.group('the list of what is owed', () => {
  test('what has still to be done comes first, the nearest due day first', ({ assert }) => {
    const groups = groupTasks([
      task({ collectionId: 'old', state: 'province-approved', due: '2026-09-25' }),
      task({ collectionId: 'later', due: '2026-12-25' }),
      task({ collectionId: 'soon', due: '2026-11-25' }),
      task({ collectionId: 'last', state: 'submitted', due: '2026-10-25' }),
    ])
    assert.deepEqual(
      groups.map(({ collectionId }) => collectionId),
      ['soon', 'later', 'last', 'old'],
    )
  })

  test('units of one collection stand together by name, and those done are counted', ({ assert }) => {
    const [group] = groupTasks([
      task({ unit: '石岭村卫生室', state: 'submitted' }),
      task({ unit: '安泉村卫生室', state: 'returned' }),
      task({ unit: '北庄村卫生室' }),
    ])
    assert.deepEqual(
      group?.tasks.map(({ organisation }) => organisation.name),
      ['安泉村卫生室', '北庄村卫生室', '石岭村卫生室'],
    )
    assert.equal(group?.submitted, 1)
  })

  test('a closed collection leaves nothing to do', ({ assert }) => {
    assert.isFalse(isOpen(task({ collectionState: 'closed' })))
    assert.isTrue(isOpen(task({ state: 'checked' })))
    assert.isFalse(isOpen(task({ state: 'submitted' })))
  })
})

test.group('the unit before and after', () => {
  const list = ['1', '2', '3'].map((obligationId) => ({ obligationId, organisation: { name: obligationId } }))
  const ends = (id: string) => {
    const place = siblings(list, id)
    return place && [place.previous?.obligationId ?? null, place.position, place.next?.obligationId ?? null]
  }

  test('by place in the list', ({ assert }) => {
    assert.deepEqual(ends('1'), [null, 1, '2'])
    assert.deepEqual(ends('2'), ['1', 2, '3'])
    assert.deepEqual(ends('3'), ['2', 3, null])
  })

  test('a report that is not in the list leads to its first', ({ assert }) => {
    assert.deepEqual(ends('9'), [null, null, '1'])
  })

  test('alone there is nowhere to go', ({ assert }) => {
    assert.isNull(siblings(list.slice(0, 1), '1'))
    assert.isNull(siblings([], '1'))
  })
})

test.group('words about saving', () => {
  test('say when, or why not and what happens next', ({ assert }) => {
    assert.equal(saveWords({ kind: 'saved', at: '2026-11-23T09:03:00Z' }).words, '已保存 17:03')
    assert.equal(
      saveWords({ kind: 'retrying', message: '网络不通，请检查网络后重试。' }).words,
      '未保存：网络不通，将自动重试',
    )
    assert.equal(saveWords({ kind: 'refused', code: 'E', message: '' }).tone, 'bad')
  })
})

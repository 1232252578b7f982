import { test } from '@japa/runner'
import { treeRows } from '../../workbench/src/app/features/indicators/code-lists/tree.js'

const item = (code: string, parent: string | null = null) => ({ code, name: `名称${code}`, parent })
const drawn = (rows: ReturnType<typeof treeRows>) => rows.map(({ item: { code }, depth }) => `${depth}${code}`)

test.group('Codes as a tree', () => {
  const items = [item('1'), item('2'), item('11', '1'), item('111', '11'), item('9', '8')]

  test('children stand under their parents, in the order of the list; without a parent in the list, at the top', ({
    assert,
  }) => {
    assert.deepEqual(drawn(treeRows(items, new Set(), null)), ['01', '111', '2111', '02', '09'])
  })

  test('what is closed hides what is under it; a search opens the way to what it finds', ({ assert }) => {
    assert.deepEqual(drawn(treeRows(items, new Set(['1']), null)), ['01', '02', '09'])
    assert.deepEqual(drawn(treeRows(items, new Set(['1']), ({ code }) => code === '111')), ['01', '111', '2111'])
  })

  test('no code is lost: not one that is there twice, not parents in a circle', ({ assert }) => {
    const odd = [item('1', '2'), item('2', '1'), item('3'), item('3'), item('4', '4')]
    const rows = treeRows(odd, new Set(), null)
    assert.sameMembers(
      rows.map(({ at }) => at),
      [0, 1, 2, 3, 4],
    )
  })
})

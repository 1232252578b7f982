import { test } from '@japa/runner'
import { checkCodeItems, type CodeItem, diffCodeItems } from '@weitong/designer/indicator'
import fc from 'fast-check'

const item = (code: string, name = `名称${code}`, parent: string | null = null): CodeItem => ({ code, name, parent })

test.group('Code lists', () => {
  test('what is wrong is said with row and field', ({ assert }) => {
    const problems = checkCodeItems([
      item('1'),
      item('1'),
      item('', ''),
      item('2 a'),
      item('3', '名称', '9'),
      item('4', '名称', '5'),
      item('5', '名称', '4'),
      item('6', '名称', '6'),
      item('7', '名称', '4'),
    ])
    assert.deepEqual(
      problems.map(({ row, field, code }) => [row, field, code]),
      [
        [1, 'code', 'E_CODE_TWICE'],
        [2, 'code', 'E_CODE_EMPTY'],
        [2, 'name', 'E_CODE_NAME'],
        [3, 'code', 'E_CODE_BLANK'],
        [4, 'parent', 'E_CODE_PARENT'],
        [5, 'parent', 'E_CODE_CYCLE'],
        [6, 'parent', 'E_CODE_CYCLE'],
        [7, 'parent', 'E_CODE_CYCLE'],
      ],
    )
  })

  test('the difference leads from one version to the other', ({ assert }) => {
    const list = fc
      .uniqueArray(
        fc.record({ code: fc.constantFrom<string>('1', '2', '3', '4', '5', '6'), name: fc.constantFrom('甲', '乙') }),
        {
          selector: ({ code }) => code,
        },
      )
      .map((items) => items.map((each) => ({ ...each, parent: null })))
    fc.assert(
      fc.property(list, list, (before, after) => {
        const { added, removed, changed, moved } = diffCodeItems(before, after)
        const result = new Map<string, CodeItem>(before.map((each) => [each.code, each]))
        for (const { code } of removed) result.delete(code)
        for (const each of [...added, ...changed.map((one) => one.after)]) result.set(each.code, each)
        assert.sameDeepMembers([...result.values()], after)
        const nothing = added.length + removed.length + changed.length === 0 && !moved
        assert.equal(nothing, JSON.stringify(before) === JSON.stringify(after))
      }),
    )
  })
})

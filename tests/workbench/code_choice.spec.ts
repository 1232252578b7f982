import { test } from '@japa/runner'
import { matchingItems } from '../../workbench/src/app/features/submissions/sheet/code-choice.js'
import { pinyinInitials } from '../../workbench/src/app/parts/pinyin-initials.js'

const list = {
  code: 'category',
  title: '机构类别',
  items: [
    { code: 'A100', name: '综合医院' },
    { code: 'A210', name: '中医（综合）医院' },
    { code: 'A511', name: '口腔医院' },
    { code: 'B100', name: '社区卫生服务中心' },
    { code: 'ZHYY', name: '别的' },
  ],
}

test.group('choosing from a code list', () => {
  test('initials of {0} are {1}')
    .with([
      ['综合医院', 'ZHYY'],
      ['社区卫生服务中心', 'SQWSFWZX'],
      ['鄂州市', 'EZS'],
      ['DSA 数字减影', 'DSASZJY'],
      ['（一）', 'Y'],
      ['', ''],
    ] as const)
    .run(({ assert }, [text, initials]) => assert.equal(pinyinInitials(text), initials))

  test('typed {0} offers {1}')
    .with([
      ['', 'A100 A210 A511 B100 ZHYY'],
      ['a2', 'A210'],
      ['综合', 'A100 A210'],
      ['kq', 'A511'],
      ['sqws', 'B100'],
      ['zhyy', 'ZHYY A100 A210'],
      ['wszx', ''],
      ['xq', ''],
    ] as const)
    .run(({ assert }, [typed, codes]) =>
      assert.equal(
        matchingItems(list, typed)
          .map(({ code }) => code)
          .join(' '),
        codes,
      ),
    )
})

import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** What must not be written, and the fence that stops it. A fence that catches nothing is only a comment. */
const PLANTED = [
  {
    file: 'backend/app/platform/planted_upward.ts',
    line: `import { E } from '#identity'`,
    rule: 'feature-platform-looks-down',
  },
  {
    file: 'backend/app/reviews/planted_inside.ts',
    line: `import { listTasks } from '#app/submissions/list_tasks'`,
    rule: 'feature-through-front-door',
  },
  {
    file: 'backend/app/forms/planted_http.ts',
    line: `import vine from '@vinejs/vine'`,
    rule: 'http-only-at-the-edge',
  },
  {
    file: 'backend/app/forms/planted_type.ts',
    line: `import type { HttpContext } from '@adonisjs/core/http'`,
    rule: 'http-only-at-the-edge',
  },
  {
    file: 'designer/src/period/planted_upward.ts',
    line: `import { parse } from '../expression/index.js'`,
    rule: 'kernel-period-looks-down',
  },
  {
    file: 'designer/src/template/planted_univer.ts',
    line: `import { Univer } from '@univerjs/core'`,
    rule: 'pure-designer-stays-pure',
  },
  {
    file: 'workbench/src/app/features/reviews/planted_feature.ts',
    line: `import { routes } from '../analysis/routes'`,
    rule: 'workbench-feature-stays-home',
  },
  {
    file: 'workbench/src/app/api/planted_backend.ts',
    line: `import type { Refusal } from '../../../../backend/app/platform/refusal'`,
    rule: 'workbench-never-imports-backend',
  },
  {
    file: 'backend/app/checks/planted_missing.ts',
    line: `import { nothing } from './no_such_file.js'`,
    rule: 'not-to-unresolvable',
  },
] as const

interface Cruised {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[]
  }
}

test.group('import fences', (group) => {
  group.setup(() => {
    for (const { file, line } of PLANTED) writeFileSync(join(ROOT, file), `${line}\n`)
    return () => PLANTED.forEach(({ file }) => rmSync(join(ROOT, file), { force: true }))
  })

  let found: Cruised['summary']['violations'] | undefined

  for (const { file, rule } of PLANTED) {
    test(`${rule} stops ${file}`, ({ assert }) => {
      found ??= cruise(PLANTED.map((planted) => planted.file))
      assert.includeMembers(
        found.filter(({ from }) => from === file).map((each) => each.rule.name),
        [rule],
      )
    })
  }
})

/** Violations of some files. The JSON report ends well whatever it found. */
function cruise(files: readonly string[]): Cruised['summary']['violations'] {
  const tool = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const args = [tool, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...files]
  const report = execFileSync(process.execPath, args, { cwd: ROOT, maxBuffer: 1 << 26 })
  return (JSON.parse(report.toString()) as Cruised).summary.violations
}

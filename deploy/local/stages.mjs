import { join } from 'node:path'
import { NODE } from './environment.mjs'
import { ROOT } from './place.mjs'
import { TYPESCRIPT } from './platform.mjs'

/**
 * One stage of `npm test`.
 * @typedef {object} Stage
 * @property {string} name for `--only`
 * @property {string} title
 * @property {readonly string[]} command
 * @property {number} [timeout] runners: limit of one test in milliseconds; a stage without it counts as one check
 * @property {readonly ('services' | 'build' | 'browsers')[]} needs
 */

/**
 * @param {string} name
 * @param {string} title
 * @param {string} script of the root package.json
 * @returns {Stage}
 */
const check = (name, title, script) => ({ name, title, command: ['npm', 'run', '--silent', script], needs: [] })

/**
 * @param {readonly string[]} folders
 * @returns {readonly string[]}
 */
const specsIn = (...folders) => [NODE, ...TYPESCRIPT, join(ROOT, 'tests/support/run_specs.ts'), ...folders]

/** @type {readonly Stage[]} in the order they run: quick answers first */
export const STAGES = [
  check('format', '格式', 'format'),
  check('lint', '代码规范', 'lint'),
  check('types', '类型', 'typecheck'),
  check('boundaries', '模块边界', 'boundaries'),
  {
    name: 'kernel',
    title: '内核测试',
    command: specsIn('tests/kernel', 'tests/workbench', 'designer/src', 'reports/src'),
    timeout: 60_000,
    needs: [],
  },
  {
    name: 'http',
    title: '接口测试',
    command: specsIn('tests/functional', 'tests/contract', 'tests/migrations', 'tests/security'),
    timeout: 60_000,
    needs: ['services'],
  },
  { name: 'faults', title: '故障测试', command: specsIn('tests/faults'), timeout: 120_000, needs: ['services'] },
  {
    name: 'deploy',
    title: '部署测试',
    command: specsIn('tests/deploy'),
    timeout: 120_000,
    needs: ['services', 'build'],
  },
  {
    name: 'browser',
    title: '浏览器测试',
    command: specsIn('tests/browser'),
    timeout: 600_000,
    needs: ['services', 'build', 'browsers'],
  },
  {
    name: 'catalogue',
    title: '目录表样测试',
    command: specsIn('tests/catalogue'),
    timeout: 600_000,
    needs: ['services', 'build', 'browsers'],
  },
]

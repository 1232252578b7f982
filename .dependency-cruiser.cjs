/**
 * Who may import whom. The order of `features` and `kernel` is the architecture: later may import earlier, never the other way.
 * Held by `npm run boundaries`; tests/contract plants violations to see that the fences stand.
 */
const features = [
  'platform',
  'files',
  'audit',
  'identity',
  'jobs',
  'organisations',
  'indicators',
  'facts',
  'forms',
  'recognition',
  'surveys',
  'collections',
  'checks',
  'submissions',
  'trials',
  'reviews',
  'switches',
  'analysis',
  'quick_surveys',
  'exchange',
  'operations',
  'sso',
]
const kernel = [
  'period',
  'organisation',
  'indicator',
  'expression',
  'template',
  'check',
  'entry',
  'submission',
  'catalogue',
  'recognition',
  'exchange',
]

const upward = (names, root, what) =>
  names.slice(0, -1).map((name, index) => ({
    name: `${what}-${name}-looks-down`,
    severity: 'error',
    comment: `${name} comes before ${names.slice(index + 1).join(', ')}: it may not import them. Take the value as an argument.`,
    from: { path: `^${root}/${name}/` },
    to: { path: `^${root}/(${names.slice(index + 1).join('|')})/` },
  }))

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      comment: 'An import the checker cannot resolve is one it cannot judge.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'kernel-looks-at-nobody',
      severity: 'error',
      comment: 'designer and reports run in the browser and on the server.',
      from: { path: '^(designer|reports)/src' },
      to: { path: '^(backend|workbench|migrations|deploy|tests)/' },
    },
    {
      name: 'designer-never-imports-reports',
      severity: 'error',
      from: { path: '^designer/' },
      to: { path: '^reports/' },
    },
    {
      name: 'pure-designer-stays-pure',
      severity: 'error',
      comment: 'Only designer/src/sheet may know Univer; the rest has no dependencies at all.',
      from: { path: '^designer/src/(?!sheet/)' },
      to: { path: '^designer/src/sheet/|node_modules/' },
    },
    {
      name: 'backend-never-imports-sheet-or-workbench',
      severity: 'error',
      from: { path: '^backend/' },
      to: { path: '^(designer/src/sheet|workbench)/' },
    },
    {
      name: 'workbench-never-imports-backend',
      severity: 'error',
      comment: 'Use workbench/src/app/api.',
      from: { path: '^workbench/' },
      to: { path: '^backend/' },
    },
    {
      name: 'workbench-feature-stays-home',
      severity: 'error',
      comment: 'Go to another feature by route link.',
      from: { path: '^workbench/src/app/features/([^/]+)/' },
      to: { path: '^workbench/src/app/features/', pathNot: '^workbench/src/app/features/$1/' },
    },
    {
      name: 'workbench-ui-knows-no-domain',
      severity: 'error',
      from: { path: '^workbench/src/app/ui/' },
      to: { path: '^workbench/src/app/(features|shell)/|@angular/common/http' },
    },
    {
      name: 'feature-through-front-door',
      severity: 'error',
      comment: 'Another feature is used through its index.ts.',
      from: { path: '^backend/app/([^/]+)/' },
      to: { path: '^backend/app/[^/]+/.+', pathNot: ['^backend/app/$1/', '^backend/app/[^/]+/index[.]ts$'] },
    },
    {
      name: 'http-only-at-the-edge',
      severity: 'error',
      comment: 'Only http/ and routes.ts know HttpContext and Vine.',
      from: { path: '^backend/app/[^/]+/(?!http/|routes[.]ts|index[.]ts)' },
      to: { path: '@adonisjs/core/build/modules/http/|@vinejs/vine' },
    },
    {
      name: 'migrations-know-lucid-only',
      severity: 'error',
      from: { path: '^migrations/' },
      to: { path: '^(backend|designer|reports|workbench)/' },
    },
    ...upward(features, 'backend/app', 'feature'),
    ...upward(kernel, 'designer/src', 'kernel'),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '[.]adonisjs' },
    tsConfig: { fileName: 'tsconfig.boundaries.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.d.ts'],
    },
  },
}

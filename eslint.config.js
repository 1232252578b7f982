import angular from 'angular-eslint'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

/** Sizes say when to think again; a spec may be longer because its cases belong together. */
const sizes = {
  'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', 3],
}

const typed = {
  languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  rules: {
    '@typescript-eslint/no-floating-promises': 'error',
    '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
    '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    '@typescript-eslint/await-thenable': 'error',
  },
}

export default defineConfig(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      '**/build/',
      '**/.angular/',
      '**/.adonisjs/',
      '.data/',
      '**/*.d.ts',
      'workbench/public/',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommended],
    rules: {
      ...sizes,
      eqeqeq: 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['backend/**/*.ts', 'designer/**/*.ts', 'reports/**/*.ts', 'tests/**/*.ts'],
    ignores: ['designer/src/sheet/**'],
    ...typed,
  },
  {
    files: ['designer/src/**/*.ts', 'reports/src/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['Date', 'Math.random', 'fetch', 'console'].map((name) => ({
          name,
          message: 'Pure code takes time, chance and the outside world as arguments.',
        })),
      ],
    },
  },
  {
    files: [
      'designer/src/period/**',
      'designer/src/entry/**',
      'designer/src/expression/**',
      'designer/src/sheet/**',
      'reports/src/**',
    ],
    rules: { 'no-restricted-globals': 'off' },
  },
  {
    files: ['workbench/src/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/prefer-on-push-component-change-detection': 'error',
      'no-restricted-imports': [
        'error',
        {
          paths: [{ name: '@angular/common/http', message: 'Only src/app/api speaks HTTP; use ApiClient.' }],
          patterns: [{ group: ['**/backend/**'], message: 'Use src/app/api.' }],
        },
      ],
    },
  },
  { files: ['workbench/src/app/api/**', 'workbench/src/app/app.config.ts'], rules: { 'no-restricted-imports': 'off' } },
  {
    files: ['workbench/src/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
  },
  {
    // One field moves over the paper and takes every key, also for the list of codes under it; the mouse only points.
    files: ['workbench/src/app/features/submissions/sheet/**/*.html'],
    rules: {
      '@angular-eslint/template/click-events-have-key-events': 'off',
      '@angular-eslint/template/interactive-supports-focus': 'off',
      '@angular-eslint/template/mouse-events-have-key-events': 'off',
    },
  },
  { files: ['migrations/**/*.ts'], rules: { 'max-lines-per-function': 'off' } },
  {
    files: ['tests/**/*.ts'],
    rules: { 'max-lines': ['error', 600], 'max-lines-per-function': 'off', 'max-params': 'off' },
  },
)

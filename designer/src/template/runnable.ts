import { checkTemplate } from './check-template.js'
import type { Cell, Section, Template } from './template.js'

/** Holds for every unit. */
const EVERYBODY = 'ORG.id = ORG.id'

/**
 * A draft as far as it can be run: expressions that cannot be understood yet are left out, so that the rest can be tried. A
 * template without problems is returned as it is.
 */
export function runnable(template: Template): Template {
  const problems = checkTemplate(template)
  if (problems.length === 0) return template
  const cells = new Set(problems.flatMap(({ cellId }) => cellId ?? []))
  const rules = new Set(problems.flatMap(({ ruleCode }) => ruleCode ?? []))
  const places = new Set(problems.map(({ where }) => where))
  return {
    ...template,
    scope: places.has('填报范围') ? EVERYBODY : template.scope,
    sections: template.sections.map((section) => (places.has(section.title) ? openSection(section) : section)),
    cells: template.cells.map((cell) => (cells.has(cell.id) ? withoutExpressions(cell) : cell)),
    rules: template.rules.filter(({ code }) => !rules.has(code)),
  }
}

function openSection(section: Section): Section {
  return { ...section, when: null }
}

function withoutExpressions({ shown: _shown, ...cell }: Cell): Cell {
  return { ...cell, when: null, formula: null }
}

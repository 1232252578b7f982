export { type Edition, EDITIONS, templateOf } from './editions.js'
export { type EditionOptions, fromCatalogue } from './from-catalogue.js'
export type { CatalogueForm } from './source.js'
export { translateExpression } from './translate-expression.js'

export { openCollection } from './open_collection.js'
export { type CollectionFilter, type CollectionSummary, viewCollection, viewCollections } from './view_collections.js'

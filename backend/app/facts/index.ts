export { defineFacts, type FactColumn, factColumns, factTable } from './fact_table.js'
export { markFact, putFact, removeFact } from './put_fact.js'
export { rebuildFacts, type RebuiltForm } from './rebuild_facts.js'

export { defineFacts, type FactColumn, factColumns, factTable, recordColumns } from './fact_table.js'
export { markFact, putFact, removeFact } from './put_fact.js'
export { rebuildFacts, type RebuiltForm, type RebuiltRows } from './rebuild_facts.js'

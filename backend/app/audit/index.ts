export { type AuditEvent, recordAuditEvent } from './record_audit_event.js'

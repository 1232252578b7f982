export { type AuditEntry, type AuditQuery, findAuditEvents } from './find_audit_events.js'
export { type AuditEvent, recordAuditEvent } from './record_audit_event.js'

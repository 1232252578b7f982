export { AUDIT_INSERT, type AuditEvent, auditValues, recordAuditEvent } from './record_audit_event.js'

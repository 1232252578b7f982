export { ABILITIES, type Ability, ROLES, type Role } from './abilities.js'
export { type Endpoint, endpoint, type EndpointInput, SESSION_COOKIE } from './http/endpoint.js'
export { hashPassword } from './passwords.js'
export type { Grant, LoadedSession } from './sessions.js'

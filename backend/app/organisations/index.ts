export { findOrganisations, type OrganisationRow } from './list_organisations.js'

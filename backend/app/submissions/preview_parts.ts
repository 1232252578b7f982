import type { DraftValues } from '@weitong/designer/entry'
import type { Period } from '@weitong/designer/period'
import type { SubmissionState } from '@weitong/designer/submission'
import type { CollectionSummary, MetUnit } from '#collections'
import type { VersionRow } from '#forms'
import type { Role } from '#identity'
import type { Report } from './report.js'
import type { Person } from './submission_policy.js'

/** As whom a form is looked at. */
export interface PreviewSeat {
  readonly role?: Role | undefined
  readonly level?: 'institution' | 'county' | 'city' | 'province' | undefined
}

/** Somebody of that role and level who deals with the unit: nobody's account, rights over this one unit. */
export function previewPerson(
  by: Person,
  unit: MetUnit,
  { role = 'filler', level = 'institution' }: PreviewSeat,
): Person {
  const step = unit.steps.find((each) => each.level === level)
  const organisationId = step?.organisationId ?? unit.org.id
  const account = { id: '0', name: '（填报人）', phone: '', organisationId }
  return {
    acting: { ...by.acting, account },
    grants: [
      {
        role,
        area: '*',
        organisationId,
        path: unit.path,
        name: step?.name ?? unit.org.name,
        kind: step ? 'administration' : 'institution',
        level: step?.level ?? null,
        divisionCode: unit.org.division,
      },
    ],
  }
}

/** The report as it would stand: what the unit has kept of it, or nothing. */
export function previewReportOf(
  { id, formId, formCode, area }: VersionRow,
  { org, path, leader, steps }: MetUnit,
  at: {
    readonly period: Period
    readonly state: SubmissionState
    readonly kept: { readonly draft: DraftValues; readonly header: Readonly<Record<string, string>> } | null
  },
): Report {
  const { period, state, kept } = at
  return {
    ...{ org, orgPath: path, leader, steps, formId, formCode, area, formVersionId: id, state },
    ...{ obligationId: '0', organisationId: org.id, reporterId: null, divisionCode: org.division },
    ...{ collectionId: '0', collectionState: 'open', period: period.key, locks: [] },
    ...{ dueAt: new Date(`${period.end}T24:00:00+08:00`), trialId: null },
    submissionId: null,
    revision: kept ? 1 : 0,
    draft: kept?.draft ?? {},
    header: kept?.header ?? {},
    explanations: {},
    ...{ filled: 0, overdue: false, seenAt: null, passed: [], savedAt: null, submittedAt: null, submittedBy: null },
    ...{ checkRevisionId: null, checkedWithId: null },
    ...{ operationKind: null, operationAccountId: null, operationReply: null },
  }
}

/** A collection that is none: what the page says about form and period. */
export function previewCollection(row: VersionRow, period: Period): CollectionSummary {
  const { template } = row
  const due = period.end
  return {
    ...{
      id: '0',
      formId: row.formId,
      formCode: row.formCode,
      formTitle: template.title,
      tableNo: template.legal.tableNo,
    },
    ...{ formVersionId: row.id, versionNumber: row.number, edition: row.edition, periodType: template.periodType },
    ...{ period: period.key, periodLabel: period.label, area: row.area, state: 'open' },
    ...{ kind: 'regular', process: 'levels', dueTime: null },
    ...{ due, dueCounty: due, dueCity: due, dueProvince: due, openedAt: row.savedAt, openedBy: '' },
    progress: { due: 0, submitted: 0, countyPassed: 0, cityPassed: 0, approved: 0, returned: 0, overdue: 0 },
  }
}

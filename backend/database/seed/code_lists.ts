import { readdirSync } from 'node:fs'
import type { CodeItem } from '@weitong/designer/indicator'
import type { Trx } from '#platform'
import { insertCodeLists } from '#indicators'
import { dataFile, readCsv } from './csv.js'

const TITLES: Readonly<Record<string, string>> = {
  affiliation_gbt12404: '单位隶属关系代码（GB/T 12404）',
  affiliation_gov: '政府办卫生机构隶属关系',
  case_front_page_codes: '病案首页',
  clinical_subject: '诊疗科目',
  device_catalog: '大型医用设备品目',
  device_status: '设备',
  economic_type: '经济类型',
  hospital_departments: '医院分科',
  hospital_grade: '医院等次',
  hospital_level: '医院级别',
  host_unit: '设置/主办单位',
  hr_admin_duty: '行政职务',
  hr_degree: '学位',
  hr_education: '学历',
  hr_flow: '人员流动情况',
  hr_gp_certificate: '全科医生证书',
  hr_major: '所学专业',
  hr_multisite_org: '多点执业机构类别',
  hr_practice_type: '执业类别',
  hr_profession_category: '从事专业类别',
  hr_staffing: '编制情况',
  hr_stat_info_work: '从事统计信息化工作',
  hr_tech_post_employed: '专业技术职务（聘任）',
  hr_tech_qualification: '专业技术资格（评定）',
  hubei_divisions: '湖北省行政区划',
  hubei_towns: '湖北省乡镇街道',
  id_type: '证件类型',
  institution_change: '机构变动类型',
  nation_gbt3304: '民族（GB/T 3304）',
  org_category_ws218: '卫生机构类别（WS 218-2002）',
  org_management_class: '机构分类管理',
  political_status: '政治面貌',
  restricted_technology_2015_15items: '限制类医疗技术（2015 版）',
  restricted_technology_2022: '国家限制类医疗技术（2022 版）',
  sex_gbt2261_1: '性别（GB/T 2261.1）',
  tertiary_hospital_performance_56: '三级公立医院绩效考核指标（2025 版手册）',
  village_clinic_host: '村卫生室主办单位',
  yes_no: '是否',
}

/** Loads every code list of `database/data`; a file with a column `set` holds several lists. Codes may be called `no` or `seq`. */
export async function loadCodeLists(trx: Trx): Promise<number> {
  const files = [
    'hubei_divisions.csv',
    'hubei_towns.csv',
    ...readdirSync(dataFile('codes')).map((file) => `codes/${file}`),
  ]
  const lists = new Map<string, { title: string; items: Map<string, CodeItem> }>()
  for (const file of files) {
    const name = file.replace(/^.*\//, '').replace('.csv', '')
    for (const record of readCsv(file)) {
      const [set = '', setTitle = ''] = (record.code_set ?? record.set ?? '').split(' ')
      const list = set ? `${name}_${set.replace(/\P{ASCII}/gu, '').replaceAll('/', '_')}`.toLowerCase() : name
      const title = [TITLES[name] ?? name, setTitle || set.replace(/\p{ASCII}/gu, '')].filter(Boolean).join('：')
      const known = lists.get(list) ?? { title, items: new Map() }
      lists.set(list, known)
      const code = record.code ?? record.seq ?? record.no ?? ''
      const parent = record.parent || null
      known.items.set(code, { code, name: record.name ?? '', parent })
    }
  }
  await insertCodeLists(
    trx,
    [...lists].map(([code, { title, items }]) => ({ code, title, items: [...items.values()] })),
  )
  return lists.size
}

/** Attributes that come from the obligation: frozen when the collection was opened. */
export const FROZEN = [
  'division_code',
  'city_code',
  'county_code',
  'category',
  'economic_type',
  'ownership',
  'hospital_level',
  'hospital_grade',
  'host',
  'affiliation',
] as const

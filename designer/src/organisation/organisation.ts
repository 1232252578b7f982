/** A reporting unit as rules see it: the names behind `ORG.` in expressions. All codes, no labels. */
export interface OrgAttributes {
  readonly id: string
  readonly name: string
  /** WS 218 category, e.g. `A100`. `STARTS(ORG.category, "A")` asks for a branch. */
  readonly category: string
  readonly economicType: string
  /** `public` (economic type 11 or 12) or `private`. */
  readonly ownership: 'public' | 'private'
  readonly host: string
  /** 政府办卫生机构隶属关系: 1 central, 2 province, 3 city, 4/5 county, 6-8 street, town, township. */
  readonly affiliation: string
  /** Hospital level: 1, 2, 3, 9 not graded, '' not a hospital. */
  readonly level: string
  readonly grade: string
  /** 6-digit division where the unit stands. */
  readonly division: string
  readonly city: string
  readonly county: string
  readonly town: string
  /** Urban district, county... kept free for later rules. */
  readonly creditCode: string
}

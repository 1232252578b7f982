import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const FILE = fileURLToPath(new URL('../../workbench/src/app/api/contract.ts', import.meta.url))

let loaded: { checker: ts.TypeChecker; source: ts.SourceFile } | undefined

function load(): { checker: ts.TypeChecker; source: ts.SourceFile } {
  if (loaded) return loaded
  const program = ts.createProgram([FILE], {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2022.d.ts'],
    types: [],
  })
  const source = program.getSourceFile(FILE)
  if (!source) throw new Error(`${FILE} cannot be read`)
  loaded = { checker: program.getTypeChecker(), source }
  return loaded
}

/**
 * Compares a JSON value with a type of the wire contract, by the TypeScript compiler's own understanding of it. Returns what
 * differs, as `path: what`; an object must have no more properties than the type says. `Page<ReviewRow>` and `Session[]` are
 * understood as types too.
 */
export function contractProblems(typeName: string, value: unknown): string[] {
  const row = /^Page<(.*)>$/.exec(typeName)?.[1]
  if (row) return pageProblems(row, value)
  const problems: string[] = []
  new Comparison(load().checker, problems).compare(value, typeOf(typeName), '')
  return problems
}

/** The one generic type of the contract. */
function pageProblems(row: string, value: unknown): string[] {
  const { rows, total, ...rest } = (value ?? {}) as Record<string, unknown>
  const problems = contractProblems(`${row}[]`, rows).map((problem) => `.rows${problem}`)
  if (typeof total !== 'number') problems.push(`.total: ${JSON.stringify(total)} is not number`)
  return [...problems, ...Object.keys(rest).map((name) => `.${name}: not in the contract`)]
}

function typeOf(expression: string): ts.Type {
  const { checker, source } = load()
  const array = /^(.*)\[\]$/.exec(expression)
  const name = array?.[1] ?? expression
  const module = checker.getSymbolAtLocation(source)
  const symbol = module && checker.getExportsOfModule(module).find((each) => each.name === name)
  if (!symbol) throw new Error(`the contract has no type ${name}`)
  const type = checker.getDeclaredTypeOfSymbol(symbol)
  return array ? arrayOf(checker, type) : type
}

/** The checker has a public way to ask for the element of an array type, and only a marked internal one to make it. */
function arrayOf(checker: ts.TypeChecker, element: ts.Type): ts.Type {
  return (checker as ts.TypeChecker & { createArrayType(element: ts.Type): ts.Type }).createArrayType(element)
}

class Comparison {
  constructor(
    readonly checker: ts.TypeChecker,
    readonly problems: string[],
  ) {}

  compare(value: unknown, type: ts.Type, path: string): void {
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return
    if (type.isUnion()) return this.#compareUnion(value, type, path)
    if (type.flags & ts.TypeFlags.Null) return this.#expect(value === null, value, path, 'null')
    if (type.flags & ts.TypeFlags.Undefined) return this.#expect(value === undefined, value, path, 'undefined')
    if (type.isStringLiteral() || type.isNumberLiteral()) {
      return this.#expect(value === type.value, value, path, JSON.stringify(type.value))
    }
    if (type.flags & ts.TypeFlags.BooleanLiteral) {
      return this.#expect(
        String(value) === this.checker.typeToString(type),
        value,
        path,
        this.checker.typeToString(type),
      )
    }
    if (type.flags & ts.TypeFlags.String) return this.#expect(typeof value === 'string', value, path, 'string')
    if (type.flags & ts.TypeFlags.Number) return this.#expect(typeof value === 'number', value, path, 'number')
    if (type.flags & ts.TypeFlags.Boolean) return this.#expect(typeof value === 'boolean', value, path, 'boolean')
    if (this.checker.isArrayLikeType(type)) return this.#compareArray(value, type, path)
    this.#compareObject(value, type, path)
  }

  /** For an object the member with the fewest differences is what was meant. */
  #compareUnion(value: unknown, type: ts.UnionType, path: string): void {
    let nearest: string[] | undefined
    for (const member of type.types) {
      const problems: string[] = []
      new Comparison(this.checker, problems).compare(value, member, path)
      if (problems.length === 0) return
      const object = (member.flags & ts.TypeFlags.Object) !== 0
      if (object && problems.length < (nearest?.length ?? Infinity)) nearest = problems
    }
    if (nearest && typeof value === 'object' && value !== null) this.problems.push(...nearest)
    else this.#expect(false, value, path, this.checker.typeToString(type))
  }

  #compareArray(value: unknown, type: ts.Type, path: string): void {
    if (!Array.isArray(value)) return this.#expect(false, value, path, 'an array')
    const [element] = this.checker.getTypeArguments(type as ts.TypeReference)
    if (element) value.forEach((item, at) => this.compare(item, element, `${path}[${at}]`))
  }

  #compareObject(value: unknown, type: ts.Type, path: string): void {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return this.#expect(false, value, path, this.checker.typeToString(type))
    }
    const record = value as Record<string, unknown>
    const index = this.checker.getIndexInfoOfType(type, ts.IndexKind.String)
    const properties = new Map(this.checker.getPropertiesOfType(type).map((property) => [property.name, property]))
    for (const [name, property] of properties) {
      const optional = (property.flags & ts.SymbolFlags.Optional) !== 0
      if (name in record) this.compare(record[name], this.checker.getTypeOfSymbol(property), `${path}.${name}`)
      else if (!optional) this.problems.push(`${path}.${name}: missing`)
    }
    for (const name of Object.keys(record)) {
      if (properties.has(name)) continue
      if (index) this.compare(record[name], index.type, `${path}.${name}`)
      else this.problems.push(`${path}.${name}: not in the contract`)
    }
  }

  #expect(holds: boolean, value: unknown, path: string, wanted: string): void {
    if (!holds) this.problems.push(`${path || 'the value'}: ${JSON.stringify(value)?.slice(0, 80)} is not ${wanted}`)
  }
}

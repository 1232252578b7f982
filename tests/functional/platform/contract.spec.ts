import { test } from '@japa/runner'
import { contractProblems } from '../../support/contract.js'

test.group('Contract comparison', () => {
  const node = {
    id: '1',
    name: '湖北省',
    kind: 'administration',
    level: 'province',
    divisionCode: '420000',
    hasChildren: true,
    parentId: null,
  }

  test('accepts a value of the type, and a list of them', ({ assert }) => {
    assert.deepEqual(contractProblems('OrganisationNode', node), [])
    assert.deepEqual(contractProblems('OrganisationNode[]', [node, { ...node, level: null }]), [])
    assert.deepEqual(contractProblems('DraftValues', { M0101: '3', M0102: null, M0103: { invalid: '12a' } }), [])
  })

  test('names what is missing, too much, of the wrong type, or no member of a union', ({ assert }) => {
    const { name: _name, ...unnamed } = node
    assert.deepEqual(contractProblems('OrganisationNode', unnamed), ['.name: missing'])
    assert.deepEqual(contractProblems('OrganisationNode', { ...node, path: '/1/' }), ['.path: not in the contract'])
    assert.match(String(contractProblems('OrganisationNode', { ...node, id: 1 })), /\.id: 1 is not string/)
    assert.match(String(contractProblems('OrganisationNode', { ...node, level: 'state' })), /\.level: "state" is not/)
    assert.match(
      String(contractProblems('DraftValues', { M0101: { invalid: 3 } })),
      /\.M0101\.invalid: 3 is not string/,
    )
    assert.match(String(contractProblems('OrganisationNode[]', node)), /is not an array/)
  })
})

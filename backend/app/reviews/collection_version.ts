import { loadVersion, type PublishedVersion } from '#forms'
import { type Acting, rows, type Trx } from '#platform'
import { E } from './errors.js'

/** The form version of a collection; unknown to those whose business areas do not cover it. */
export async function findCollectionVersion(trx: Trx, acting: Acting, collectionId: string): Promise<PublishedVersion> {
  const [collection] = await rows<{ formVersionId: string }>(
    trx,
    `select c.form_version_id as "formVersionId" from collections c join forms f on f.id = c.form_id
     where c.id = :collectionId and ('*' = any (:areas) or f.area = any (:areas))`,
    { collectionId, areas: acting.areas },
  )
  if (!collection) throw E.E_COLLECTION_NOT_FOUND()
  return loadVersion(collection.formVersionId)
}

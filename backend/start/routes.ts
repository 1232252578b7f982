import router from '@adonisjs/core/services/router'
import { checkHealth } from '#app/platform/health'
import { analysisRoutes } from '#app/analysis/routes'
import { checkRoutes } from '#app/checks/routes'
import { collectionRoutes } from '#app/collections/routes'
import { formRoutes } from '#app/forms/routes'
import { administrationRoutes } from '#app/identity/administration_routes'
import { identityRoutes } from '#app/identity/routes'
import { indicatorRoutes } from '#app/indicators/routes'
import { jobRoutes } from '#app/jobs/routes'
import { organisationRoutes } from '#app/organisations/routes'
import { quickSurveyRoutes } from '#app/quick_surveys/routes'
import { recognitionRoutes } from '#app/recognition/routes'
import { reviewRoutes } from '#app/reviews/routes'
import { submissionRoutes } from '#app/submissions/routes'
import { surveyRoutes } from '#app/surveys/routes'
import { trialRoutes } from '#app/trials/routes'
import { switchRoutes } from '#app/switches/routes'
import type { Endpoint } from '#identity'

/** Every endpoint of the product, by feature, low to high. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...identityRoutes,
  ...administrationRoutes,
  ...jobRoutes,
  ...organisationRoutes,
  ...indicatorRoutes,
  ...formRoutes,
  ...recognitionRoutes,
  ...surveyRoutes,
  ...collectionRoutes,
  ...checkRoutes,
  ...submissionRoutes,
  ...trialRoutes,
  ...reviewRoutes,
  ...switchRoutes,
  ...analysisRoutes,
  ...quickSurveyRoutes,
]

for (const { method, path, handle, ability } of ENDPOINTS) {
  router.route(`/api${path}`, [method], handle).as(ability)
}

router.get('/health/live', ({ response }) => response.json({ status: 'live' })).as('health.live')
router
  .get('/health/ready', async ({ response }) => {
    const health = await checkHealth()
    return response.status(health.status === 'ready' ? 200 : 503).json(health)
  })
  .as('health.ready')

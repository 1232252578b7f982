import router from '@adonisjs/core/services/router'
import server from '@adonisjs/core/services/server'
import { speakChinese } from '#app/platform/http/shape_messages'

speakChinese()
server.errorHandler(() => import('#app/platform/http/exception_handler'))
server.use([() => import('#app/platform/http/workbench_files')])
router.use([() => import('#app/platform/http/security_headers'), () => import('@adonisjs/core/bodyparser_middleware')])

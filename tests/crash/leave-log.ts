// node leave-log.ts FOLDER: loads the inbox of a workspace and kills itself, so that the warehouse's log stays behind
import { openWorkspace } from '../../pipelines/core/workspace.ts'
import { loadFiles } from '../../pipelines/load/load-inbox.ts'
import { openWarehouse } from '../../pipelines/warehouse/warehouse.ts'

const workspace = await openWorkspace(process.argv[2] ?? '')
const warehouse = await openWarehouse(workspace, 'leave-log')
await loadFiles(workspace, warehouse.connection, { now: () => new Date(0), progress: () => undefined, env: {} })
process.kill(process.pid, 'SIGKILL')

// address ─▶ state ─ /api/meta, /api/data ─▶ one table ─▶ filter bar, tiles, charts ─ click, brush ─▶ address
import { openPage } from './open-page.ts'

const root = document.getElementById('page')
if (root !== null) openPage(root)

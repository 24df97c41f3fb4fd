// address ─▶ state ─ /api/meta, /api/page ─▶ tables ─▶ filter bar, page of cards ─ click, brush ─▶ address
import { openPage } from './open-page.ts'
import { offerFonts } from './shell/offer-fonts.ts'
import { applyTheme } from './shell/theme-switch.ts'

const root = document.getElementById('page')
applyTheme()
offerFonts()
if (root !== null) openPage(root)

// The report runs no script; this page around it shows it again when it has changed, at the place where it was read.
const frame = document.getElementById('report')
let top = 0
if (location.search !== '') frame.src = `/report${location.search}`
frame.addEventListener('load', () => frame.contentWindow?.scrollTo(0, top))
new EventSource('/changes').addEventListener('message', () => {
  top = frame.contentWindow?.scrollY ?? 0
  frame.contentWindow?.location.replace(`/report${location.search}`)
})

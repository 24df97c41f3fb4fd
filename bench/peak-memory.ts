// Loaded before a program: tells at its end how much memory it held at the most.
process.on('exit', () => {
  process.stderr.write(`peak ${Math.round(process.resourceUsage().maxRSS / 1024)}\n`)
})

const FIRST_SYLLABLE = 0xac00
const LAST_SYLLABLE = 0xd7a3

/**
 * Adds to a table of EUC-KR what CP949 has beyond it. The platform's decoder knows KS X 1001 only and turns the other
 * 8,822 syllables into a control character and an ASCII letter without an error. CP949 puts them, in Unicode order,
 * into the cells left of and above KS X 1001; and it has the euro and registered signs of 1998.
 */
export function fillCp949(table: Uint16Array): void {
  const standard = new Set(table)
  const cells = extensionCells()
  for (let syllable = FIRST_SYLLABLE; syllable <= LAST_SYLLABLE; syllable++) {
    if (standard.has(syllable)) continue
    const cell = cells.next()
    if (cell.done !== true) table[cell.value] = syllable
  }
  table[0xa2e6] = 0x20ac
  table[0xa2e7] = 0xae
}

/** Trail bytes are letters or high bytes; from lead 0xA1 on, trails of 0xA1 and above belong to KS X 1001. */
function* extensionCells(): Generator<number> {
  for (let lead = 0x81; lead <= 0xc6; lead++) {
    const last = lead < 0xa1 ? 0xfe : 0xa0
    for (let trail = 0x41; trail <= last; trail++) {
      const isTrail = trail <= 0x5a || (trail >= 0x61 && trail <= 0x7a) || trail >= 0x81
      if (isTrail) yield (lead << 8) | trail
    }
  }
}

import { crc32, deflateRawSync } from 'node:zlib'

export interface TestMember {
  readonly name: string | Uint8Array
  readonly data: string | Uint8Array
  readonly isUtf8?: boolean
  readonly isEncrypted?: boolean
  readonly method?: 0 | 8 | 9
  readonly crc?: number
  readonly extra?: Uint8Array
  /** Unix mode, as an archive made on Unix gives it. */
  readonly mode?: number
  /** Puts sizes and offset into a ZIP64 field, as writers do for large members. */
  readonly isZip64?: boolean
}

/** The bytes of a ZIP file with these members, odd ones included. */
export function zipOf(members: readonly TestMember[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const member of members) {
    const data = Buffer.from(member.data)
    const packed = member.method === 0 ? data : deflateRawSync(data)
    const name = Buffer.from(member.name)
    const crc = member.crc ?? crc32(data)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    writeShared(local, 4, member, crc, packed.length, data.length, name.length)
    parts.push(local, name, packed)
    directory.push(entry(member, crc, packed.length, data.length, name, offset))
    offset += 30 + name.length + packed.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, central, end])
}

function entry(member: TestMember, crc: number, packed: number, bytes: number, name: Buffer, offset: number): Buffer {
  const wide = Buffer.alloc(28)
  wide.writeUInt16LE(1, 0)
  wide.writeUInt16LE(24, 2)
  wide.writeBigUInt64LE(BigInt(bytes), 4)
  wide.writeBigUInt64LE(BigInt(packed), 12)
  wide.writeBigUInt64LE(BigInt(offset), 20)
  const extra = Buffer.concat([Buffer.from(member.extra ?? []), member.isZip64 === true ? wide : Buffer.alloc(0)])
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(member.mode === undefined ? 20 : 0x0314, 4)
  const narrow = (value: number) => (member.isZip64 === true ? 0xffff_ffff : value)
  writeShared(header, 6, member, crc, narrow(packed), narrow(bytes), name.length)
  header.writeUInt16LE(extra.length, 30)
  header.writeUInt32LE((member.mode ?? 0) * 0x10000, 38)
  header.writeUInt32LE(narrow(offset), 42)
  return Buffer.concat([header, name, extra])
}

function writeShared(
  header: Buffer,
  at: number,
  member: TestMember,
  crc: number,
  packed: number,
  bytes: number,
  nameBytes: number,
): void {
  header.writeUInt16LE(20, at)
  header.writeUInt16LE((member.isUtf8 === false ? 0 : 0x800) | (member.isEncrypted === true ? 1 : 0), at + 2)
  header.writeUInt16LE(member.method ?? 8, at + 4)
  header.writeUInt32LE(crc, at + 10)
  header.writeUInt32LE(packed, at + 14)
  header.writeUInt32LE(bytes, at + 18)
  header.writeUInt16LE(nameBytes, at + 22)
}

// Re-wraps what a browser records (Opus in WebM) as Opus in Ogg, the form in which a messenger sends
// voice messages. The sound itself is not touched. Formats: RFC 3533 (Ogg), RFC 7845 (Opus in Ogg).

const ENTERED = new Set([0x18538067, 0x1f43b675, 0x1654ae6b, 0xae, 0xa0]);
const SIMPLE_BLOCK = 0xa3;
const BLOCK = 0xa1;
const CODEC_PRIVATE = 0x63a2;
const BLOCK_HEAD = 4;
const MOST_SEGMENTS = 255;
const PACKETS_A_PAGE = 40;
const FIRST_PAGE = 2;
const LAST_PAGE = 4;

/** Uint8Array of a WebM file with one Opus track → Blob of type audio/ogg. */
export function oggFromWebm(bytes) {
  const { head, packets } = readWebm(bytes);
  const serial = crypto.getRandomValues(new Uint32Array(1))[0];
  const pages = [page([head], 0n, serial, 0, FIRST_PAGE), page([tags()], 0n, serial, 1, 0)];
  let samples = 0n;
  for (let at = 0; at < packets.length; ) {
    const group = take(packets, at);
    at += group.length;
    for (const packet of group) samples += BigInt(samplesIn(packet));
    pages.push(page(group, samples, serial, pages.length, at >= packets.length ? LAST_PAGE : 0));
  }
  return new Blob(pages, { type: "audio/ogg" });
}

function readWebm(bytes) {
  const packets = [];
  let head = null;
  let at = 0;
  while (at < bytes.length) {
    const id = number(bytes, at, true);
    const size = number(bytes, at + id.length, false);
    if (!id.length || !size.length) break;
    at += id.length + size.length;
    if (ENTERED.has(id.value)) continue;
    const body = bytes.subarray(at, at + size.value);
    if (id.value === CODEC_PRIVATE) head = body;
    if (id.value === SIMPLE_BLOCK || id.value === BLOCK) packets.push(body.subarray(BLOCK_HEAD));
    at += size.value;
  }
  if (!head || !packets.length) throw new Error("This recording has no sound in it.");
  return { head, packets };
}

// EBML numbers: the leading zero bits of the first byte say how many bytes follow.
function number(bytes, at, keepMark) {
  const first = bytes[at];
  if (!first) return { length: 0, value: 0 };
  const length = Math.clz32(first) - 23;
  let value = keepMark ? first : first & ((1 << (8 - length)) - 1);
  for (let index = 1; index < length; index += 1) value = value * 256 + bytes[at + index];
  return { length, value };
}

function take(packets, from) {
  const group = [];
  let segments = 0;
  for (let at = from; at < packets.length && group.length < PACKETS_A_PAGE; at += 1) {
    segments += Math.floor(packets[at].length / MOST_SEGMENTS) + 1;
    if (segments > MOST_SEGMENTS) break;
    group.push(packets[at]);
  }
  return group;
}

const SILK = [480, 960, 1920, 2880];
const HYBRID = [480, 960];
const CELT = [120, 240, 480, 960];

// How long a packet sounds, at 48 000 samples a second (RFC 6716, section 3.1).
function samplesIn(packet) {
  const config = packet[0] >> 3;
  const frame = config < 12 ? SILK[config % 4] : config < 16 ? HYBRID[config % 2] : CELT[config % 4];
  const code = packet[0] & 3;
  const frames = code === 0 ? 1 : code === 3 ? packet[1] & 63 : 2;
  return frame * frames;
}

function tags() {
  const name = new TextEncoder().encode("sandbox");
  const body = new Uint8Array(16 + name.length);
  body.set(new TextEncoder().encode("OpusTags"));
  new DataView(body.buffer).setUint32(8, name.length, true);
  body.set(name, 12);
  return body;
}

function page(packets, granule, serial, sequence, flags) {
  const lacing = packets.flatMap((packet) => [...Array(Math.floor(packet.length / MOST_SEGMENTS)).fill(MOST_SEGMENTS), packet.length % MOST_SEGMENTS]);
  const size = packets.reduce((sum, packet) => sum + packet.length, 0);
  const out = new Uint8Array(27 + lacing.length + size);
  const view = new DataView(out.buffer);
  out.set(new TextEncoder().encode("OggS"));
  out[5] = flags;
  view.setBigUint64(6, granule, true);
  view.setUint32(14, serial, true);
  view.setUint32(18, sequence, true);
  out[26] = lacing.length;
  out.set(lacing, 27);
  let at = 27 + lacing.length;
  for (const packet of packets) {
    out.set(packet, at);
    at += packet.length;
  }
  view.setUint32(22, checksum(out), true);
  return out;
}

const POLYNOMIAL = 0x04c11db7;

function checksum(bytes) {
  let value = 0;
  for (const byte of bytes) {
    value ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) value = value & 0x80000000 ? (value << 1) ^ POLYNOMIAL : value << 1;
  }
  return value >>> 0;
}

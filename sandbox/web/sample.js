// A picture to send when none is at hand: a drawn street, saved as a JPEG that carries what a real
// telephone writes into it (maker, model, time and place), so that one can see it taken out again.

import { now } from "./time.js";

const WIDTH = 960;
const HEIGHT = 720;
const LATITUDE = [51, 32, 44];
const LONGITUDE = [0, 3, 20];

export async function samplePicture() {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  drawStreet(canvas.getContext("2d"));
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.86));
  const plain = new Uint8Array(await blob.arrayBuffer());
  const note = exif();
  // The note goes directly after the two bytes that open every JPEG.
  return new File([plain.slice(0, 2), note, plain.slice(2)], "IMG_2041.jpg", { type: "image/jpeg" });
}

function drawStreet(pen) {
  const sky = pen.createLinearGradient(0, 0, 0, HEIGHT);
  sky.addColorStop(0, "#22314e");
  sky.addColorStop(0.6, "#8d7f95");
  sky.addColorStop(1, "#d9a98a");
  pen.fillStyle = sky;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  const heights = [300, 380, 260, 420, 330, 400];
  heights.forEach((height, index) => {
    const left = index * 165 - 10;
    pen.fillStyle = ["#4a4458", "#3d3a4c", "#554b5c"][index % 3];
    pen.fillRect(left, 540 - height, 160, height);
    for (let y = 540 - height + 26; y < 480; y += 54) {
      for (let x = left + 20; x < left + 140; x += 44) {
        pen.fillStyle = (x * 7 + y * 3) % 5 < 2 ? "#f3cf8d" : "#2a2837";
        pen.fillRect(x, y, 22, 30);
      }
    }
  });
  pen.fillStyle = "#3b3a40";
  pen.fillRect(0, 540, WIDTH, 180);
  pen.fillStyle = "#d8d4c8";
  for (let x = 20; x < WIDTH; x += 150) pen.fillRect(x, 626, 80, 8);
  pen.fillStyle = "#a8322d";
  pen.fillRect(520, 430, 320, 165);
  pen.fillStyle = "#e9edf2";
  for (let x = 540; x < 820; x += 70) pen.fillRect(x, 455, 54, 48);
  pen.fillStyle = "#1c1b20";
  for (const x of [590, 770]) {
    pen.beginPath();
    pen.arc(x, 596, 30, 0, Math.PI * 2);
    pen.fill();
  }
}

// TIFF inside an APP1 segment, little-endian: a main directory that points to a GPS directory.
function exif() {
  const stamp = now().toISOString().slice(0, 19).replace(/-/g, ":").replace("T", " ");
  const gps = (base) => directory(base, [
    text(1, "N"), rationals(2, LATITUDE), text(3, "W"), rationals(4, LONGITUDE),
  ]);
  const main = (pointer) => directory(8, [text(0x010f, "Samplephone"), text(0x0110, "Model 5"), text(0x0132, stamp), long(0x8825, pointer)]);
  const length = main(0).length;
  const tiff = [0x49, 0x49, 42, 0, 8, 0, 0, 0, ...main(8 + length), ...gps(8 + length)];
  const body = [..."Exif\0\0"].map((letter) => letter.charCodeAt(0)).concat(tiff);
  return new Uint8Array([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255, ...body]);
}

const int16 = (value) => [value & 255, (value >> 8) & 255];
const int32 = (value) => [...int16(value & 0xffff), ...int16(value >>> 16)];

const text = (tag, value) => ({ tag, type: 2, count: value.length + 1, bytes: [...[...value].map((letter) => letter.charCodeAt(0)), 0] });
const long = (tag, value) => ({ tag, type: 4, count: 1, bytes: int32(value) });
const rationals = (tag, values) => ({ tag, type: 5, count: values.length, bytes: values.flatMap((value) => [...int32(value), ...int32(1)]) });

const INLINE_BYTES = 4;

function directory(base, entries) {
  const head = 2 + entries.length * 12 + 4;
  const heap = [];
  const rows = entries.flatMap(({ tag, type, count, bytes }) => {
    const start = [...int16(tag), ...int16(type), ...int32(count)];
    if (bytes.length <= INLINE_BYTES) return [...start, ...bytes, ...Array(INLINE_BYTES - bytes.length).fill(0)];
    const at = base + head + heap.length;
    heap.push(...bytes, ...(bytes.length % 2 ? [0] : []));
    return [...start, ...int32(at)];
  });
  return [...int16(entries.length), ...rows, 0, 0, 0, 0, ...heap];
}

import { writeFileSync } from 'node:fs';

const width = 640;
const height = 480;

/**
 * Films a QR code, as the server draws it, for a browser whose camera is this file: a few frames
 * of YUV4MPEG2, on light grey, as a phone would see it.
 */
export function film(svg: string, path: string): void {
  const size = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]);
  const dark = new Set<string>();
  for (const [, x, y, run] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let i = 0; i < Number(run); i++) dark.add(`${Number(x) + i} ${y}`);
  }
  const side = 400;
  const [left, top] = [(width - side) / 2, (height - side) / 2];
  const luma = Buffer.alloc(width * height, 200);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const module = `${Math.floor((x * size) / side)} ${Math.floor((y * size) / side)}`;
      luma[(top + y) * width + left + x] = dark.has(module) ? 24 : 230;
    }
  }
  // No colour.
  const chroma = Buffer.alloc((width * height) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, chroma]);
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F15:1 Ip A1:1 C420jpeg\n`);
  writeFileSync(path, Buffer.concat([head, frame, frame, frame]));
}

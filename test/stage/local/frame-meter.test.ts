import fc from "fast-check";
import { expect, test } from "vitest";
import { frameMeter } from "../../../infra/local/gateway/frame-meter.ts";
import { seededJitter } from "../../../infra/local/gateway/jitter.ts";

const TEXT = 0x81;
const PING = 0x89;

/** A frame as RFC 6455 has it, with zeroes for mask and payload. */
function frame(opcode: number, bytes: number, masked: boolean): Buffer {
  const mask = masked ? 0x80 : 0;
  const extended =
    bytes < 126 ? [bytes] : bytes < 65_536 ? [126, bytes >> 8, bytes & 255] : eight(bytes);
  const [length = 0, ...rest] = extended;
  const header = Buffer.from([opcode, mask | length, ...rest]);
  return Buffer.concat([header, Buffer.alloc(masked ? 4 : 0), Buffer.alloc(bytes)]);
}

function eight(bytes: number): number[] {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64BE(BigInt(bytes));
  return [127, ...buffer];
}

test("[LOC6] frames are measured wherever the stream is cut, and control frames are left out", () => {
  const frames = fc.array(
    fc.record({
      opcode: fc.constantFrom(TEXT, 0x02, 0x80, PING),
      bytes: fc.constantFrom(0, 1, 125, 126, 32_768, 65_535, 65_536, 70_000),
      masked: fc.boolean(),
    }),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(frames, fc.array(fc.nat(300_000), { maxLength: 12 }), (sent, cuts) => {
      const stream = Buffer.concat(sent.map((each) => frame(each.opcode, each.bytes, each.masked)));
      const measured: number[] = [];
      const meter = frameMeter((bytes) => measured.push(bytes));
      const at = [0, ...cuts.map((cut) => cut % (stream.length + 1)), stream.length];
      at.sort((a, b) => a - b);
      for (let part = 1; part < at.length; part++) {
        meter(stream.subarray(at[part - 1], at[part]));
      }
      expect(measured).toEqual(
        sent.filter((each) => each.opcode !== PING).map((each) => each.bytes),
      );
    }),
  );
});

test("[LOC7] the same seed gives the same delays, within the bound", () => {
  const delays = (seed: number) => {
    const next = seededJitter(seed, 40);
    return Array.from({ length: 50 }, next);
  };
  expect(delays(7)).toEqual(delays(7));
  expect(delays(7)).not.toEqual(delays(8));
  expect(delays(7).every((delay) => delay >= 0 && delay < 40)).toBe(true);
});

import { MOST_BYTES, UnreadableFile } from "./limits.ts";

const SLICE = 1 << 20;

/** The text of a file: UTF-8, or UTF-16 with a byte order mark. */
export function decodeText(bytes: Uint8Array): string {
  refuseTooLarge(bytes.length);
  const encoding = encodingOf(bytes);
  const decoder = new TextDecoder(encoding, { fatal: true });
  const parts: string[] = [];
  try {
    for (let at = 0; at < bytes.length; at += SLICE) {
      parts.push(decoder.decode(bytes.subarray(at, at + SLICE), { stream: true }));
    }
    parts.push(decoder.decode());
  } catch {
    throw new UnreadableFile("contracts.unreadable.encoding");
  }
  const text = parts.join("");
  if (text.includes("\0")) throw new UnreadableFile("contracts.unreadable.not_text");
  return text;
}

export function refuseTooLarge(bytes: number) {
  if (bytes <= MOST_BYTES) return;
  throw new UnreadableFile("contracts.unreadable.too_large", { most: MOST_BYTES / 1_000_000 });
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return "utf-8";
}

import { MOST_INFLATED_BYTES, MOST_INFLATED_TIMES, UnreadableFile } from "./limits.ts";

interface Entry {
  offset: number;
  compressed: number;
  size: number;
  isDeflated: boolean;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const ENTRY_BYTES = 46;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;

const notZip = () => new UnreadableFile("contracts.unreadable.not_whole");

/**
 * The files of a ZIP archive, each inflated only when it is asked for. What the archive says of its
 * sizes is held against the limits before anything is inflated, and what comes out against them too,
 * for an archive may lie.
 */
export class Archive {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #entries = new Map<string, Entry>();
  #inflated = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    try {
      this.#readDirectory();
    } catch (problem) {
      throw problem instanceof RangeError ? notZip() : problem;
    }
    const sizes = [...this.#entries.values()];
    const total = sizes.reduce((sum, { size }) => sum + size, 0);
    const packed = sizes.reduce((sum, { compressed }) => sum + compressed, 0);
    if (total > MOST_INFLATED_BYTES || total > packed * MOST_INFLATED_TIMES) refuseBomb();
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** The text of one file, in pieces as they are inflated; nothing where the archive has no such file. */
  async *text(name: string): AsyncGenerator<string> {
    const entry = this.#entries.get(name);
    if (!entry) return;
    const decoder = new TextDecoder("utf-8");
    try {
      for await (const piece of this.#inflate(entry)) {
        this.#inflated += piece.length;
        if (this.#inflated > MOST_INFLATED_BYTES) refuseBomb();
        yield decoder.decode(piece, { stream: true });
      }
    } catch (problem) {
      throw problem instanceof UnreadableFile ? problem : notZip();
    }
    yield decoder.decode();
  }

  async *#inflate(entry: Entry): AsyncGenerator<Uint8Array> {
    const { offset, compressed, isDeflated } = entry;
    if (this.#view.getUint32(offset, true) !== LOCAL_ENTRY) throw notZip();
    const nameAndExtra =
      this.#view.getUint16(offset + 26, true) + this.#view.getUint16(offset + 28, true);
    const start = offset + 30 + nameAndExtra;
    const bytes = this.#bytes.subarray(start, start + compressed);
    if (!isDeflated) {
      yield bytes;
      return;
    }
    const packed = new Blob([bytes as Uint8Array<ArrayBuffer>]);
    const reader = packed.stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        yield value;
      }
    } finally {
      reader.cancel().catch(() => {});
    }
  }

  #readDirectory() {
    const end = this.#endOfDirectory();
    const count = this.#view.getUint16(end + 10, true);
    let at = this.#view.getUint32(end + 16, true);
    const decoder = new TextDecoder();
    for (let index = 0; index < count; index += 1) {
      if (this.#view.getUint32(at, true) !== DIRECTORY_ENTRY) throw notZip();
      const flags = this.#view.getUint16(at + 8, true);
      const method = this.#view.getUint16(at + 10, true);
      const nameLength = this.#view.getUint16(at + 28, true);
      const name = decoder.decode(
        this.#bytes.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength),
      );
      if (flags & 1) {
        throw new UnreadableFile("contracts.unreadable.password");
      }
      if (method !== 0 && method !== 8) throw notZip();
      this.#entries.set(name, {
        offset: this.#view.getUint32(at + 42, true),
        compressed: this.#view.getUint32(at + 20, true),
        size: this.#view.getUint32(at + 24, true),
        isDeflated: method === 8,
      });
      at +=
        ENTRY_BYTES +
        nameLength +
        this.#view.getUint16(at + 30, true) +
        this.#view.getUint16(at + 32, true);
    }
  }

  #endOfDirectory(): number {
    const first = Math.max(0, this.#bytes.length - END_BYTES - LONGEST_COMMENT);
    for (let at = this.#bytes.length - END_BYTES; at >= first; at -= 1) {
      if (this.#view.getUint32(at, true) === END_OF_DIRECTORY) return at;
    }
    throw notZip();
  }
}

function refuseBomb(): never {
  throw new UnreadableFile("contracts.unreadable.bomb", {
    most: MOST_INFLATED_BYTES / 1_000_000,
    times: MOST_INFLATED_TIMES,
  });
}

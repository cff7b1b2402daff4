import type { ContractDocument } from "./contract-table.ts";
import { UnreadableFile } from "./limits.ts";

const MOST_BYTES = 10_000_000;

const KINDS: readonly unknown[] = ["contract", "self_pay"];

export function isExport(file: File): boolean {
  return /\.json$/i.test(file.name) || file.type === "application/json";
}

/** A contract that was exported before. The engine checks the rest of it. */
export async function importDocument(file: File): Promise<ContractDocument> {
  if (file.size > MOST_BYTES) throw new UnreadableFile("contracts.unreadable.export_too_large");
  const document = parsed(await file.text());
  const tables: unknown[] = Array.isArray(document?.tables) ? document.tables : [];
  if (document?.schema !== "payer-table/1" || tables.length === 0) {
    throw new UnreadableFile("contracts.unreadable.not_exported");
  }
  if (!tables.every(isContract)) {
    throw new UnreadableFile("contracts.unreadable.not_of_practice");
  }
  return document as unknown as ContractDocument;
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isContract(table: unknown): boolean {
  if (!isRecord(table) || !KINDS.includes(table.kind)) return false;
  return (
    typeof table.title === "string" && typeof table.payer === "string" && Array.isArray(table.rows)
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

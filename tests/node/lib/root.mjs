import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../..", import.meta.url));
export const schedules = join(root, "fee_schedules");

export const readJson = (...path) => JSON.parse(readFileSync(join(root, ...path), "utf8"));

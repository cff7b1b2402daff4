// The native command line, run as a person or a script would.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./root.mjs";

export const program = join(root, "build/native/cpt-estimator");

export function run(args, input = "") {
  const { status, signal, stdout, stderr } = spawnSync(program, args, {
    input,
    encoding: "utf8",
    maxBuffer: 512 * 1024 * 1024,
  });
  return { status, signal, stdout, stderr };
}

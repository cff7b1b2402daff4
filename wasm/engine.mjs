// Loads the engine and the data files it needs. Runs in browsers, in workers and in Node; see
// engine.d.ts for what each function takes and returns.

const TABLES = /"schema"\s*:\s*"payer-table\/1"/;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Sections that wasm/seal.mjs wrote; see there. */
function buildIdOf(module) {
  const [section] = WebAssembly.Module.customSections(module, "cpt-build");
  return section === undefined ? "" : decoder.decode(section);
}

async function readBytes(source, fetchFile) {
  if (ArrayBuffer.isView(source) || source instanceof ArrayBuffer) return source;
  const response = await fetchFile(source);
  if (!response.ok) throw new Error(`${source} answered ${response.status}`);
  return response.arrayBuffer();
}

/** Starts the module, after checking that it belongs to the script. */
async function start({ createModule, buildId, wasm, fetchFile }) {
  const compiled = await WebAssembly.compile(await readBytes(wasm, fetchFile));
  const found = buildIdOf(compiled);
  if (found !== buildId) {
    throw new Error(
      `The script (build ${buildId}) and the module (build ${found || "unknown"}) do not belong together; load both from one build.`,
    );
  }
  return new Promise((resolve, reject) => {
    createModule({
      instantiateWasm(imports, done) {
        WebAssembly.instantiate(compiled, imports).then(done).catch(reject);
        return {};
      },
    }).then(resolve, reject);
  });
}

const refusal = (code, message, allowed = []) => ({
  version: 1,
  status: "error",
  errors: [{ path: "", code, message, allowed }],
});

export async function loadEngine({
  createModule,
  buildId,
  wasm,
  data,
  fetchFile = (address) => fetch(address),
  loadFull = () => Promise.reject(new Error("This engine was started without its full module.")),
}) {
  let module = await start({ createModule, buildId, wasm, fetchFile });
  const longestRequest = module.longestRequest();
  const texts = new Map();
  /** What the module has, in the order it was given, for one that takes over from it. */
  const accepted = new Map();

  const text = (name) => {
    if (!texts.has(name)) {
      const loading = readBytes(new URL(name, data), fetchFile).then((bytes) =>
        decoder.decode(bytes),
      );
      // A file that could not be fetched is asked for again next time.
      loading.catch(() => texts.delete(name));
      texts.set(name, loading);
    }
    return texts.get(name);
  };

  /** Gives the module one data file; what is wrong with it, as a refusal, or nothing. */
  const give = (name, content) => {
    const refused = module.load(name, content);
    if (refused.length > 0) return JSON.parse(decoder.decode(refused));
    accepted.set(name, content);
    return undefined;
  };

  /**
   * The full module takes over from the small one, with all that this one was given: what is loaded
   * later goes to it, and it answers everything.
   */
  let full;
  const takeOver = async () => {
    const next = await start({ ...(await loadFull()), fetchFile });
    for (const [name, content] of accepted) next.load(name, content);
    module = next;
  };
  const needFull = async () => {
    full ??= takeOver();
    try {
      await full;
    } catch (problem) {
      full = undefined;
      throw problem;
    }
  };

  const accept = async (name, content) => {
    // A table names payers, which are to be known before it.
    if (name !== "index.json" && TABLES.test(content)) {
      const notReady = await ready();
      if (notReady !== undefined) return notReady;
    }
    const refused = give(name, content);
    const isForFull = refused?.errors.some((error) => error.code === "schedule_not_loaded");
    if (!isForFull) return refused;
    await needFull();
    return give(name, content);
  };

  const forget = (name) => {
    accepted.delete(name);
    module.forget(name);
  };

  /** Loads one data file; what is wrong with it, as a refusal, or nothing. */
  const load = async (name) => {
    let content;
    try {
      content = await text(name);
    } catch (problem) {
      return refusal(
        "invalid_data",
        `The data file ${name} could not be read: ${problem?.message ?? problem}.`,
      );
    }
    let refused;
    try {
      refused = await accept(name, content);
    } catch (problem) {
      refused = refusal(
        "invalid_data",
        `The full engine, which ${name} needs, could not be loaded: ${problem?.message ?? problem}.`,
      );
    }
    if (refused !== undefined) texts.delete(name);
    return refused;
  };

  const ask = (question, request) => {
    const isTooLong = request.length > longestRequest;
    return decoder.decode(
      isTooLong ? module.refuseTooLarge() : module[question](encoder.encode(request)),
    );
  };
  const estimateText = (request) => ask("estimate", request);

  let started;
  const startUp = async () => {
    const refused = await load("index.json");
    if (refused !== undefined) return refused;
    const { files } = JSON.parse(await text("index.json"));
    const needed = files.filter((file) => file.load === "start").map((file) => file.name);
    // All are fetched at once, but loaded in the order of the index: some build on others.
    for (const name of needed) text(name).catch(() => {});
    for (const name of needed) {
      const problem = await load(name);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };

  /** Loads what every request needs, once; what is wrong with it, or nothing. */
  const ready = async () => {
    started ??= startUp();
    const refused = await started;
    if (refused !== undefined) started = undefined;
    return refused;
  };

  /** Puts a question, again and again with the data files that it turns out to need. */
  const answer = async (question, request) => {
    const refused = await ready();
    if (refused !== undefined) return refused;
    const json = typeof request === "string" ? request : JSON.stringify(request);
    for (const asked = new Set(); ; ) {
      const response = JSON.parse(ask(question, json));
      const missing = (response.errors ?? [])
        .filter((error) => error.code === "schedule_not_loaded")
        .flatMap((error) => error.allowed)
        .filter((name) => !asked.has(name));
      if (missing.length === 0) return response;
      for (const name of missing) asked.add(name);
      const failed = (await Promise.all(missing.map(load))).find((each) => each !== undefined);
      if (failed !== undefined) return failed;
    }
  };

  const estimate = (request) => answer("estimate", request);

  /** A question that only the full module answers. */
  const askFull = async (question, request) => {
    await needFull();
    return answer(question, request);
  };
  const compare = (request) => askFull("compare", request);
  const project = (request) => askFull("project", request);
  const rules = (query = {}) => askFull("rules", query);

  const file = async (name) => {
    const content = await text(name);
    try {
      return JSON.parse(content);
    } catch (problem) {
      texts.delete(name);
      throw problem;
    }
  };

  return {
    version: module.version(),
    estimate,
    estimateText,
    rules,
    compare,
    project,
    accept,
    forget,
    file,
  };
}

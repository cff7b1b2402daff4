// Preloaded where WebAssembly tests run in Node: with a global fetch, the glue of Emscripten 3.1.6
// tries to fetch the module by its file path, and dies.
delete globalThis.fetch;

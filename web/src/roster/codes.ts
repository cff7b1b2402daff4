import type { SameDayService } from "../generated/contract.ts";

/** "95", "HQ" of "95, hq": codes as typed, separated by spaces or commas. */
export function codesIn(text: string): string[] {
  return text
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter(Boolean);
}

/** Codes with their modifiers of "90834-59, 99213-25". Whether each is one, the engine says. */
export function servicesIn(text: string): SameDayService[] {
  return codesIn(text.replace(/\s*-\s*/g, "-")).map((typed) => {
    const [code = "", ...modifiers] = typed.split("-");
    return { code, modifiers };
  });
}

export function servicesAsTyped(services: readonly SameDayService[]): string {
  return services.map(({ code, modifiers = [] }) => [code, ...modifiers].join("-")).join(", ");
}

/** A whole number; any other text as it is, for the engine to say what is wrong with it. */
export function wholeNumber(text: string): number {
  const typed = text.trim();
  return /^\d{1,9}$/.test(typed) ? Number(typed) : (typed as unknown as number);
}

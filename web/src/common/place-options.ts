import { html } from "lit";
import { t } from "./i18n.ts";
import type { Place, Reference } from "./reference.ts";

const COMMON = ["11", "10", "02", "22", "19", "53", "52", "50", "12"];

function placeOption({ code, name }: Place, selected: string) {
  return html`<option value=${code} .selected=${code === selected}>${code} ${name}</option>`;
}

/** Every place of service, those where groups meet most often first. */
export function placeOptions(reference: Reference | undefined, selected: string) {
  const places = reference?.places ?? [];
  const common = COMMON.flatMap((code) => places.filter((place) => place.code === code));
  const others = places.filter((place) => !COMMON.includes(place.code));
  const option = (place: Place) => placeOption(place, selected);
  return html`<optgroup label=${t("common.places.common")}>${common.map(option)}</optgroup>
    <optgroup label=${t("common.places.other")}>${others.map(option)}</optgroup>`;
}

export function placeName(reference: Reference | undefined, code: string): string {
  const place = reference?.places.find((each) => each.code === code);
  return place ? `${code} ${place.name}` : code;
}

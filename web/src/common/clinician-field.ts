import type { ClinicianType } from "../generated/contract.ts";
import { choiceField, optionsOf } from "./field.ts";
import { t } from "./i18n.ts";
import { CLINICIANS, clinicianName } from "./names.ts";
import type { Problems } from "./problems.ts";
import { inForce, type Reference } from "./reference.ts";

interface WithClinician extends Problems {
  form: { clinician: ClinicianType; date: string };
  reference: Reference | undefined;
  change(changes: { clinician: ClinicianType }): void;
}

/** Who treats, and what part of its fee schedule Medicare allows them on that day. */
export function clinicianField(view: WithClinician, label: string) {
  const { clinician, date } = view.form;
  const rows = view.reference?.terms.clinician_percentages ?? [];
  const ofThisKind = rows.filter(({ types }) => types.includes(clinician));
  const percent = inForce(ofThisKind, date)?.percent;
  return choiceField(view, {
    id: "clinician",
    label,
    ...(percent && { answer: t("common.clinician_percent", { percent }) }),
    value: clinician,
    options: optionsOf(
      CLINICIANS.map((type) => [type, clinicianName(type)] as const),
      clinician,
    ),
    onChoose: (chosen) => view.change({ clinician: chosen as ClinicianType }),
  });
}

import { isDatabaseThere } from "../common/databases.ts";

/** The database that holds saved contracts; there is none before the first is saved. */
export const DATABASE = "cpt-estimator-contracts";

/** Whether anything was saved, without making a database to find out. */
export function isAnythingSaved(): Promise<boolean> {
  return isDatabaseThere(DATABASE);
}

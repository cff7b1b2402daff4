/** Where CMS places the example's ZIP code, so that the table of ZIP codes can wait for another. */
export const EXAMPLE_PLACE = { zip: "90012", locality: "01182-18" };

/** Fetched when somebody turns to the field, so that it is there when they have typed. */
export const ZIP_TABLE = "medicare/zip5.json";

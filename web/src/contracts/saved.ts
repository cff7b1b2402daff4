/** The database that holds saved contracts; there is none before the first is saved. */
export const DATABASE = "cpt-estimator-contracts";

/** Whether anything was saved, without making a database to find out. */
export async function isAnythingSaved(): Promise<boolean> {
  try {
    if (!indexedDB.databases) return await isDatabaseThere();
    return (await indexedDB.databases()).some(({ name }) => name === DATABASE);
  } catch {
    return false;
  }
}

/** For browsers that cannot list databases: a new one is given up before it is made. */
function isDatabaseThere(): Promise<boolean> {
  return new Promise((tell) => {
    const request = indexedDB.open(DATABASE);
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onsuccess = () => {
      request.result.close();
      tell(true);
    };
    request.onerror = () => tell(false);
  });
}

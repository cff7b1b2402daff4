/** Whether a database is there, without making it to find out. */
export async function isDatabaseThere(name: string): Promise<boolean> {
  try {
    if (!indexedDB.databases) return await canOpen(name);
    return (await indexedDB.databases()).some((each) => each.name === name);
  } catch {
    return false;
  }
}

/** For browsers that cannot list databases: a new one is given up before it is made. */
function canOpen(name: string): Promise<boolean> {
  return new Promise((tell) => {
    const request = indexedDB.open(name);
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onsuccess = () => {
      request.result.close();
      tell(true);
    };
    request.onerror = () => tell(false);
  });
}

/** How long connections that are being closed may hold a database up. */
const CLOSING_MS = 3000;

/** Whether it is gone; it goes later where another page still holds it. */
export function deleteDatabase(name: string): Promise<boolean> {
  return new Promise((tell) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => tell(true);
    request.onerror = () => tell(false);
    request.onblocked = () => setTimeout(tell, CLOSING_MS, false);
  });
}

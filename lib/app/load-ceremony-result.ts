// Keys, signatures and all that belongs to them, once they are needed: a worker that wakes to ask the user does not
// wait for them.

export const loadCeremonyResult = () => import("./ceremony-result.ts");

// The popup's screens behind its first one, in one piece: their code comes together (late-screens.ts).

export { AccountScreen } from "../account/account-screen.tsx";
export { AddScreen } from "../add/add-screen.tsx";
export { AddAccountScreen } from "./add-account-screen.tsx";

// What the bundler makes of imports that are not code: a style sheet is linked, a file becomes its
// address inside the extension.

declare module "*.css";

declare module "*?url" {
  export const url: string;
  export default url;
}

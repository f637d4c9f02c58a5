/** Style sheets come as text (web/shared/css-text.ts). */
declare module "*.css" {
  const text: string;
  export default text;
}

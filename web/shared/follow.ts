/**
 * Goes to an address whose answer is saved, not shown. In a tab of its own, which the browser closes again: should the answer be a refusal, the page stays where it is.
 */
export function follow(address: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  link.click();
}

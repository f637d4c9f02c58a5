/** What is wrong with an e-mail address. The server's word is final: it takes no address that this refuses. */
export function emailProblem(text: string): "missing" | "wrong" | undefined {
  const email = text.trim();
  if (email === "") return "missing";
  return /^[\w+-]+(\.[\w+-]+)*@[a-z\d]+([.-][a-z\d]+)*\.[a-z]{2,}$/i.test(email) &&
    email.length <= 254
    ? undefined
    : "wrong";
}

import type { DemoAgent } from "../demo-agents.ts";

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
}

/** The sign-in page: one button per demo agent. */
export function signInPage(agents: readonly DemoAgent[]): string {
  const buttons = agents
    .map(
      ({ sub, name, about }) =>
        `<li><button name="agent" value="${escapeHtml(sub)}"><strong>${escapeHtml(name)}</strong>
<span>${escapeHtml(about)}</span></button></li>`,
    )
    .join("\n");
  return page(
    "Sign in to Heed",
    `<p>This is a stage on your own machine. Its agents are made up and have no passwords:
choose who you want to be.</p>
<form method="post"><ul>
${buttons}
</ul></form>`,
  );
}

/** A page that says what went wrong, or what is done. */
export function messagePage(title: string, message: string): string {
  return page(title, `<p>${escapeHtml(message)}</p>`);
}

/** Asks whether to sign out; `form` is the provider's own hidden form with the id `op.logoutForm`. */
export function signOutPage(form: string): string {
  return page(
    "Sign out of Heed",
    `${form}<p><button form="op.logoutForm" name="logout" value="yes">Sign out</button></p>
<p><button form="op.logoutForm">Stay signed in</button></p>`,
  );
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; display: grid; place-items: center; min-height: 100vh; }
main { width: min(26rem, 90vw); padding: 2rem 0; }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 0.5rem; }
button { font: inherit; width: 100%; padding: 0.75rem 1rem; text-align: start; cursor: pointer;
  border: 1px solid; border-radius: 0.5rem; background: Canvas; color: CanvasText; }
button:hover { background: Highlight; color: HighlightText; }
button:focus-visible { outline: 3px solid; outline-offset: 2px; }
span { display: block; }
</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${content}
</main>
</body>
</html>
`;
}

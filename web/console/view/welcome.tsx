/** What an agent sees before signing in. `onSignIn` is missing when the stage does not answer. */
export function Welcome({
  problem,
  onSignIn,
}: {
  readonly problem: string | undefined;
  readonly onSignIn: (() => void) | undefined;
}) {
  return (
    <main class="welcome">
      <h1>Heed</h1>
      <p>Answer shoppers at the moment they need you.</p>
      {problem && (
        <p role="alert" class="problem">
          {problem}
        </p>
      )}
      {onSignIn ? (
        <button type="button" class="primary" onClick={onSignIn}>
          Sign in
        </button>
      ) : (
        <button type="button" class="primary" onClick={() => location.reload()}>
          Try again
        </button>
      )}
    </main>
  );
}

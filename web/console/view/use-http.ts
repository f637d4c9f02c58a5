import { useEffect, useState } from "preact/hooks";
import type { HttpReply } from "../http.ts";
import { useDesk } from "./desk-context.ts";

/** Fetches when the component comes, and when the path changes. @returns the answer once it is there, and what asks again */
export function useHttp<T>(path: string): readonly [HttpReply<T> | undefined, () => void] {
  const { http } = useDesk();
  const [reply, setReply] = useState<HttpReply<T>>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let wanted = true;
    void http.ask<T>(path).then((answer) => wanted && setReply(answer));
    return () => {
      wanted = false;
    };
  }, [http, path, turn]);
  return [reply, () => setTurn(turn + 1)];
}

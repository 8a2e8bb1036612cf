// Calls of the control API.

import { complain } from "/dom.js";

export async function get(path) {
  const response = await fetch(path.startsWith("/") ? path : `/playground/${path}`);
  if (!response.ok) throw new Error(`${response.status} ${path}`);
  return response.json();
}

export async function post(path, body = {}) {
  const response = await fetch(path.startsWith("/") ? path : `/playground/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) complain(answer.error);
  return answer;
}

// Calls of the control API.

const status = document.querySelector("#status");

export async function get(path) {
  const response = await fetch(`/playground/${path}`);
  return response.json();
}

export async function post(path, body = {}) {
  const response = await fetch(`/playground/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  status.textContent = response.ok ? "" : answer.error;
  return answer;
}

/** The web chat over HTTP. */

const TIMEOUT = 30000;

/** `status` is 0 when no answer came at all. */
export class RequestError extends Error {
  constructor(status, retryAfter) {
    super(`Signpost: ${status || "no answer"}`);
    Object.assign(this, { status, retryAfter });
  }
}

export class Session {
  constructor(server, token) {
    this.address = `${server.replace(/\/+$/, "")}/webchat`;
    this.token = token;
  }

  async begin(language) {
    const begun = await this.json("POST", "/conversations", { language });
    this.token = begun.token;
    return begun;
  }

  /** `key` lets the server recognise a repetition. */
  send({ text, payload, key }) {
    return this.json("POST", "/messages", payload ? { payload } : { text }, { "Idempotency-Key": key });
  }

  history(after) {
    return this.json("GET", `/messages?after=${after}`);
  }

  async pageOf(situation) {
    const { path } = await this.json("GET", `/list?situation=${situation}`);
    return new URL(path, new URL(this.address, location)).href;
  }

  forget() {
    return this.request("DELETE", "/conversations");
  }

  async stream(after, signal, onOpen, onMessage) {
    const response = await this.request("GET", `/stream?after=${after}`, null, {}, signal);
    onOpen();
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    let rest = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const events = (rest + decoder.decode(value, { stream: true })).replace(/\r\n/g, "\n").split("\n\n");
      rest = events.pop();
      // Comments, which keep the line open, have no data.
      for (const event of events) {
        const [, data] = /^data:(.*)/m.exec(event) || [];
        if (data) onMessage(JSON.parse(data));
      }
    }
  }

  async json(...request) {
    const response = await this.request(...request);
    return response.json().catch(() => { throw new RequestError(0); });
  }

  async request(method, path, body, headers, signal) {
    const giveUp = new AbortController();
    setTimeout(() => giveUp.abort(), TIMEOUT);
    const response = await fetch(this.address + path, {
      method,
      headers: {
        ...(this.token && { Authorization: `Bearer ${this.token}` }),
        ...(body && { "Content-Type": "application/json" }),
        ...headers,
      },
      body: body && JSON.stringify(body),
      credentials: "omit",
      cache: "no-store",
      signal: signal || giveUp.signal,
    }).catch(() => { throw new RequestError(0); });
    if (!response.ok) throw new RequestError(response.status, Number(response.headers.get("Retry-After")) || 5);
    return response;
  }
}

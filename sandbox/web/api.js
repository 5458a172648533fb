// The only module that talks to the sandbox server: one function per /sim route, and the event
// stream with its reconnection. It knows nothing of the page.

export class Refused extends Error {}

// Called when a request finds nobody at the other end; the event stream listens for that.
let noticeSilence = () => {};

async function request(path, options = {}) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    noticeSilence();
    throw new Refused("The sandbox does not answer. Is it still running?");
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(body.error || `The sandbox refused this (${response.status}).`);
  return body;
}

const get = (path, query = {}) => request(`${path}?${new URLSearchParams(query)}`);

const post = (path, body) =>
  request(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

export const api = {
  state: () => get("/sim/state"),
  messages: (viewer, chat) => get("/sim/messages", { viewer, chat }),
  peek: () => get("/sim/peek"),
  say: (body) => post("/sim/say", body),
  start: (person, payload) => post("/sim/start", payload ? { person, payload } : { person }),
  tap: (body) => post("/sim/tap", body),
  location: (body) => post("/sim/location", body),
  contact: (body) => post("/sim/contact", body),
  sample: (body) => post("/sim/sample", body),
  forward: (body) => post("/sim/forward", body),
  edit: (body) => post("/sim/edit", body),
  remove: (body) => post("/sim/delete", body),
  react: (body) => post("/sim/react", body),
  block: (person, blocked) => post("/sim/block", { person, blocked }),
  language: (person, language) => post("/sim/language", { person, language }),
  clock: (seconds) => post("/sim/clock", { advance: seconds }),
  weather: (weather) => post("/sim/weather", { weather }),
  process: (action) => post("/sim/process", { action }),
  file(fields, file) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) if (value !== undefined && value !== null) form.append(name, value);
    form.append("file", file, file.name);
    return request("/sim/file", { method: "POST", body: form });
  },
};

export const fileUrl = (id) => `/sim/file/${encodeURIComponent(id)}`;

const FIRST_WAIT = 500;
const LONGEST_WAIT = 8000;

/** Calls onEvent for each event and onLine(true|false) when the line comes up or goes down, for ever. */
export function listen(onEvent, onLine) {
  let wait = FIRST_WAIT;
  let source = null;
  const connect = () => {
    source = new EventSource("/sim/events");
    source.onopen = () => {
      wait = FIRST_WAIT;
      onLine(true);
    };
    source.onmessage = (message) => onEvent(JSON.parse(message.data));
    source.onerror = lost;
  };
  // The browser's own retry gives up on some errors and is slow on others: one retry of ours serves both.
  const lost = () => {
    if (source === null) return;
    source.close();
    source = null;
    onLine(false);
    setTimeout(connect, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  };
  noticeSilence = lost;
  connect();
}

/** Wraps an async function so that many calls in a row cost one run now and at most one afterwards. */
export function coalesce(run, pause = 40) {
  let running = false;
  let again = false;
  let timer = null;
  const go = async () => {
    timer = null;
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      await run();
    } finally {
      running = false;
      if (again) {
        again = false;
        timer = setTimeout(go, pause);
      }
    }
  };
  return () => {
    if (timer === null) timer = setTimeout(go, pause);
  };
}

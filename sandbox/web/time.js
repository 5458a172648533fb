// Virtual time: what the sandbox's clock shows now, and how dates are written for a person.

let ahead = 0;

/** Remembers how far the sandbox's clock is from this computer's. */
export function setClock(clock) {
  ahead = Date.parse(clock.now) - Date.now();
  if (Number.isNaN(ahead)) ahead = (clock.offset || 0) * 1000;
}

export const now = () => new Date(Date.now() + ahead);

/** A message's date may be seconds since 1970 or an ISO string. */
export function dateOf(value) {
  if (typeof value === "string" && Number.isNaN(Number(value))) return new Date(value);
  return new Date(Number(value) * 1000);
}

const format = (date, given, options) => {
  const language = given === "en" ? "en-GB" : given;
  // Latin digits everywhere: the bot writes times and numbers that way too.
  try {
    return new Intl.DateTimeFormat(`${language}-u-nu-latn`, options).format(date);
  } catch {
    return new Intl.DateTimeFormat("en", options).format(date);
  }
};

export const clockTime = (date, language = "en") => format(date, language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

export const longDay = (date, language = "en") => format(date, language, { weekday: "long", day: "numeric", month: "long" });

export const fullDay = (date, language = "en") => format(date, language, { weekday: "short", day: "numeric", month: "short", year: "numeric" });

export const dayKey = (date) => `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;

/** "Today", "Yesterday", "4 March", or with the year when it is another one. */
export function dayName(date, language, words) {
  const today = now();
  const yesterday = new Date(today);
  yesterday.setDate(today.getDate() - 1);
  if (dayKey(date) === dayKey(today)) return words.today;
  if (dayKey(date) === dayKey(yesterday)) return words.yesterday;
  const year = date.getFullYear() === today.getFullYear() ? undefined : "numeric";
  return format(date, language, { day: "numeric", month: "long", year });
}

/** For a chat list: the time today, else a short date. */
export function shortStamp(date, language = "en") {
  if (dayKey(date) === dayKey(now())) return clockTime(date, language);
  return format(date, language, { day: "numeric", month: "short" });
}

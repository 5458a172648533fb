// The microphone: records a voice message, shows how long it is, sends or throws it away. Where no
// microphone may be used, a sound file can be chosen instead.

import { sendFiles } from "./attach.js";
import { el, icon } from "./dom.js";
import { oggFromWebm } from "./ogg.js";
import { question, toast } from "./overlay.js";

const FORMATS = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];
const TICK = 200;

export async function recordVoice(device, composer, where) {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    return chooseInstead(device, where);
  }
  return record(device, composer, where, stream);
}

async function chooseInstead(device, where) {
  const words = device.words();
  const yes = await question(device, {
    title: words.voice,
    text: "This browser gives no microphone here. Choose a sound file instead?",
    actions: [{ label: words.cancel, value: false }, { label: words.open, value: true }],
  });
  if (!yes) return;
  const input = el("input", { type: "file", accept: "audio/*" });
  input.addEventListener("change", () => sendFiles(device, where, "voice", [...input.files]));
  input.click();
}

function record(device, composer, where, stream) {
  const words = device.words();
  const mimeType = FORMATS.find((format) => MediaRecorder.isTypeSupported(format));
  const recorder = new MediaRecorder(stream, { mimeType });
  const pieces = [];
  const began = Date.now();
  const clock = el("span", { class: "record-time", dir: "ltr" }, "0:00");
  const timer = setInterval(() => (clock.textContent = length(Date.now() - began)), TICK);
  let keep = false;
  const end = (wanted) => () => {
    keep = wanted;
    if (recorder.state !== "inactive") recorder.stop();
  };
  const send = el("button", { type: "button", class: "send-button", "aria-label": words.send, onclick: end(true) }, icon("send"));
  const bar = el("div", { class: "record", role: "group", "aria-label": words.voice }, el("span", { class: "record-dot", "aria-hidden": "true" }), clock,
    el("button", { type: "button", class: "record-cancel", onclick: end(false) }, words.cancel), send);
  bar.addEventListener("keydown", (event) => event.key === "Escape" && end(false)());
  recorder.ondataavailable = (event) => pieces.push(event.data);
  recorder.onstop = async () => {
    clearInterval(timer);
    stream.getTracks().forEach((track) => track.stop());
    bar.remove();
    if (keep) await deliver(device, where, new Blob(pieces, { type: mimeType }));
  };
  composer.append(bar);
  recorder.start();
  send.focus();
}

const length = (milliseconds) => `${Math.floor(milliseconds / 60000)}:${String(Math.floor(milliseconds / 1000) % 60).padStart(2, "0")}`;

async function deliver(device, where, blob) {
  try {
    const sound = blob.type.includes("webm") ? oggFromWebm(new Uint8Array(await blob.arrayBuffer())) : blob;
    const type = sound.type.split(";")[0];
    await sendFiles(device, where, "voice", [new File([sound], type === "audio/mp4" ? "voice.m4a" : "voice.ogg", { type })]);
  } catch (error) {
    toast(device, error.message);
  }
}

// What the WebSocket server and client of Node's module ws share: options, commands and words as in ws_talk.py.
const fs = require("fs");
const readline = require("readline");

const say = (...words) => console.log(words.join(" "));
const escaped = (text) => JSON.stringify(text).slice(1, -1);

function options() {
  const args = { header: [] };
  for (let i = 2; i < process.argv.length; i++) {
    const name = process.argv[i].slice(2);
    if (["no-compression", "headers", "echo", "quiet"].includes(name)) args[name] = true;
    else if (name === "header") args.header.push(process.argv[++i].split(/:(.*)/s).slice(0, 2));
    else args[name] = process.argv[++i];
  }
  return args;
}

function tls(args) {
  const read = (file) => file && fs.readFileSync(file);
  return { cert: read(args.cert), key: read(args.key), ca: read(args.cafile) };
}

function opened(socket, rawHeaders, args) {
  if (args.headers) {
    const pairs = [];
    for (let i = 0; i < rawHeaders.length; i += 2) pairs.push([rawHeaders[i], rawHeaders[i + 1]]);
    say("headers", JSON.stringify(pairs));
  }
  say("open", socket.protocol || "-");
  say("extensions", socket.extensions.split(";")[0] || "-");
}

function listen(socket, args) {
  socket.on("message", (data, binary) => {
    if (args.quiet);
    else if (binary) say("binary", data.toString("hex"));
    else say("text", escaped(data.toString()));
    if (args.echo) socket.send(data, { binary });
  });
  socket.on("ping", (data) => say("ping", escaped(data.toString())));
  socket.on("pong", (data) => say("pong", escaped(data.toString())));
  socket.on("close", (code, reason) => say("closed", code, reason.toString() || "-"));
  socket.on("error", (error) => console.error(error.message));
}

function obey(current, end) {
  const commands = readline.createInterface({ input: process.stdin });
  commands.on("line", (line) => {
    const [command, rest = ""] = line.split(/ (.*)/s);
    const socket = current();
    if (command === "text") socket.send(rest);
    else if (command === "binary") socket.send(Buffer.from(rest, "hex"));
    else if (command === "fragments") {
      const parts = rest.split("|");
      parts.forEach((part, i) => socket.send(part, { fin: i === parts.length - 1 }));
    } else if (command === "ping") socket.ping(rest);
    else if (command === "close") {
      const [code, reason = ""] = rest.split(/ (.*)/s);
      socket.close(Number(code || 1000), reason);
    } else throw new Error("unknown command " + command);
  });
  commands.on("close", end);
}

module.exports = { say, options, tls, opened, listen, obey };

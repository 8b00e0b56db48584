// A WebSocket client of Node's module ws; the same as ws_client.py.
const { WebSocket } = require("ws");
const talk = require("./ws_talk.js");

const args = talk.options();
const socket = new WebSocket(args.url, args.protocols ? args.protocols.split(",") : [], {
  ...talk.tls(args),
  headers: Object.fromEntries(args.header),
  perMessageDeflate: !args["no-compression"],
});
let rawHeaders;
let isOpen = false;
let over = false;
function failed(...words) {
  if (!over) talk.say(...words);
  over = true;
  process.exitCode = 0;
  process.stdin.destroy();
}
socket.on("upgrade", (response) => (rawHeaders = response.rawHeaders));
socket.on("unexpected-response", (request, response) => {
  failed("refused", response.statusCode);
  request.destroy();
});
socket.once("error", (error) => isOpen || failed("failed", error.message));
socket.on("open", () => {
  isOpen = true;
  talk.opened(socket, rawHeaders, args);
  talk.listen(socket, args);
  talk.obey(() => socket, () => socket.close());
});

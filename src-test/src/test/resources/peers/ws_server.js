// A WebSocket server of Node's module ws; the same as ws_server.py. Of the offered subprotocols it takes the first it knows.
const http = require("http");
const https = require("https");
const { WebSocketServer } = require("ws");
const talk = require("./ws_talk.js");

const args = talk.options();
const known = args.protocols ? args.protocols.split(",") : [];
const server = args.cert
  ? https.createServer({ ...talk.tls(args), requestCert: !!args.cafile })
  : http.createServer();
const sockets = new WebSocketServer({
  server,
  perMessageDeflate: !args["no-compression"],
  handleProtocols: (offered) => [...offered].find((name) => known.includes(name)) || false,
});
let newest;
sockets.on("headers", (headers) => args.header.forEach(([name, value]) => headers.push(name + ": " + value)));
sockets.on("connection", (socket, request) => {
  newest = socket;
  talk.say("path", request.url);
  talk.opened(socket, request.rawHeaders, args);
  talk.listen(socket, args);
});
server.listen(0, "127.0.0.1", () => talk.say("port", server.address().port));
talk.obey(() => newest, () => process.exit(0));
